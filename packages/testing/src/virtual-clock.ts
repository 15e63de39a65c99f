import type { CancelTimer, HubClock } from '@cherha/office-hub'

interface Timer {
  readonly due: number
  readonly order: number
  readonly fire: () => void
}

/** A hub's clock that moves only when it is told to: a whole day passes in a moment, in the same order as really. */
export class VirtualClock implements HubClock {
  #at: number
  #mono = 0
  #osAhead = 0
  #order = 0
  readonly #timers = new Set<Timer>()

  /** @param at where hub time starts, ms since 1970 */
  constructor(at: number) {
    this.#at = at
  }

  now(): { at: number; mono: number } {
    return { at: this.#at, mono: this.#mono }
  }

  setTimer(ms: number, fire: () => void): CancelTimer {
    const timer = { due: this.#mono + Math.max(0, Math.ceil(ms)), order: this.#order, fire }
    this.#order += 1
    this.#timers.add(timer)
    return () => {
      this.#timers.delete(timer)
    }
  }

  startNotBefore(at: number): void {
    this.#at = Math.max(this.#at, at)
  }

  stepMs(): number {
    return this.#osAhead
  }

  follow(stepMs: number): void {
    this.#at += stepMs
    this.#osAhead -= stepMs
  }

  /** Somebody sets the computer's clock: hub time does not move. */
  stepComputerClock(ms: number): void {
    this.#osAhead += ms
  }

  /**
   * Lets `ms` pass. Timers fire in the order they are due, each at its own moment; `settle` is awaited after each,
   * so that what one causes is there before the next.
   */
  async advance(ms: number, settle: () => Promise<void> = async () => {}): Promise<void> {
    const until = this.#mono + ms
    await settle()
    for (let next = this.#next(until); next !== null; next = this.#next(until)) {
      this.#move(next.due)
      this.#timers.delete(next)
      next.fire()
      await settle()
    }
    this.#move(until)
  }

  #next(until: number): Timer | null {
    let next: Timer | null = null
    for (const timer of this.#timers) {
      if (timer.due > until) continue
      if (next === null || timer.due < next.due || (timer.due === next.due && timer.order < next.order)) next = timer
    }
    return next
  }

  #move(mono: number): void {
    const passed = Math.max(0, mono - this.#mono)
    this.#at += passed
    this.#mono += passed
  }
}
