import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { root } from './process.ts'
import type { ServerAnswer, TestServer } from './server.ts'

const run = promisify(execFile)

/** Another web site that books places: its key, made and revoked by the server's own command line. */
export class Portal {
  readonly name: string
  readonly #server: TestServer
  readonly #key: string
  #made = 0

  private constructor(server: TestServer, name: string, key: string) {
    this.#server = server
    this.name = name
    this.#key = key
  }

  /** A new portal of a server that runs. */
  static async add(server: TestServer, name: string): Promise<Portal> {
    const said = await command(server, 'add-portal', name)
    const key = /cherha_live_[\w-]+/.exec(said)?.[0]
    if (key === undefined) throw new Error(`no key: ${said}`)
    return new Portal(server, name, key)
  }

  async revoke(): Promise<void> {
    await command(this.#server, 'revoke-portal', this.name)
  }

  ask(method: 'GET' | 'DELETE', url: string): Promise<ServerAnswer> {
    return this.#server.request(method, `/api/portal/v1/${url}`, undefined, this.#headers())
  }

  /** @param key of the repetition; left out: a new one */
  book(body: unknown, key = `booking-${(this.#made += 1)}`): Promise<ServerAnswer> {
    return this.#server.request('POST', '/api/portal/v1/bookings', body, this.#headers({ 'idempotency-key': key }))
  }

  #headers(more: Readonly<Record<string, string>> = {}): Record<string, string> {
    return { authorization: `Bearer ${this.#key}`, ...more }
  }
}

/** @returns what it printed */
async function command(server: TestServer, ...words: readonly string[]): Promise<string> {
  const cli = path.join(root, 'apps', 'queue-server', 'src', 'cli.ts')
  const { stdout } = await run(process.execPath, [cli, ...words, '--data', server.dataDir])
  return stdout
}
