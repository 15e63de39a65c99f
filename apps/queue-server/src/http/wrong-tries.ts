import { Failure } from './failure.ts'

const kept = 10_000

/** Counts wrong guesses per address; what has been guessed right does not count. */
export class WrongTries {
  readonly #most: number
  readonly #lockMs: number
  readonly #tries = new Map<string, { count: number; until: number }>()

  /** @param lockMs how long an address is refused, and how long its tries are remembered */
  constructor(most: number, lockMs: number) {
    this.#most = most
    this.#lockMs = lockMs
  }

  /** Throws 429 while the address has too many wrong ones. */
  check(address: string, now: number): void {
    const entry = this.#tries.get(address)
    if (entry === undefined) return
    if (now >= entry.until) this.#tries.delete(address)
    else if (entry.count >= this.#most) {
      const retryAfter = Math.ceil((entry.until - now) / 1000)
      throw new Failure('too-many-requests', `too many wrong tries; try again in ${retryAfter} seconds`, { retryAfter })
    }
  }

  wrong(address: string, now: number): void {
    const count = (this.#tries.get(address)?.count ?? 0) + 1
    // set anew, so that the first key of the map is the one not used for longest
    this.#tries.delete(address)
    this.#tries.set(address, { count, until: now + this.#lockMs })
    const oldest = this.#tries.keys().next()
    if (this.#tries.size > kept && !oldest.done) this.#tries.delete(oldest.value)
  }
}
