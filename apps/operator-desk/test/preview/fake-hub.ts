import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import type { Answer, DeskView } from '@cherha/shared/protocol'
import { Server } from 'socket.io'
import { answerCases, type CaseRoutes } from './case-routes.ts'

type Reply = Answer | 'silent'

/** A stand-in for host and hub in one: serves the built page, signs everybody in, shows the views it is told to. */
export interface FakeHub {
  readonly url: string
  show(view: DeskView): void
  /** What the next commands are answered; `silent` leaves them without an answer. */
  answer(reply: Reply): void
  /** Status of the answers to `POST /api/sessions`; 201 lets everybody in. */
  signIn(status: number): void
  pair(paired: boolean): void
  /** Hangs up on every desk and refuses new connections until `true`. */
  listen(open: boolean): void
  readonly commands: readonly { readonly type: string }[]
  /** Applications of the office, and who is signed in; null: nothing answers below `/api/cases`. */
  cases(answer: CaseRoutes | null): void
  close(): Promise<void>
}

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
}

export async function startFakeHub(pages: string, first: DeskView): Promise<FakeHub> {
  let view = first
  let reply: Reply = { ok: true, seq: 1, result: {} }
  let sessionStatus = 201
  let paired = true
  let open = true
  let cases: CaseRoutes | null = null
  const commands: { type: string }[] = []

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://desk')
    if (url.pathname === '/host/device') return json(response, paired ? 200 : 401, {})
    if (url.pathname === '/api/sessions') return session(request, response)
    if (url.pathname.startsWith('/api/')) return void answerCases(cases, url, request, response)
    const file = path.join(pages, url.pathname === '/' ? 'index.html' : url.pathname)
    if (!existsSync(file)) return json(response, 404, {})
    response.writeHead(200, { 'content-type': types[path.extname(file)] ?? 'application/octet-stream' })
    response.end(readFileSync(file))
  })

  function session(request: IncomingMessage, response: ServerResponse): void {
    if (request.method === 'DELETE') return json(response, 200, { ok: true })
    if (sessionStatus !== 201) return json(response, sessionStatus, { ok: false, error: { code: 'no', message: 'no' } })
    json(response, 200, { session: 'a-session', staff: view.staff, windows: [], expiresAt: '2026-03-05T20:00:00Z' })
  }

  const sockets = new Server(server, { serveClient: false })
  sockets.use((socket, next) => {
    if (!open) return next(new Error('away'))
    next(socket.handshake.auth.token === 'a-session' ? undefined : new Error('unauthorised'))
  })
  sockets.on('connection', (socket) => {
    socket.emit('state', { seq: 1, view })
    socket.on('command', (command: { type: string }, answer: (reply: Answer) => void) => {
      commands.push(command)
      if (reply !== 'silent') answer(reply)
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    show(next) {
      view = next
      sockets.emit('state', { seq: 2, view })
    },
    answer: (next) => {
      reply = next
    },
    signIn: (status) => {
      sessionStatus = status
    },
    pair: (next) => {
      paired = next
    },
    listen(next) {
      open = next
      if (!open) sockets.disconnectSockets(true)
    },
    commands,
    cases: (next) => {
      cases = next
    },
    close: async () => {
      await sockets.close()
    },
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}
