import type { CancelTimer, ServerClock } from '../../src/offices/ports.ts'

/** A server clock that moves only when it is told to. */
export class TestClock implements ServerClock {
  #now: number
  #timers = new Set<{ readonly at: number; readonly fire: () => void }>()

  constructor(at: number) {
    this.#now = at
  }

  now(): number {
    return this.#now
  }

  /** Somebody sets the computer's clock; no timer fires. */
  set(now: number): void {
    this.#now = now
  }

  setTimer(ms: number, fire: () => void): CancelTimer {
    const timer = { at: this.#now + ms, fire }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** Timers that are due fire in order, and what they cause settles in between. */
  async advance(ms: number): Promise<void> {
    const until = this.#now + ms
    for (;;) {
      await settle()
      const next = [...this.#timers].filter((timer) => timer.at <= until).sort((a, b) => a.at - b.at)[0]
      if (next === undefined) break
      this.#timers.delete(next)
      this.#now = Math.max(this.#now, next.at)
      next.fire()
    }
    this.#now = until
  }
}

/** Lets everything that is under way in memory come to its end. */
export async function settle(turns = 60): Promise<void> {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
