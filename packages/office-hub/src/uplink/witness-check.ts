import type { EventLog } from '@cherha/event-log'
import type { Witness } from '@cherha/shared/protocol'
import type { Engine } from '../engine/engine.ts'
import { beginPendingEpoch } from './begin-epoch.ts'
import type { PendingEpoch } from './ports.ts'

/** More than an office has devices. */
const mostProven = 200

export interface WitnessParts {
  readonly engine: Engine
  readonly log: Pick<EventLog, 'read'>
  readonly pendingEpoch: PendingEpoch
  readonly report: (message: string, error: unknown) => void
}

/**
 * Compares what devices have seen with this hub's log (R16, R19): a record of this epoch that the log does not have
 * proves that it is not the newest, and an epoch begins before that device is served. Once in the life of a process:
 * a log falls behind when it is put back, never while it is written, so a device that says so again is wrong.
 */
export class WitnessCheck {
  readonly #parts: WitnessParts
  #beginning: Promise<void> | null = null
  /** Records somebody has seen and the log has: it never loses one while it is written. */
  readonly #proven = new Set<string>()

  constructor(parts: WitnessParts) {
    this.#parts = parts
  }

  /** What this hub shows; null before it knows its office. */
  current(): Witness | null {
    const { config, epoch } = this.#parts.engine.state
    return config === null ? null : { office: config.code, epoch, ...this.#parts.engine.head() }
  }

  /** @returns false when the device has seen a newer epoch: another hub is the office's now */
  async examine(seen: Witness | null): Promise<boolean> {
    const now = this.current()
    if (seen === null || now === null || seen.office !== now.office) return this.#begun()
    if (seen.epoch > now.epoch) {
      this.#parts.report(
        `a device has seen epoch ${seen.epoch} of this office; this hub is of epoch ${now.epoch}`,
        null,
      )
      return false
    }
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

  #begin({ seq }: Witness): Promise<void> {
    const { engine, pendingEpoch, report } = this.#parts
    report(`a device has seen record ${seq}, which this log does not have`, null)
    if (this.#beginning === null) {
      // kept before it is done: a hub that is killed in between begins it at its next start
      pendingEpoch.set('behind-device')
      this.#beginning = beginPendingEpoch(engine, pendingEpoch)
    }
    return this.#beginning
  }
}
