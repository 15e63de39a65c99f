import type { UplinkPorts } from './ports.ts'

/** Smaller differences are the drift of two clocks and the way of a message. */
const toleranceMs = 2_000

/** Follows the server's time: hub time is the last server time plus what the boot clock has counted since. */
export class ServerTime {
  readonly #ports: Pick<UplinkPorts, 'clock' | 'engine' | 'followTime'>
  readonly #serving: () => boolean
  #askedAt: number | null = null
  #following = false

  constructor(ports: Pick<UplinkPorts, 'clock' | 'engine' | 'followTime'>, serving: () => boolean) {
    this.#ports = ports
    this.#serving = serving
  }

  /** The hello goes out; the welcome that answers it carries the time. */
  asked(): void {
    this.#askedAt = this.#ports.clock.now().mono
  }

  welcomed(at: number): void {
    const { mono } = this.#ports.clock.now()
    this.told(at, mono - (this.#askedAt ?? mono))
  }

  /**
   * The server said what time it is.
   * @param rttMs from the question to the answer: the time was true somewhere in between
   */
  told(at: number, rttMs: number): void {
    const { clock, engine, followTime = true } = this.#ports
    if (!followTime) return
    const stepMs = Math.round(at - (clock.now().at - rttMs / 2))
    if (Math.abs(stepMs) <= toleranceMs + rttMs / 2 || this.#following) return
    // nothing has been written in this process: hub time simply begins where the server says
    if (!this.#serving()) return clock.follow(stepMs)
    this.#following = true
    void engine.tell({ type: 'follow-server-time', stepMs }).then(() => {
      this.#following = false
    })
  }
}
