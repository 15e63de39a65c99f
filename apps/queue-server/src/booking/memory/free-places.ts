import { sellsOnline } from '@cherha/shared/booking'
import { horizonDates } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
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
  /** Places by date and service, as the office would sell them; holds are not taken off. */
  readonly times: Map<string, readonly FreeTime[]>
}

/**
 * How many places there are, counted once and then kept until the office's inbox or its own log tells something new; what
 * is held comes off each time (B6). So “sold out” is known without asking anybody.
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
    return this.#counted(office, date, service).flatMap(({ time, free }) => {
      const left = free - this.#holds.taken(office.code, date, service, time)
      return left > 0 ? [{ time, free: left }] : []
    })
  }

  free(office: BookingOffice, date: string, service: string): number {
    return this.times(office, date, service).reduce((sum, { free }) => sum + free, 0)
  }

  /** At one time. */
  freeAt(office: BookingOffice, date: string, service: string, time: string): number {
    const free = this.#counted(office, date, service).find((one) => one.time === time)?.free ?? 0
    return Math.max(0, free - this.#holds.taken(office.code, date, service, time))
  }

  /** Ends what listens to the offices. */
  close(): void {
    for (const end of this.#heard.values()) end()
    this.#heard.clear()
  }

  #counted(office: BookingOffice, date: string, service: string): readonly FreeTime[] {
    const known = this.#of(office)
    if (known === null) return []
    const key = `${date} ${service}`
    let times = known.times.get(key)
    if (times === undefined) {
      times = office.freePlaces(date, service)
      known.times.set(key, times)
    }
    return times
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
    const ends = [office.onInbox(forget), office.onCopy(forget)]
    this.#heard.set(office, () => {
      for (const end of ends) end()
    })
  }
}

/** The office has the day as the server has published it, and the server still owns it. */
function isAcknowledged({ online, mirror }: BookingOffice, date: string): boolean {
  const day = online.days[date]
  return day?.state === 'open' && mirror.inbox.seq >= day.publishedSeq && mirror.days[date] !== undefined
}
