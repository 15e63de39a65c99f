import { keepNewest } from './newest.ts'

/** When a message is given up that comes to nothing while the gateway lives (B47): both have to be reached. */
export interface DoubtLimits {
  readonly tries: number
  /** Since the first of them. */
  readonly ms: number
}

/** What is known of one message. */
export interface Doubt {
  /** Times it has come to nothing. */
  readonly times: number
  /** The gateway lives and does not take this one: nothing speaks for another try. */
  readonly isHopeless: boolean
}

interface Entry {
  readonly since: number
  times: number
  /** Those before which the gateway had given a sign of life. */
  counted: number
  signs: number
}

const most = 10_000

/**
 * Messages that came to nothing, though nobody said that they never would be taken. In memory: after a restart each has its
 * tries again.
 */
export class Doubts {
  readonly #limits: DoubtLimits
  readonly #now: () => number
  readonly #entries = new Map<string, Entry>()

  /** @param now ms of a clock that never goes back */
  constructor(limits: DoubtLimits, now: () => number = () => performance.now()) {
    this.#limits = limits
    this.#now = now
  }

  /** @param signs of life of the gateway up to now; failures with none between them say nothing of the message */
  failed(id: string, signs: number): Doubt {
    const now = this.#now()
    const entry = this.#entries.get(id) ?? { since: now, times: 0, counted: 0, signs: -1 }
    entry.times += 1
    if (signs > entry.signs) entry.counted += 1
    entry.signs = signs
    this.#entries.set(id, entry)
    keepNewest(this.#entries, most)
    const { tries, ms } = this.#limits
    return { times: entry.times, isHopeless: entry.counted >= tries && now - entry.since >= ms }
  }

  /** It is settled, or was taken. */
  forget(id: string): void {
    this.#entries.delete(id)
  }
}
