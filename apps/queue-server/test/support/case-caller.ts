import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Answer, HttpUnderTest } from '../http-under-test.ts'

const post = (unit: string, ...roles: NonNullable<OfficeConfig['staff'][number]['post']>['roles']) => ({
  post: { unit, title: { uk: unit, en: unit }, roles },
})

/** People of an office: two with a post, one who works with the queue only. */
export const staff: OfficeConfig['staff'] = [
  { login: 'petrenko', name: 'Оксана Петренко', role: 'clerk', ...post('permits', 'intake', 'officer') },
  { login: 'head', name: 'Іван Голова', role: 'lead', ...post('permits', 'distributor') },
  { login: 'queue-only', name: 'Степан Черга', role: 'clerk' },
]

/** An office's hub that asks the case interface for somebody. */
export class CaseCaller {
  readonly #http: HttpUnderTest
  readonly #session = {}
  readonly token: string
  readonly login: string | null

  constructor(http: HttpUnderTest, office = '6801', login: string | null = 'petrenko') {
    this.#http = http
    this.login = login
    this.token = http.cases.tokens.issue(this.#session, { hub: `hub-of-${office}`, office }).token
  }

  ask(
    method: 'GET' | 'POST' | 'PUT',
    url: string,
    { body, headers = {} }: { body?: object | string | Buffer; headers?: Record<string, string> } = {},
  ): Promise<Answer> {
    return this.#http.ask(method, url, {
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(this.login === null ? {} : { 'x-cherha-staff': this.login }),
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
    })
  }

  /** The connection with the hub ends. */
  hangUp(): void {
    this.#http.cases.tokens.end(this.#session)
  }
}
