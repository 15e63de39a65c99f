import { connect, createServer, type Server, type Socket } from 'node:net'

/** A way to a server on loopback that counts what goes there, and can be cut at any byte of it. */
export class CuttingGate {
  readonly url: string
  readonly #server: Server
  readonly #open = new Set<Socket>()
  #left = Number.POSITIVE_INFINITY
  #carried = 0

  private constructor(server: Server, target: number, port: number) {
    this.url = `http://127.0.0.1:${port}`
    this.#server = server
    server.on('connection', (client) => this.#pass(client, connect({ host: '127.0.0.1', port: target, noDelay: true })))
  }

  static async open(target: number): Promise<CuttingGate> {
    const server = createServer({ noDelay: true })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    if (typeof address !== 'object' || address === null) throw new Error('the gate has no port')
    return new CuttingGate(server, target, address.port)
  }

  /** Bytes that went to the server so far. */
  get carried(): number {
    return this.#carried
  }

  /** The connection is cut once, when so many bytes more have gone to the server. */
  cutAfter(bytes: number): void {
    this.#left = bytes
  }

  async close(): Promise<void> {
    for (const socket of this.#open) socket.destroy()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  #pass(client: Socket, server: Socket): void {
    const cut = () => {
      client.destroy()
      server.destroy()
    }
    for (const socket of [client, server]) {
      this.#open.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        this.#open.delete(socket)
        cut()
      })
    }
    server.on('data', (chunk) => client.write(chunk))
    client.on('data', (chunk) => {
      this.#carried += chunk.length
      server.write(chunk.subarray(0, this.#left))
      if (chunk.length < this.#left) {
        this.#left -= chunk.length
        return
      }
      this.#left = Number.POSITIVE_INFINITY
      server.end(cut)
    })
  }
}
