import { nextOpening, sellsOnline } from '@cherha/shared/booking'
import type { BookingDays, BookingOffices, BookingPlaces, BookingServices, OfficeConfig } from '@cherha/shared/protocol'
import { dayClock } from '../offices/day-clock.ts'
import { type Context, refused } from './context.ts'
import type { BookingAnswer, BookingOffice } from './ports.ts'

/** What can be booked (B5, B6): all of it from memory. */
export class Catalog {
  readonly #context: Pick<Context, 'offices' | 'free'>

  constructor(context: Pick<Context, 'offices' | 'free'>) {
    this.#context = context
  }

  /** One of each id, with the words of the first office that has it. */
  services(): BookingServices {
    const services = new Map<string, BookingServices['services'][number]>()
    for (const { config } of this.#selling()) {
      for (const { id, title } of config.services) if (!services.has(id)) services.set(id, { id, title })
    }
    return { services: [...services.values()] }
  }

  offices(service: string): BookingOffices | null {
    const { free } = this.#context
    const selling = this.#selling().filter(({ config }) => config.services.some(({ id }) => id === service))
    if (selling.length === 0) return null
    const offices = selling.map(({ office, config }) => {
      const days = free.dates(office).map((date) => ({ date, free: free.free(office, date, service) }))
      const { code, name, address, phones } = config
      return { code, name, address, phones: [...phones], nearest: days.find((day) => day.free > 0) ?? null }
    })
    return { offices }
  }

  days(code: string, service: string): BookingAnswer<BookingDays> {
    const found = this.#find(code, service)
    if (!found.ok) return found
    const { office, config } = found.value
    const { free } = this.#context
    const days = free.dates(office).map((date) => ({ date, free: free.free(office, date, service) }))
    return { ok: true, value: { days, next: openingOf(office, config), timeZone: config.timeZone } }
  }

  places(code: string, service: string, date: string): BookingAnswer<BookingPlaces> {
    const found = this.#find(code, service)
    if (!found.ok) return found
    const { office } = found.value
    const { free } = this.#context
    if (!free.isOffered(office, date)) return refused('date-closed', { field: 'date' })
    return { ok: true, value: { times: free.times(office, date, service) } }
  }

  #find(code: string, service: string): BookingAnswer<Selling> {
    // asked thousands of times a second in a rush: whatever the other offices are, they are not looked at
    const office = this.#context.offices.get(code)
    const config = office?.config ?? null
    if (office === null || !sellsOnline(config)) return refused('unknown-office', { field: 'office' })
    if (!config.services.some(({ id }) => id === service)) return refused('unknown-service', { field: 'service' })
    return { ok: true, value: { office, config } }
  }

  #selling(): Selling[] {
    return this.#context.offices.all().flatMap((office) => {
      const { config } = office
      return sellsOnline(config) ? [{ office, config }] : []
    })
  }
}

interface Selling {
  readonly office: BookingOffice
  readonly config: OfficeConfig
}

function openingOf({ today }: BookingOffice, config: OfficeConfig): BookingDays['next'] {
  const next = today === null ? null : nextOpening(config, today)
  if (next === null) return null
  return { date: next.date, at: new Date(dayClock(next.opensOn, config.timeZone).midnight).toISOString() }
}
