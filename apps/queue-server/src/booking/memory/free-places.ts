import { sellsOnline } from '@cherha/shared/booking'
import { horizonDates } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { OnlineDay } from '@cherha/shared/replication'
import type { BookingOffice } from '../ports.ts'
import type { HoldBook } from './hold-book.ts'

export interface FreeTime {
  readonly time: string
  readonly free: number
}

interface Known {
  readonly config: OfficeConfig
  readonly today: string
  /** B5, without today and what the office has not acknowledged. */
  readonly horizon: ReadonlySet<string>
  /** By date and service. */
  readonly times: Map<string, Counted>
}

interface Counted {
  /** The day they were counted of: it is another object when something of it has changed. */
  readonly day: OnlineDay | undefined
  /** Places as the office would sell them; holds are not taken off. */
  readonly times: readonly FreeTime[]
  /** What is left when holds are taken off, as of a version of the holds of this office and date. */
  left: { readonly version: number; readonly times: readonly FreeTime[]; readonly sum: number }
}

/**
 * How many places there are, counted once and then kept until something of the day changes or the office's own log tells
 * something new; what is held comes off when other holds are there than last time (B6). So “sold out” is known without asking anybody.
 */
export class FreePlaces {
  readonly #holds: HoldBook
  readonly #known = new WeakMap<BookingOffice, Known>()
  readonly #heard = new Map<BookingOffice, () => void>()

  constructor(holds: HoldBook) {
    this.#holds = holds
  }

  /** Dates that are offered, in order; none at an office that does not sell online (B5). */
  dates(office: BookingOffice): readonly string[] {
    const known = this.#of(office)
    if (known === null) return []
    return [...known.horizon].filter((date) => isAcknowledged(office, date))
  }

  isOffered(office: BookingOffice, date: string): boolean {
    return this.#of(office)?.horizon.has(date) === true && isAcknowledged(office, date)
  }

  /** Times with free places (B6), in order. */
  times(office: BookingOffice, date: string, service: string): FreeTime[] {
    return [...(this.#left(office, date, service)?.times ?? [])]
  }

  free(office: BookingOffice, date: string, service: string): number {
    return this.#left(office, date, service)?.sum ?? 0
  }

  /** At one time. */
  freeAt(office: BookingOffice, date: string, service: string, time: string): number {
    // asked for each hold of a batch, after each of which something else is left
    const free = this.#counted(office, date, service)?.times.find((one) => one.time === time)?.free ?? 0
    return Math.max(0, free - this.#holds.taken(office.code, date, service, time))
  }

  /** Ends what listens to the offices. */
  close(): void {
    for (const end of this.#heard.values()) end()
    this.#heard.clear()
  }

  #left(office: BookingOffice, date: string, service: string): Counted['left'] | null {
    const counted = this.#counted(office, date, service)
    if (counted === null) return null
    const version = this.#holds.version(office.code, date)
    if (counted.left.version !== version) {
      const times = counted.times.flatMap(({ time, free }) => {
        const left = free - this.#holds.taken(office.code, date, service, time)
        return left > 0 ? [{ time, free: left }] : []
      })
      counted.left = { version, times, sum: times.reduce((sum, { free }) => sum + free, 0) }
    }
    return counted.left
  }

  #counted(office: BookingOffice, date: string, service: string): Counted | null {
    const known = this.#of(office)
    if (known === null) return null
    const key = `${date} ${service}`
    const day = office.online.days[date]
    let counted = known.times.get(key)
    if (counted === undefined || counted.day !== day) {
      counted = { day, times: office.freePlaces(date, service), left: { version: -1, times: [], sum: 0 } }
      known.times.set(key, counted)
    }
    return counted
  }

  #of(office: BookingOffice): Known | null {
    const { config, today } = office
    if (!sellsOnline(config) || today === null) return null
    const known = this.#known.get(office)
    if (known?.config === config && known.today === today) return known
    this.#listen(office)
    const horizon = new Set(horizonDates(config, 'online', today, true))
    const fresh = { config, today, horizon, times: new Map() }
    this.#known.set(office, fresh)
    return fresh
  }

  #listen(office: BookingOffice): void {
    if (this.#heard.has(office)) return
    const forget = () => this.#known.get(office)?.times.clear()
    this.#heard.set(office, office.onCopy(forget))
  }
}

/** The office has the day as the server has published it, and the server still owns it. */
function isAcknowledged({ online, mirror }: BookingOffice, date: string): boolean {
  const day = online.days[date]
  return day?.state === 'open' && mirror.inbox.seq >= day.publishedSeq && mirror.days[date] !== undefined
}
