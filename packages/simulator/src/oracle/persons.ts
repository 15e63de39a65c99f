import type { Answer, ErrorBody } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'

/** Q21: nobody has two live registrations for one service and day. The log cannot tell, it knows no names. */
export class Persons {
  readonly #fail: (rule: string, sentence: string) => void
  readonly #numbers = new Map<string, string>()

  constructor(fail: (rule: string, sentence: string) => void) {
    this.#fail = fail
  }

  /** Another log: who was registered in the lost one may register again. */
  forget(): void {
    this.#numbers.clear()
  }

  registered(body: unknown, answer: Answer | ErrorBody, state: QueueState): void {
    if (!answer.ok || !isRegistration(body)) return
    const { ticket: number, date } = answer.result
    if (typeof number !== 'string' || typeof date !== 'string') return
    const key = JSON.stringify([date, body.service, body.person])
    const before = this.#numbers.get(key)
    this.#numbers.set(key, number)
    if (before === undefined || before === number) return
    const earlier = state.days[date]?.tickets[before]
    if (earlier !== undefined && earlier.status.is !== 'ended')
      this.#fail('Q21', `whoever has ${before} of ${date} was registered again as ${number}`)
  }
}

function isRegistration(body: unknown): body is { readonly service: unknown; readonly person: unknown } {
  return typeof body === 'object' && body !== null && 'service' in body && 'person' in body
}
