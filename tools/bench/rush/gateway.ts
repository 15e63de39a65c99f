import { createServer, type Server } from 'node:http'

/** A gateway of messages that hands each code to whoever waits for it, as a phone on the desk does. */
export class CodeGateway {
  readonly url: string
  /** Messages by phone number, whatever they say. */
  readonly taken = new Map<string, number>()
  readonly #server: Server
  readonly #codes = new Map<string, string[]>()
  readonly #waiting = new Map<string, ((code: string) => void)[]>()

  private constructor(server: Server, url: string) {
    this.#server = server
    this.url = url
    server.on('request', async (request, reply) => {
      if (request.method === 'POST') {
        let body = ''
        for await (const chunk of request) body += String(chunk)
        const { phone, text } = JSON.parse(body) as { phone: string; text: string }
        this.#take(phone, text)
      }
      reply.writeHead(200, { 'content-type': 'application/json' }).end('{}')
    })
  }

  static open(): Promise<CodeGateway> {
    const server = createServer()
    return new Promise((resolve) => {
      server.listen(0, '127.0.0.1', () => {
        const address = server.address()
        const port = typeof address === 'object' && address !== null ? address.port : 0
        resolve(new CodeGateway(server, `http://127.0.0.1:${port}/`))
      })
    })
  }

  /** The next code this number is sent; one that came already is handed over at once. */
  code(phone: string): Promise<string> {
    const known = this.#codes.get(phone)?.shift()
    if (known !== undefined) return Promise.resolve(known)
    return new Promise((resolve) => {
      const waiting = this.#waiting.get(phone)
      if (waiting === undefined) this.#waiting.set(phone, [resolve])
      else waiting.push(resolve)
    })
  }

  close(): void {
    this.#server.closeAllConnections()
    this.#server.close()
  }

  #take(phone: string, text: string): void {
    this.taken.set(phone, (this.taken.get(phone) ?? 0) + 1)
    const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0]
    if (code === undefined) return
    const waiting = this.#waiting.get(phone)?.shift()
    if (waiting !== undefined) waiting(code)
    else this.#codes.set(phone, [...(this.#codes.get(phone) ?? []), code])
  }
}
