import { Failure } from './failure.ts'

/** Requests a second, and how many at once after a rest. */
export interface RateLimit {
  readonly perSecond: number
  readonly burst: number
}

/** Per device class; each device (or staff session, for desks) has a bucket of its own. `public`: per address. */
export interface RateLimits {
  readonly terminal: RateLimit
  readonly display: RateLimit
  readonly desk: RateLimit
  readonly public: RateLimit
  /** Of a device that is not yet one: per address. */
  readonly pairing: RateLimit
  /** Information sheets on the ticket printer, for each terminal. */
  readonly sheet: RateLimit
}
export type LimitClass = keyof RateLimits

export const defaultRateLimits: RateLimits = {
  terminal: { perSecond: 5, burst: 20 },
  display: { perSecond: 20, burst: 40 },
  desk: { perSecond: 20, burst: 40 },
  public: { perSecond: 100, burst: 400 },
  pairing: { perSecond: 2, burst: 20 },
  sheet: { perSecond: 0.1, burst: 3 },
}

interface Bucket {
  tokens: number
  at: number
}
const bucketsKept = 10_000

/** Token buckets. They run on real time, also when the hub's clock is a virtual one: they protect the process. */
export class RateLimiter {
  readonly #limits: RateLimits
  readonly #now: () => number
  readonly #buckets = new Map<string, Bucket>()

  /** @param now monotonic milliseconds */
  constructor(limits: RateLimits, now: () => number = () => performance.now()) {
    this.#limits = limits
    this.#now = now
  }

  /**
   * Takes one request from the bucket, or throws the 429 that says when to come back. Reads and commands have
   * buckets of their own: a screen that reads much must still be able to register.
   */
  take(kind: LimitClass, id: string, what: 'read' | 'command'): void {
    const { perSecond, burst } = this.#limits[kind]
    const key = `${kind} ${id} ${what}`
    const now = this.#now()
    const old = this.#buckets.get(key) ?? { tokens: burst, at: now }
    const tokens = Math.min(burst, old.tokens + ((now - old.at) / 1_000) * perSecond)
    // set anew, so that the first key of the map is the one not used for longest
    this.#buckets.delete(key)
    this.#buckets.set(key, { tokens: tokens >= 1 ? tokens - 1 : tokens, at: now })
    const oldest = this.#buckets.keys().next()
    if (this.#buckets.size > bucketsKept && !oldest.done) this.#buckets.delete(oldest.value)
    if (tokens >= 1) return
    const retryAfter = Math.max(1, Math.ceil((1 - tokens) / perSecond))
    throw new Failure('too-many-requests', `at most ${perSecond} requests a second`, { retryAfter })
  }
}
