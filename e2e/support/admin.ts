import { totpCode } from '@cherha/queue-server'
import type { ServerAnswer, TestServer } from './server.ts'

/** An administrator who talks to the server's interface, as the console does. */
export class Admin {
  readonly #server: TestServer
  readonly #headers: Readonly<Record<string, string>>

  private constructor(server: TestServer, headers: Readonly<Record<string, string>>) {
    this.#server = server
    this.#headers = headers
  }

  /** Signs in the administrator the server was started with. A code of the authenticator is good once. */
  static async signIn(server: TestServer): Promise<Admin> {
    const found = server.staff.find(({ totpSecret }) => totpSecret !== undefined)
    if (found?.password === undefined || found.totpSecret === undefined) throw new Error('there is no administrator')
    const { login, password, totpSecret } = found
    const totp = await totpCode(totpSecret, Date.parse(server.now))
    const { status, body, headers } = await server.request('POST', '/api/admin/login', { login, password, totp })
    if (status !== 200) throw new Error(`sign-in refused: ${JSON.stringify(body)}`)
    const [cookie = ''] = (headers.get('set-cookie') ?? '').split(';')
    return new Admin(server, { cookie, 'x-csrf-token': (body['me'] as { csrf: string }).csrf })
  }

  ask(method: string, url: string, body?: unknown): Promise<ServerAnswer> {
    return this.#server.request(method, `/api/admin/${url}`, body, this.#headers)
  }

  /** @throws when the server refuses */
  async must<T = Readonly<Record<string, unknown>>>(method: string, url: string, body?: unknown): Promise<T> {
    const answer = await this.ask(method, url, body)
    if (answer.status !== 200) throw new Error(`${method} ${url}: ${answer.status} ${JSON.stringify(answer.body)}`)
    return answer.body as T
  }
}
