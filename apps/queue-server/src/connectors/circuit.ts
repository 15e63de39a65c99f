export interface CircuitTimes {
  /** After the first failures in a row, ms; doubled with each. */
  readonly firstMs: number
  readonly longestMs: number
}

/** Failures in a row after which a system is left in peace. */
const patience = 3

/**
 * Whether a system is asked. After a few failures in a row nothing goes there but one request at a time, at growing
 * intervals; the first success lets everything through again.
 */
export class Circuit {
  readonly #times: CircuitTimes
  readonly #random: () => number
  #failures = 0
  #since: number | null = null
  #error: string | null = null
  #closedUntil = 0

  /** @param random between 0 and 1: many servers do not come back at the same moment */
  constructor(times: CircuitTimes, random: () => number) {
    this.#times = times
    this.#random = random
  }

  /** Of the failures in a row: when they began, and the last one; null: all is well. */
  get trouble(): { readonly since: number; readonly error: string } | null {
    return this.#since === null || this.#error === null ? null : { since: this.#since, error: this.#error }
  }

  get isOpen(): boolean {
    return this.#failures >= patience
  }

  /** How many more requests may go now, where `busy` are under way and `lanes` may be. */
  room(now: number, busy: number, lanes: number): number {
    if (!this.isOpen) return lanes - busy
    return busy === 0 && now >= this.#closedUntil ? 1 : 0
  }

  /** Ms until the next probe; 0: nothing keeps it back. */
  wait(now: number): number {
    return this.isOpen ? Math.max(0, this.#closedUntil - now) : 0
  }

  /** @returns whether the trouble begins with this */
  failed(now: number, error: string): boolean {
    const begins = this.#since === null
    this.#since ??= now
    this.#error = error
    this.#failures += 1
    const step = Math.min(this.#times.longestMs, this.#times.firstMs * 2 ** Math.min(20, this.#failures - patience))
    this.#closedUntil = now + (step / 2) * (1 + this.#random())
    return begins
  }

  /** @returns whether a trouble ends with this */
  succeeded(): boolean {
    const ends = this.#since !== null
    this.#failures = 0
    this.#since = null
    this.#error = null
    this.#closedUntil = 0
    return ends
  }
}
