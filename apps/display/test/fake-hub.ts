import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { DisplayView } from '@cherha/shared/protocol'
import { Server } from 'socket.io'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
}

/** A hub that says what it is told to: for looking at the display, not for proving rules. */
export interface FakeHub {
  readonly url: string
  /** Commands received, in order. */
  readonly commands: { type: string; call?: string; silent?: boolean }[]
  show(view: DisplayView): void
  /** Pairing of the page; false: `/host/device` answers 401. */
  paired(value: boolean): void
  close(): Promise<void>
}

/** @param pages folder with the built renderer */
export async function startFakeHub(pages: string): Promise<FakeHub> {
  let view: DisplayView | null = null
  let isPaired = true
  const commands: FakeHub['commands'] = []
  const http: HttpServer = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://hub').pathname
    if (path === '/host/device') return void response.writeHead(isPaired ? 200 : 401).end('{}')
    const file = join(pages, normalize(path === '/' ? '/index.html' : path))
    if (!existsSync(file)) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  const io = new Server(http, { transports: ['websocket'] })
  io.on('connection', (socket) => {
    if (view !== null) socket.emit('state', { seq: 1, view })
    socket.on('command', (command: FakeHub['commands'][number], answer: (value: unknown) => void) => {
      commands.push(command)
      answer({ ok: true, seq: commands.length, result: {} })
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    commands,
    show(next) {
      view = next
      io.emit('state', { seq: 1, view })
    },
    paired: (value) => {
      isPaired = value
    },
    close: () => io.close(),
  }
}
