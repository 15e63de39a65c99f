import { keepNewest } from './newest.ts'

export interface HealthTimes {
  /** After the first failure, ms; doubled with each, up to `longestMs`. */
  readonly firstMs: number
  readonly longestMs: number
}

/** Signs of life that fail in a row, or numbers whose messages come to nothing in a row, after which a gateway is away. */
const patience = 3
const most = 1_000

/** To whom a message goes, and which it is. */
export interface Tried {
  readonly id: string
  readonly phone: string
}

/**
 * What is known of a gateway. `away`: nothing goes there but a question whether it is back, at growing intervals.
 * `trial`: it has answered that question, and one message that waits shows whether it means it. `up`: all may go.
 *
 * One number says nothing of the others (B47): it is different numbers that count, and not one whose messages came to
 * nothing before that of another was taken.
 */
export class GatewayHealth {
  readonly #times: HealthTimes
  readonly #random: () => number
  #phase: 'away' | 'trial' | 'up' = 'away'
  /** Connections and signs of life that failed, in a row. */
  #line = 0
  /** Messages that came to nothing since the last one was taken, with their numbers. */
  readonly #failing = new Map<string, string>()
  /** Numbers whose messages came to nothing before that of another was taken. */
  readonly #odd = new Set<string>()
  /** Nothing waits but messages that say nothing of it. */
  #isWordEnough = false
  #sinceAllWasWell = 0
  #waitMs = 0

  /** @param random between 0 and 1: many servers do not come back at the same moment */
  constructor(times: HealthTimes, random: () => number) {
    this.#times = times
    this.#random = random
  }

  get phase(): 'away' | 'trial' | 'up' {
    return this.#phase
  }

  /** Ms until it is asked again; 0: all is well. */
  get waitMs(): number {
    return this.#waitMs
  }

  /** A connection broke, or there was no sign of life. */
  lineFailed(): void {
    this.#line += 1
    this.#later()
    if (this.#phase !== 'up' || this.#line >= patience) this.#phase = 'away'
  }

  /** A message came to nothing. */
  messageFailed({ id, phone }: Tried): void {
    const isOdd = this.#odd.has(phone)
    const isNew = !isOdd && !this.#numbers().has(phone)
    if (!isOdd) this.#failing.set(id, phone)
    keepNewest(this.#failing, most)
    const isEvident = this.#numbers().size >= patience
    // a trial is one with the message tried least: of this one it is known, and no other waits
    if (this.#phase !== 'up') this.#isWordEnough = !isEvident && !isNew
    if (this.#phase === 'trial' || (isEvident && !isOdd)) this.#phase = 'away'
    // of one that is up a sign of life is asked for at once
    if (this.#phase !== 'up') this.#later()
  }

  /** It gives a sign of life; of one that is away it is not known yet whether it takes messages. */
  answered(): void {
    this.#line = 0
    if (this.#phase === 'away') {
      this.#phase = this.#isWordEnough ? 'up' : 'trial'
      this.#isWordEnough = false
    } else if (this.#phase === 'up') this.#calm()
  }

  /** It has taken a message. */
  took({ phone }: Tried): void {
    for (const other of this.#numbers()) this.#odd.add(other)
    this.#odd.delete(phone)
    keepNewest(this.#odd, most)
    this.untried()
  }

  /** No message waits that could show whether it takes them: its sign of life has to do. */
  untried(): void {
    this.#phase = 'up'
    this.#line = 0
    this.#isWordEnough = false
    this.#failing.clear()
    this.#calm()
  }

  /** A message that is tried no more says nothing of the gateway. */
  forget(id: string): void {
    this.#failing.delete(id)
  }

  /** Whose messages came to nothing since the last one was taken. */
  #numbers(): ReadonlySet<string> {
    return new Set(this.#failing.values())
  }

  #later(): void {
    this.#sinceAllWasWell += 1
    const step = Math.min(this.#times.longestMs, this.#times.firstMs * 2 ** Math.min(20, this.#sinceAllWasWell - 1))
    this.#waitMs = (step / 2) * (1 + this.#random())
  }

  #calm(): void {
    this.#sinceAllWasWell = 0
    this.#waitMs = 0
  }
}
