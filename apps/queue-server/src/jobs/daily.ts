import { addDays } from '@cherha/shared/calendar'
import type { Offices, Stores } from '../http/parts.ts'
import { dateAt, dayClock } from '../offices/day-clock.ts'
import type { OfficeNode } from '../offices/office-node.ts'
import type { CancelTimer, Report, ServerClock } from '../offices/ports.ts'
import { retention } from './retention.ts'

/** A run at least this often: it also notices a clock that was set. */
const atLeastEveryMs = 3_600_000
/** After a run that failed: the database may be back. */
const againMs = 30_000

export interface JobParts {
  readonly offices: Offices
  readonly stores: JobStores
  readonly clock: ServerClock
  readonly report: Report
  readonly warn: (message: string) => void
  /** Days after a visit until its personal data can no longer be read. */
  readonly retentionDays: number
  readonly failed: (job: string) => void
  /** Left out: nothing is booked online. */
  readonly booking?: BookingJobs | undefined
  /** Left out: the server has no cases. */
  readonly cases?: CaseJobs | undefined
}

/** What the jobs keep and tidy; of what is merely tidied only that. */
export interface JobStores {
  readonly sessions: Pick<Stores['sessions'], 'clean'>
  readonly codes: Pick<Stores['codes'], 'clean'>
  readonly journal: Pick<Stores['journal'], 'append'>
  readonly erasures: Stores['erasures']
}

/** What the days of an office mean for its online bookings. */
export interface BookingJobs {
  /** Dates whose handover waits for running holds; booking itself hands them over when the last has ended (R9). */
  waitingDates(office: string): ReadonlySet<string>
  /** Who has booked is erased with the key of the visit day (B35). */
  erase(office: string, dates: readonly string[]): Promise<void>
}

/** What is done by itself with the cases. */
export interface CaseJobs {
  /** Fires every deadline that is due. */
  tick(today: string): Promise<unknown>
  /** Removes what handovers that never ended have left; left out: it stays. */
  readonly tidy?: (() => Promise<unknown>) | undefined
  /** Erases the keys of cases that ended long ago; left out: they are kept. */
  readonly eraseOld?: ((today: string) => Promise<unknown>) | undefined
}

/**
 * What the server does by itself. At 00:00 of an office: the day is closed online (day handover), the day that enters
 * the horizon is published; then the keys of old visit days are noted and, a day later, erased, and sessions and codes that have ended; the
 * deadlines of cases that are due are fired. All of it is done at the start too and may be repeated: what is done already is not done again.
 */
export class Jobs {
  readonly #parts: JobParts
  readonly #warned = new Set<string>()
  #cancel: CancelTimer | null = null
  #running: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(parts: JobParts) {
    this.#parts = parts
  }

  /** The first run, and the timer for the next. Resolves when it is through, even if something failed. */
  start(): Promise<void> {
    return this.#run()
  }

  /** Resolves when no run is under way. */
  idle(): Promise<void> {
    return this.#running
  }

  async stop(): Promise<void> {
    this.#stopped = true
    this.#cancel?.()
    await this.#running
  }

  #run(): Promise<void> {
    this.#cancel?.()
    this.#cancel = null
    this.#running = this.#once()
    return this.#running
  }

  async #once(): Promise<void> {
    let failed = false
    const attempt = async (job: string, work: () => Promise<unknown>) => {
      if (this.#stopped) return
      try {
        await work()
      } catch (error) {
        failed = true
        this.#parts.failed(job)
        this.#parts.report(`a job failed and is tried again: ${job}`, error)
      }
    }
    for (const office of this.#parts.offices.all()) {
      if (office.config === null) continue
      await attempt('close-online', () => office.closeDue(this.#parts.booking?.waitingDates(office.code)))
      await attempt('publish', () => this.#publish(office))
    }
    await attempt('retention', () => retention(this.#parts))
    await this.#cases(attempt)
    if (this.#stopped) return
    const wait = failed ? againMs : Math.min(atLeastEveryMs, this.#untilNextDate())
    this.#cancel = this.#parts.clock.setTimer(wait, () => void this.#run())
  }

  /** The latest date of the offices: a case counts by the date of its own office, and is never early. */
  async #cases(attempt: (job: string, work: () => Promise<unknown>) => Promise<void>): Promise<void> {
    const { cases, offices } = this.#parts
    const today = offices
      .all()
      .flatMap((office) => office.today ?? [])
      .sort()
      .at(-1)
    if (cases === undefined || today === undefined) return
    await attempt('case-deadlines', () => cases.tick(today))
    const { eraseOld, tidy } = cases
    if (tidy !== undefined) await attempt('case-tidy', tidy)
    if (eraseOld !== undefined) await attempt('case-retention', () => eraseOld(today))
  }

  async #publish(office: OfficeNode): Promise<void> {
    const { problems } = await office.publishMissing()
    for (const { path, message } of problems) {
      const told = `${office.code} ${path}: ${message}`
      if (this.#warned.has(told)) continue
      this.#warned.add(told)
      this.#parts.warn(`no plan at office ${told}`)
    }
  }

  /** Until the first of the offices has another date. */
  #untilNextDate(): number {
    const now = this.#parts.clock.now()
    const zones = new Set(this.#parts.offices.all().flatMap(({ config }) => config?.timeZone ?? []))
    const midnights = [...zones].map((zone) => dayClock(addDays(dateAt(now, zone), 1), zone).midnight)
    return Math.max(0, Math.min(...midnights, now + atLeastEveryMs) - now)
  }
}
