import { canonicalJson, type LogRecord } from '@cherha/event-log'
import { addDays } from '@cherha/shared/calendar'
import { asConfigured } from '@cherha/shared/queue'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Engine } from '../engine/engine.ts'
import type { KeyFile } from '../secrets/key-file.ts'
import { dateAt, dayClock } from './day-clock.ts'
import type { PlanPublisher } from './publisher.ts'

const changesPlans = new Set(['office-configured', 'day-opened', 'day-closed', 'day-confirmed'])

/** Asks the publisher for what is missing and puts it into the log, the visit day's key first. */
export class PlanKeeper {
  readonly #engine: Engine
  readonly #clock: HubClock
  readonly #keys: KeyFile
  readonly #publisher: PlanPublisher
  /** The office's date as last asked for, and when it begins and ends: finding it anew is slow. */
  #date: { readonly date: string; readonly from: number; readonly until: number } | null = null

  constructor(engine: Engine, clock: HubClock, keys: KeyFile, publisher: PlanPublisher) {
    this.#engine = engine
    this.#clock = clock
    this.#keys = keys
    this.#publisher = publisher
  }

  /** Resolves when everything the publisher wants is stored. */
  async publishMissing(): Promise<void> {
    const now = this.#clock.now()
    const { config, publish, add } = this.#publisher.plansFor(this.#engine.state, now)
    if (config !== undefined && canonicalJson(config) !== canonicalJson(asConfigured(this.#engine.state.config))) {
      await this.#engine.tell({ type: 'configure-office', config })
    }
    const told = publish.map((day) => {
      // D1: a registration of the day may come with the very next command, and must find its key on the disk
      this.#keys.ensureDay(day.date)
      return this.#engine.tell({ type: 'publish-plan', ...day })
    })
    for (const { date, places } of add) {
      if (places.length > 0) told.push(this.#engine.tell({ type: 'add-places', date, places }))
    }
    await Promise.all(told)
  }

  /** The office's date; null before it is configured. */
  today(): string | null {
    const { at } = this.#clock.now()
    if (this.#date === null || at < this.#date.from || at >= this.#date.until) this.#date = this.#dateOf(at)
    return this.#date?.date ?? null
  }

  /** Whether these events may change what has to be published. */
  concerns(records: readonly LogRecord[]): boolean {
    return records.some(({ event }) => changesPlans.has(event.type))
  }

  #dateOf(at: number): { date: string; from: number; until: number } | null {
    const zone = this.#engine.state.config?.timeZone
    if (zone === undefined) return null
    const date = dateAt(at, zone)
    return { date, from: dayClock(date, zone).midnight, until: dayClock(addDays(date, 1), zone).midnight }
  }
}
