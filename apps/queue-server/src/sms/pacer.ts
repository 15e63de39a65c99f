import { setTimeout as sleep } from 'node:timers/promises'

/** Lets so many pass a second, evenly; whoever is too early waits. By the time that runs, not by the clock of the office. */
export class Pacer {
  readonly #gapMs: number
  #next = 0

  constructor(perSecond: number) {
    this.#gapMs = 1_000 / perSecond
  }

  /** @throws when `signal` fires */
  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now()
    // a tenth of a second of what was not used may be made up for
    const mine = Math.max(this.#next, now - 100)
    this.#next = mine + this.#gapMs
    if (mine > now) await sleep(mine - now, undefined, { signal })
  }

  /** Nobody passes for some time: the gateway has asked for that. */
  rest(ms: number): void {
    this.#next = Math.max(this.#next, performance.now() + ms)
  }
}
