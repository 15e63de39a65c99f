import { createReadStream, existsSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import type { DisplayReport, DisplayView } from '@cherha/shared/protocol'
import { Server } from 'socket.io'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wav': 'audio/wav',
  '.ogg': 'audio/ogg',
  '.json': 'application/json',
  '.woff2': 'font/woff2',
}

/** A hub that says what it is told to: for looking at the display, not for proving rules. */
export interface FakeHub {
  readonly url: string
  /** Commands received, in order. */
  readonly commands: { type: string; call?: string; silent?: boolean; reason?: string; at: number }[]
  /** What the display said of its sound, in order. */
  readonly reports: DisplayReport[]
  show(view: DisplayView): void
  /** Pairing of the page; false: `/host/device` answers 401. */
  paired(value: boolean): void
  close(): Promise<void>
}

/**
 * @param pages folder with the built renderer
 * @param broken parts of addresses that are answered 404
 */
export async function startFakeHub(pages: string, broken: readonly string[] = []): Promise<FakeHub> {
  let view: DisplayView | null = null
  let isPaired = true
  const commands: FakeHub['commands'] = []
  const reports: DisplayReport[] = []
  const http: HttpServer = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://hub').pathname
    if (path === '/host/device') return void response.writeHead(isPaired ? 200 : 401).end('{}')
    if (path === '/api/display-report') {
      let body = ''
      request.on('data', (part: Buffer) => {
        body += part.toString('utf8')
      })
      request.on('end', () => {
        reports.push(JSON.parse(body) as DisplayReport)
        response.writeHead(204).end()
      })
      return
    }
    if (broken.some((part) => path.includes(part))) return void response.writeHead(404).end()
    const file = join(pages, normalize(path === '/' ? '/index.html' : path))
    if (!existsSync(file)) return void response.writeHead(404).end()
    response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' })
    createReadStream(file).pipe(response)
  })
  const io = new Server(http, { transports: ['websocket'] })
  io.on('connection', (socket) => {
    if (view !== null) socket.emit('state', { seq: 1, view })
    socket.on('command', (command: FakeHub['commands'][number], answer: (value: unknown) => void) => {
      commands.push({ ...command, at: Date.now() })
      answer({ ok: true, seq: commands.length, result: {} })
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    commands,
    reports,
    show(next) {
      view = next
      io.emit('state', { seq: 1, view })
    },
    paired: (value) => {
      isPaired = value
    },
    async close() {
      // a page that is still open keeps its connections, and closing would wait for them
      const closed = io.close()
      http.closeAllConnections()
      await closed.catch(() => {})
    },
  }
}
