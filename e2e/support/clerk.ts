import { type BoardWatch, boardOf } from './board-watch.ts'
import { DeviceSocket } from './device-socket.ts'
import type { HttpAnswer, Office } from './office.ts'

/** A call as it happened. */
export interface Called {
  readonly ticket: string
  /** Printed on the ticket. */
  readonly time: string
  /** Hub time of the call. */
  readonly at: string
}

/** A clerk at an open window who calls whoever's time has come, one after the other. */
export class Clerk {
  readonly #office: Office
  readonly #session: string
  readonly #window: string
  /** A desk that is silent for 3 minutes loses its window (Q38). */
  readonly #desk: DeviceSocket
  #serving = false

  private constructor(office: Office, session: string, window: string) {
    this.#office = office
    this.#session = session
    this.#window = window
    this.#desk = new DeviceSocket(office.hubUrl, session)
  }

  static async atWindow(office: Office, login: string, window: string, desk?: string): Promise<Clerk> {
    const clerk = new Clerk(office, await office.signIn(login, desk), window)
    await clerk.#desk.opened()
    await clerk.must('open-window')
    return clerk
  }

  /** Of this person at this desk. */
  get session(): string {
    return this.#session
  }

  leave(): void {
    this.#desk.close()
  }

  command(type: string): Promise<HttpAnswer> {
    return this.#office.command(this.#session, { type, window: this.#window })
  }

  async must(type: string): Promise<HttpAnswer> {
    const answer = await this.command(type)
    // a desk may send twenty commands a second: it waits for its turn
    if (answer.status === 429) return new Promise((resolve) => setTimeout(resolve, 100)).then(() => this.must(type))
    if (answer.status !== 200) throw new Error(`${type} was refused: ${JSON.stringify(answer.body)}`)
    return answer
  }

  /**
   * Ends the service under way, and calls the next visitor if one is due.
   * @param due whether a ticket with this printed time is due now
   */
  async turn(due: (time: string) => boolean, watch?: BoardWatch): Promise<Called | null> {
    const change = <T>(ticket: string | null, act: () => Promise<T>): Promise<T> =>
      watch === undefined ? act() : watch.change(this.#window, ticket, act)
    if (this.#serving) await change(null, () => this.must('finish-service'))
    this.#serving = false
    const { next, now } = await boardOf(this.#office)
    const [first] = next
    if (first === undefined || !due(first.time)) return null
    const called = await change(first.ticket, () => this.must('call-next'))
    const { ticket } = called.body.result ?? {}
    if (ticket !== first.ticket) throw new Error(`${String(ticket)} was called, ${first.ticket} was next on the board`)
    await this.must('confirm-voice-call')
    await this.must('start-service')
    this.#serving = true
    return { ticket: first.ticket, time: first.time, at: now }
  }
}
