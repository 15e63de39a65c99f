import { once } from 'node:events'
import { createServer, connect, type Server, type Socket } from 'node:net'
import type { Database } from '../../src/store/database.ts'

/** A way to a running database that can be cut and healed, as a network can. */
export class CutDatabase {
  readonly url: string
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  #cut = false

  private constructor(server: Server, url: string) {
    this.#server = server
    this.url = url
  }

  /** @param database an open one, embedded, on this computer */
  static async before(database: Database): Promise<CutDatabase> {
    const client = await database.pool.connect()
    const { host, port, user = '', password, database: name = '' } = client
    client.release()
    const target = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
    const server = createServer((socket) => {
      if (cut.#cut) {
        socket.destroy()
        return
      }
      const other = connect(target)
      for (const one of [socket, other]) {
        cut.#sockets.add(one)
        one.on('error', () => {}).on('close', () => cut.#sockets.delete(one))
      }
      socket.pipe(other).pipe(socket)
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    const proxyPort = typeof address === 'object' && address !== null ? address.port : 0
    const secret = typeof password === 'string' ? `:${encodeURIComponent(password)}` : ''
    const url = `postgres://${encodeURIComponent(user)}${secret}@127.0.0.1:${proxyPort}/${encodeURIComponent(name)}`
    const cut = new CutDatabase(server, url)
    return cut
  }

  /** Every connection ends, and none is made. */
  cut(): void {
    this.#cut = true
    for (const socket of this.#sockets) socket.destroy()
  }

  heal(): void {
    this.#cut = false
  }

  async close(): Promise<void> {
    this.cut()
    this.#server.close()
    await once(this.#server, 'close')
  }
}
