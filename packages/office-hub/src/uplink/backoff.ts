const firstMs = 500
const longestMs = 30_000

/** How long to wait for the next try: doubled after each failure, and half of it left to chance. */
export class Backoff {
  readonly #jitter: () => number
  readonly #longestMs: number
  #failures = 0

  /** @param jitter gives a number from 0 to below 1 @param most the longest wait, ms */
  constructor(jitter: () => number, most: number = longestMs) {
    this.#jitter = jitter
    this.#longestMs = most
  }

  /** Milliseconds until the next try, after one more failure. */
  next(): number {
    const full = Math.min(this.#longestMs, firstMs * 2 ** Math.min(this.#failures, 10))
    this.#failures += 1
    return Math.round(full * (0.5 + 0.5 * this.#jitter()))
  }

  succeeded(): void {
    this.#failures = 0
  }
}

/** Between two tries where only a person can change something. */
export const slowRetryMs = 5 * 60_000
