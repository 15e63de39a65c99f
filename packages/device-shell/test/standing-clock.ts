import type { RunnerClock } from '../src/recovery/runner.ts'

interface Timer {
  due: number
  readonly order: number
  readonly fire: () => void
  readonly every: number | null
}

/** A clock that stands until a test lets time pass; timers fire in the order they are due. */
export class StandingClock implements RunnerClock {
  #now: number
  #order = 0
  readonly #timers = new Set<Timer>()

  constructor(now = 0) {
    this.#now = now
  }

  now(): number {
    return this.#now
  }

  setTimer(ms: number, fire: () => void): () => void {
    return this.#add({ due: this.#now + ms, order: (this.#order += 1), fire, every: null })
  }

  every(ms: number, fire: () => void): () => void {
    return this.#add({ due: this.#now + ms, order: (this.#order += 1), fire, every: ms })
  }

  pass(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const [next] = [...this.#timers]
        .filter(({ due }) => due <= until)
        .sort((a, b) => a.due - b.due || a.order - b.order)
      if (next === undefined) break
      this.#now = Math.max(this.#now, next.due)
      if (next.every === null) this.#timers.delete(next)
      else next.due += next.every
      next.fire()
    }
    this.#now = until
  }

  /** The computer sleeps: time passes, and no timer fires. */
  sleep(ms: number): void {
    this.#now += ms
    for (const timer of this.#timers) timer.due += ms
  }

  #add(timer: Timer): () => void {
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }
}
