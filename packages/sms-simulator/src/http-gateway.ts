import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { z } from 'zod'
import type { Book } from './book.ts'
import type { Faults } from './faults.ts'
import { listen } from './listen.ts'

export const token = 'demo-token'

const Body = z.object({
  id: z.string().min(1).max(200),
  phone: z.string().regex(/^\+\d{8,15}$/),
  text: z.string().min(1).max(1_000),
  sender: z.string().min(1).max(20),
})
const met = ['refuse', 'reject', 'throttle', 'slow', 'drop', 'swallow'] as const
const longest = 10_000
const known = 10_000

/** The same centre as an HTTP gateway: `POST /messages {id, phone, text, sender}`; an id that is known is taken once. */
export class HttpGateway {
  readonly #book: Book
  readonly #faults: Faults
  readonly #taken = new Map<string, string>()
  #server: Server | null = null
  #port: number

  constructor(port: number, book: Book, faults: Faults) {
    this.#port = port
    this.#book = book
    this.#faults = faults
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/messages`
  }

  async open(): Promise<void> {
    if (this.#server !== null) return
    const server = createServer((request, response) => {
      this.#serve(request, response).catch(() => response.destroy())
    })
    this.#port = await listen(server, this.#port)
    this.#server = server
  }

  async close(): Promise<void> {
    const server = this.#server
    this.#server = null
    if (server === null) return
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeAllConnections()
    await closed
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const answer = (status: number, said: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    if (request.url !== '/messages') return void answer(404, { error: 'POST /messages' })
    const isKnown = request.headers.authorization === `Bearer ${token}` && this.#faults.takeOfLogin() === 'none'
    if (!isKnown) return void answer(401, { error: 'unknown token' })
    if (request.method !== 'POST') return void answer(200, { ok: true })
    const read = Body.safeParse(await bodyOf(request))
    if (!read.success) return void answer(422, { error: 'id, phone, text and sender' })
    const { ms } = this.#faults.now
    const fault = this.#faults.takeOfMessage(read.data.phone, ...met)
    if (fault === 'refuse') answer(500, { error: 'cannot now' })
    else if (fault === 'reject') answer(422, { error: 'not taken' })
    else if (fault === 'throttle') answer(429, { error: 'a pause' })
    else if (fault !== 'swallow') {
      const id = this.#take(read.data)
      if (fault === 'drop') response.destroy()
      else setTimeout(() => answer(202, { id }), fault === 'slow' ? ms : 0)
    }
  }

  #take({ id, phone, text, sender }: z.infer<typeof Body>): string {
    const before = this.#taken.get(id)
    if (before !== undefined) return before
    const taken = this.#book.add({ phone, text, sender, parts: 1, by: 'http', reference: id })
    this.#taken.set(id, taken.id)
    const [oldest] = this.#taken.keys()
    if (this.#taken.size > known && oldest !== undefined) this.#taken.delete(oldest)
    return taken.id
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk)
    length += bytes.length
    if (length > longest) return null
    chunks.push(bytes)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return null
  }
}
