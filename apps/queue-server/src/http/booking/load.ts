/** How long load counts as high after the last second in which it was. */
const highForMs = 60_000

/** Counts requests of each second, and says whether there were too many in one of the last minute. */
export class Load {
  readonly #fromPerSecond: number
  #second = 0
  #count = 0
  #highUntil = 0

  constructor(fromPerSecond: number) {
    this.#fromPerSecond = fromPerSecond
  }

  count(now: number): void {
    const second = Math.floor(now / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#count = 0
    }
    this.#count += 1
    if (this.#count > this.#fromPerSecond) this.#highUntil = now + highForMs
  }

  isHigh(now: number): boolean {
    // a clock that was set back does not keep it high for longer
    return now < this.#highUntil && this.#highUntil - now <= highForMs
  }
}
