import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { ConnectorKey } from '@cherha/shared/workflow'
import { contrary, reactionTo, type Said } from './behaviour.ts'
import type { Book } from './book.ts'
import type { Fault, Faults } from './faults.ts'

interface Parts {
  readonly system: ConnectorKey
  readonly port: number
  readonly book: Book
  readonly faults: Faults
  /** Until an answer that comes later is there, ms. */
  readonly answerAfterMs: () => number
}

interface Asked {
  readonly id: string
  readonly service: string
  readonly rest: string | undefined
  readonly method: string
  readonly body: unknown
}

const longestBody = 12_000_000

/** One outside system behind a security server: a port of its own, so that it can be dead. */
export class PlayedSystem {
  readonly #parts: Parts
  readonly #sockets = new Set<Socket>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #server: Server | null = null
  #port: number

  constructor(parts: Parts) {
    this.#parts = parts
    this.#port = parts.port
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`
  }

  get isUp(): boolean {
    return this.#server !== null
  }

  /** Opens the port, the same one every time. */
  async open(): Promise<void> {
    if (this.#server !== null) return
    const server = createServer((request, response) => {
      this.#answer(request, response).catch(() => request.socket.destroy())
    })
    server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', () => resolve())
    })
    const address = server.address()
    if (typeof address === 'object' && address !== null) this.#port = address.port
    this.#server = server
  }

  /** Closes the port; requests under way are lost. */
  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
    for (const socket of this.#sockets) socket.destroy()
    if (server !== null) await new Promise((resolve) => server.close(resolve))
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { system, book, faults } = this.#parts
    const bytes = await readAll(request)
    const fault = faults.take(system)
    const asked = readRequest(request, bytes)
    const header = (name: string) => String(request.headers[name] ?? '')
    const note = (answer: string) =>
      book.note({
        at: Date.now(),
        system,
        method: request.method ?? '',
        service: asked?.service ?? request.url ?? '',
        id: header('x-road-id'),
        issue: header('x-road-issue') || null,
        client: header('x-road-client'),
        user: header('x-road-userid'),
        body: asked?.body ?? null,
        answer,
      })
    if (fault.kind === 'delay') await this.#sleep(fault.ms)
    if (fault.kind === 'error') return finish(response, note, 500, { error: 'simulated' })
    if (fault.kind === 'rejects') return finish(response, note, 422, { error: 'simulated' })
    if (fault.kind === 'hang') return note('hang')
    if (asked === null || header('x-road-client') === '') {
      return finish(response, note, 400, { error: 'no request in the convention of the exchange' })
    }
    const said = this.#said(asked)
    if (said === null) return finish(response, note, 404, { error: 'no such service, or nothing under this id' })
    if (fault.kind === 'lost-answer') {
      note('lost-answer')
      request.socket.destroy()
      return
    }
    respond(response, note, fault, asked, said)
  }

  #said(asked: Asked): (Said & { readonly of: string }) | null {
    const { system, book, answerAfterMs } = this.#parts
    const { id, service, rest, method, body } = asked
    if (method === 'GET' && service === 'answers' && rest !== undefined) {
      const work = book.taken(system, rest)
      if (work === null) return null
      const { now, later } = work.reaction
      if (later === null) return { ...now, of: rest }
      return { ...(Date.now() >= work.readyAt ? later : ({ state: 'pending' } as const)), of: rest }
    }
    if (system === 'register' && method === 'PUT' && service === 'scans') {
      return { state: 'accepted', reference: rest ?? '', of: id }
    }
    if (method !== 'POST') return null
    const make = () => reactionTo(system, service, id, body)
    const reaction = book.take(system, id, make, Date.now() + answerAfterMs())
    return reaction === null ? null : { ...reaction.now, of: id }
  }

  #sleep(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer)
        resolve()
      }, ms)
      this.#timers.add(timer)
    })
  }
}

function respond(
  response: ServerResponse,
  note: (answer: string) => void,
  fault: Fault,
  asked: Asked,
  { of, ...said }: Said & { readonly of: string },
): void {
  const echo = { 'x-road-id': asked.id }
  switch (fault.kind) {
    case 'garbage':
      note('garbage')
      response.writeHead(200, { 'content-type': 'text/html', ...echo }).end('<html>Ласкаво просимо!</html>')
      return
    case 'wrong-id':
      note('wrong-id')
      finish(response, () => {}, 200, { ...said, id: `${of}-of-another` })
      return
    case 'wrong-answer':
      note('wrong-answer')
      finish(response, () => {}, 200, { ...contrary(said), id: of }, echo)
      return
    case 'twice': {
      note('twice')
      const text = JSON.stringify({ ...said, id: of })
      const head = `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(text)}\r\nx-road-id: ${asked.id}`
      const whole = `HTTP/1.1 200 OK\r\n${head}\r\n\r\n${text}`
      response.socket?.end(whole + whole)
      return
    }
    default:
      finish(response, note, 200, { ...said, id: of }, echo)
  }
}

function finish(
  response: ServerResponse,
  note: (answer: string) => void,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  note(String(status))
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    chunks.push(Buffer.from(chunk))
    length += chunk.length
    if (length > longestBody) throw new Error('too long')
  }
  return Buffer.concat(chunks)
}

/** `/r1/{instance}/{class}/{member}/{subsystem}/{service}[/{rest}]`. */
function readRequest(request: IncomingMessage, bytes: Buffer): Asked | null {
  const id = request.headers['x-road-id']
  const parts = (request.url ?? '').split('/').slice(1).map(decodeURIComponent)
  const [version, , , , , service, rest] = parts
  if (typeof id !== 'string' || version !== 'r1' || service === undefined || parts.length > 7) return null
  const method = request.method ?? ''
  if (bytes.length === 0 || request.headers['content-type'] !== 'application/json') {
    return { id, service, rest, method, body: bytes.length === 0 ? null : { bytes: bytes.length } }
  }
  try {
    const body: unknown = JSON.parse(bytes.toString('utf8'))
    return { id, service, rest, method, body }
  } catch {
    return null
  }
}
