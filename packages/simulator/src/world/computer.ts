import type { ComputerTime } from '@cherha/office-hub/core'
import type { EventLoop } from './loop.ts'

/** The clocks of one computer: the one anybody can set, and the one that only counts. */
export class Computer {
  readonly name: string
  readonly #loop: EventLoop
  readonly #startedAt: number
  #wrongBy = 0

  /** @param startedAt what the world's clock shows when the run begins, ms since 1970 */
  constructor(name: string, loop: EventLoop, startedAt: number) {
    this.name = name
    this.#loop = loop
    this.#startedAt = startedAt
  }

  /** Somebody sets the computer's clock. */
  step(ms: number): void {
    this.#wrongBy += ms
  }

  /** The world's clock, ms since 1970: nobody in the office knows it. */
  get trueTime(): number {
    return this.#startedAt + this.#loop.now
  }

  /** Time as a process that starts now has it; its timers fire while `lives` says so. */
  timeForProcess(lives: () => boolean): ComputerTime {
    const bootedAt = this.#loop.now
    return {
      os: () => this.trueTime + this.#wrongBy,
      boot: () => this.#loop.now - bootedAt,
      timer: (ms, fire) =>
        this.#loop.after(
          ms,
          () => {
            if (lives()) fire()
          },
          true,
        ),
    }
  }
}
