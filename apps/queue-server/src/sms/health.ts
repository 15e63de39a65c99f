export interface HealthTimes {
  /** After the first failure, ms; doubled with each, up to `longestMs`. */
  readonly firstMs: number
  readonly longestMs: number
}

/** Failures in a row after which a gateway counts as away. */
const patience = 3

/**
 * What is known of a gateway. `away`: nothing goes there but a question whether it is back, at growing intervals.
 * `trial`: it has answered that question, and one message that waits shows whether it means it. `up`: all may go.
 */
export class GatewayHealth {
  readonly #times: HealthTimes
  readonly #random: () => number
  #phase: 'away' | 'trial' | 'up' = 'away'
  /** In a row: messages that came to nothing, and connections or signs of life. */
  #failures = { message: 0, line: 0 }
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

  /** @returns whether it is away from now on and was up before */
  failed(what: 'message' | 'line'): boolean {
    this.#failures[what] += 1
    this.#sinceAllWasWell += 1
    const step = Math.min(this.#times.longestMs, this.#times.firstMs * 2 ** Math.min(20, this.#sinceAllWasWell - 1))
    this.#waitMs = (step / 2) * (1 + this.#random())
    const wasUp = this.#phase === 'up'
    if (!wasUp || this.#failures[what] >= patience) this.#phase = 'away'
    return wasUp && this.#phase === 'away'
  }

  /** It gives a sign of life; of one that is away it is not known yet whether it takes messages. */
  answered(): void {
    this.#failures.line = 0
    if (this.#phase === 'away') this.#phase = 'trial'
    else if (this.#phase === 'up' && this.#failures.message === 0) this.#calm()
  }

  /** It takes messages, or none waits to try it with. @returns whether a trouble has ended with this */
  succeeded(): boolean {
    const ended = this.#phase !== 'up'
    this.#phase = 'up'
    this.#failures = { message: 0, line: 0 }
    this.#calm()
    return ended
  }

  #calm(): void {
    this.#sinceAllWasWell = 0
    this.#waitMs = 0
  }
}
