import { setTimeout as sleep } from 'node:timers/promises'

export interface PacerTime {
  /** Ms of a clock that never goes back. */
  now(): number
  /** @throws when `signal` fires */
  sleep(ms: number, signal: AbortSignal): Promise<unknown>
}

/** Time as it runs, not as the clock of the office shows it. */
const realTime: PacerTime = {
  now: () => performance.now(),
  sleep: (ms, signal) => sleep(ms, undefined, { signal }),
}

/** What was not used may be made up for, as far as this. */
const madeUpMs = 100

/** Lets so many pass a second, evenly; whoever is too early waits. */
export class Pacer {
  readonly #gapMs: number
  readonly #time: PacerTime
  #next = Number.NEGATIVE_INFINITY

  constructor(perSecond: number, time: PacerTime = realTime) {
    this.#gapMs = 1_000 / perSecond
    this.#time = time
  }

  /** @throws when `signal` fires */
  async turn(signal: AbortSignal): Promise<void> {
    const now = this.#time.now()
    const mine = Math.max(this.#next, now - madeUpMs)
    this.#next = mine + this.#gapMs
    if (mine > now) await this.#time.sleep(mine - now, signal)
  }

  /** Nobody passes for some time: the gateway has asked for that. */
  rest(ms: number): void {
    this.#next = Math.max(this.#next, this.#time.now() + ms)
  }
}
