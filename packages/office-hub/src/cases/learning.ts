import type { CancelTimer } from '../clock/hub-clock.ts'
import { ServerAwayError } from './server-cases.ts'

const againMs = 10 * 60_000
const retryMs = 2_000

/** Asks the queue server for cards it has anew: with each connection, soon again where that failed, then now and then. */
export class Learning {
  readonly #learn: () => Promise<unknown>
  readonly #connected: () => boolean
  readonly #setTimer: (ms: number, fire: () => void) => CancelTimer
  readonly #report: (message: string, error: unknown) => void
  #cancel: CancelTimer = () => {}
  #stopped = false
  #failures = 0

  constructor(
    learn: () => Promise<unknown>,
    connected: () => boolean,
    setTimer: (ms: number, fire: () => void) => CancelTimer,
    report: (message: string, error: unknown) => void,
  ) {
    this.#learn = learn
    this.#connected = connected
    this.#setTimer = setTimer
    this.#report = report
  }

  start(): void {
    this.#cancel()
    void this.#try()
  }

  stop(): void {
    this.#stopped = true
    this.#cancel()
  }

  async #try(): Promise<void> {
    if (this.#stopped || !this.#connected()) return
    let next = againMs
    try {
      await this.#learn()
      this.#failures = 0
    } catch (error) {
      if (!(error instanceof ServerAwayError)) this.#report('the technology cards could not be learnt', error)
      next = Math.min(againMs, retryMs * 2 ** Math.min(this.#failures, 10))
      this.#failures += 1
    }
    if (!this.#stopped) this.#cancel = this.#setTimer(next, () => void this.#try())
  }
}
