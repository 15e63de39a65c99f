import type { EventLog } from '@cherha/event-log'
import type { Witness } from '@cherha/shared/protocol'
import type { Engine } from '../engine/engine.ts'
import { beginPendingEpoch } from './begin-epoch.ts'
import type { PendingEpoch } from './ports.ts'

/** More than an office has devices. */
const mostProven = 200
/** With one more the blocks of added numbers would come round again, with what the other hub has sold of them (N4). */
const mostAhead = 8

export interface WitnessParts {
  readonly engine: Pick<Engine, 'state' | 'head' | 'tell'>
  readonly log: Pick<EventLog, 'read'>
  readonly pendingEpoch: PendingEpoch
  /** Whether the queue server takes this hub for the office's at this very moment. */
  readonly inGoodStanding: () => Promise<boolean>
  readonly report: (message: string, error: unknown) => void
}

/**
 * Compares what devices have seen with this hub's log (R16, R19): a record of this epoch that the log does not have
 * proves that it is not the newest, and an epoch begins before that device is served. Once in the life of a process:
 * a log falls behind when it is put back, never while it is written, so a device that says so again is wrong.
 *
 * A higher epoch proves that there are two hubs. Which of them is the office's only the server knows: the one it answers
 * begins an epoch above the other's, any other one refuses the device.
 */
export class WitnessCheck {
  readonly #parts: WitnessParts
  #wasBehind = false
  #beginning: Promise<unknown> = Promise.resolve()
  /** Records somebody has seen and the log has: it never loses one while it is written. */
  readonly #proven = new Set<string>()
  #asking: Promise<boolean> | null = null
  /** The epoch before the first that began above another hub's. */
  #risenFrom: number | null = null
  /** The highest epoch that was refused: it is said once. */
  #refused = 0

  constructor(parts: WitnessParts) {
    this.#parts = parts
  }

  /** What this hub shows; null before it knows its office. */
  current(): Witness | null {
    const { config, epoch } = this.#parts.engine.state
    return config === null ? null : { office: config.code, epoch, ...this.#parts.engine.head() }
  }

  /**
   * @param seen by a device whose token or session was checked
   * @returns false when the device has seen a newer epoch and this hub cannot know that it is the office's
   */
  async examine(seen: Witness | null): Promise<boolean> {
    const now = this.current()
    if (seen === null || now === null || seen.office !== now.office) return this.#begun()
    if (seen.epoch > now.epoch) return this.#riseAbove(seen, now)
    if (seen.epoch === now.epoch && !this.#has(seen, now)) await this.#begin(seen)
    return this.#begun()
  }

  /** Whoever comes while an epoch begins waits for it, whatever they have seen. */
  async #begun(): Promise<true> {
    await this.#beginning
    return true
  }

  #has(seen: Witness, now: Witness): boolean {
    if (seen.seq > now.seq) return false
    if (seen.seq === 0 || (seen.seq === now.seq && seen.hash === now.hash)) return true
    const record = `${seen.seq}:${seen.hash}`
    if (this.#proven.has(record)) return true
    if (this.#parts.log.read(seen.seq - 1, 1)[0]?.hash !== seen.hash) return false
    if (this.#proven.size >= mostProven) this.#proven.clear()
    this.#proven.add(record)
    return true
  }

  #begin({ seq }: Witness): Promise<unknown> {
    const { engine, pendingEpoch, report } = this.#parts
    report(`a device has seen record ${seq}, which this log does not have`, null)
    if (!this.#wasBehind) {
      this.#wasBehind = true
      // kept before it is done: a hub that is killed in between begins it at its next start
      pendingEpoch.set('behind-device')
      this.#before(beginPendingEpoch(engine, pendingEpoch))
    }
    return this.#beginning
  }

  /** Not kept on the disk: until it has begun the device is not served, and says so again. */
  async #riseAbove(seen: Witness, now: Witness): Promise<boolean> {
    const { engine, report } = this.#parts
    const from = this.#risenFrom ?? now.epoch
    if (seen.epoch + 1 - from > mostAhead || !(await this.#isInGoodStanding())) return this.#refuse(seen, now)
    this.#risenFrom = from
    report(`a device has seen epoch ${seen.epoch} of this office: the server’s hub goes on above it`, null)
    this.#before(engine.tell({ type: 'begin-epoch', because: 'behind-device', above: seen.epoch }))
    await this.#begun()
    // not where the hub is stopping
    return engine.state.epoch > seen.epoch
  }

  #before(epoch: Promise<void>): void {
    this.#beginning = Promise.all([this.#beginning, epoch])
  }

  /** However many devices come at once, the server is asked once. */
  #isInGoodStanding(): Promise<boolean> {
    this.#asking ??= this.#parts.inGoodStanding().finally(() => {
      this.#asking = null
    })
    return this.#asking
  }

  #refuse(seen: Witness, now: Witness): false {
    if (seen.epoch > this.#refused) {
      this.#refused = seen.epoch
      const message = `a device has seen epoch ${seen.epoch} of this office; this hub is of epoch ${now.epoch}`
      this.#parts.report(message, null)
    }
    return false
  }
}
