import { createHash } from 'node:crypto'
import { limitRefusal, type LimitSettings } from '@cherha/shared/booking'
import type { BookingView } from '@cherha/shared/protocol'
import type { OnlineRefusal } from '@cherha/shared/replication'
import { canonicalJson } from '@cherha/event-log'
import { type Context, refused } from '../../booking/context.ts'
import type { BookingAnswer, BookingParts, BookingRefusal, PortalCommand } from '../../booking/ports.ts'
import { Catalog } from '../../booking/catalog.ts'
import { FreePlaces } from '../../booking/memory/free-places.ts'
import { HoldBook } from '../../booking/memory/hold-book.ts'
import { bookingView } from '../../booking/views.ts'
import type { OfficeNode } from '../../offices/office-node.ts'
import type { ServerClock } from '../../offices/ports.ts'
import { Turns } from '../../offices/turns.ts'
import type { PortalBooking } from '../ports.ts'
import { type Kept, keptOf, stateOf } from './kept.ts'
import type { SandboxOffice } from './sandbox-office.ts'

export interface SandboxParts {
  readonly office: SandboxOffice
  readonly limits: LimitSettings
  /** B17. */
  readonly checkPhone: BookingParts['checkPhone']
  readonly clock: ServerClock
}

/**
 * What portals may do, at the sandbox office alone (B40): the rules and limits of real bookings, without messages, and a
 * cancelled place is on sale again at once.
 */
export class SandboxBookings implements PortalBooking {
  readonly #parts: SandboxParts
  readonly #kept = new Map<string, Kept>()
  readonly #turns = new Turns()
  readonly #offices: Context['offices']
  /** Nothing is held: a portal's booking is at once. */
  readonly #free = new FreePlaces(new HoldBook())
  readonly #catalog: Catalog

  constructor(parts: SandboxParts) {
    this.#parts = parts
    const { node } = parts.office
    this.#offices = { all: () => [node], get: (code) => (code === node.code ? node : null) }
    this.#catalog = new Catalog({ offices: this.#offices, free: this.#free })
  }

  /** Ends what listens to the office. */
  close(): void {
    this.#free.close()
  }

  get #node(): OfficeNode {
    return this.#parts.office.node
  }

  services(): ReturnType<PortalBooking['services']> {
    return this.#catalog.services()
  }

  offices(service: string): ReturnType<PortalBooking['offices']> {
    return this.#catalog.offices(service)
  }

  days(office: string, service: string): ReturnType<PortalBooking['days']> {
    return this.#catalog.days(office, service)
  }

  places(office: string, service: string, date: string): ReturnType<PortalBooking['places']> {
    return this.#catalog.places(office, service, date)
  }

  /** One after another, so that the limits count what came before. */
  bookForPortal(command: PortalCommand): Promise<BookingAnswer<BookingView>> {
    return this.#turns.take(() => this.#book(command))
  }

  async portalBooking(portal: string, id: string): Promise<BookingView | null> {
    const kept = this.#kept.get(id)
    return kept === undefined || kept.portal !== portal ? null : this.#view(kept)
  }

  cancelForPortal(portal: string, id: string): Promise<BookingAnswer<BookingView>> {
    return this.#turns.take(async () => {
      const kept = this.#kept.get(id)
      if (kept === undefined || kept.portal !== portal) return refused('unknown-booking', { field: 'id' })
      const { cancel, state } = this.#view(kept)
      if (cancel === null) return refused(state === 'booked' ? 'already-called' : 'booking-ended', { field: 'id' })
      const { date, number } = kept
      const answer = await this.#node.cancelBooking({ date, number, by: 'visitor' })
      if (!answer.ok) return refused('booking-ended', { field: 'id' })
      if (answer.request === null) kept.state = 'cancelled'
      else kept.request = answer.request
      await this.#parts.office.catchUp()
      return { ok: true, value: this.#view(kept) }
    })
  }

  async #book(command: PortalCommand): Promise<BookingAnswer<BookingView>> {
    const { id, office, service, date, time, person, language } = command
    const hash = createHash('sha256').update(canonicalJson(command)).digest('hex')
    const known = this.#kept.get(id)
    if (known !== undefined) {
      return known.hash === hash ? { ok: true, value: this.#view(known) } : refused('command-reused')
    }
    const checked = this.#parts.checkPhone(command.phone)
    if (!checked.ok) return refused(checked.code, { field: 'phone' })
    const { phone } = checked
    const offered = this.#catalog.days(office, service)
    if (!offered.ok) return offered
    await this.#parts.office.catchUp()
    const today = this.#node.today ?? ''
    const pair = `${phone} ${person.documentDigits} ${service}`
    const limited = limitRefusal(this.#countedOf(phone), { date, pair }, this.#parts.limits, today)
    if (limited !== null) return refused(limited.code)
    const guardian = person.who === 'child' ? { guardian: { documentDigits: person.guardianDigits } } : {}
    const answer = await this.#node.book({
      date,
      service,
      time,
      language,
      visitor: { surname: '', givenName: '', patronymic: null, documentDigits: person.documentDigits, ...guardian },
      client: { id, hash },
    })
    if (!answer.ok) return this.#refusedByOffice(answer.refusal, date, service)
    const kept = keptOf(this.#node, command, { ...answer, phone, pair, hash, now: this.#parts.clock.now() })
    this.#kept.set(id, kept)
    await this.#parts.office.catchUp()
    return { ok: true, value: this.#view(kept) }
  }

  #refusedByOffice({ code }: OnlineRefusal, date: string, service: string): BookingRefusal {
    switch (code) {
      case 'unknown-service':
        return refused('unknown-service', { field: 'service' })
      case 'unknown-place':
        return refused('unknown-place', { field: 'time' })
      case 'place-taken':
        return this.#free.free(this.#node, date, service) === 0
          ? refused('sold-out', { field: 'date' })
          : refused('place-taken', { field: 'time' })
      default:
        return refused('date-closed', { field: 'date' })
    }
  }

  #countedOf(phone: string): Parameters<typeof limitRefusal>[0] {
    return [...this.#kept.values()]
      .filter((kept) => kept.phone === phone)
      .map((kept) => ({ date: kept.date, pair: kept.pairHash ?? '', state: stateOf(this.#node, kept) }))
  }

  #view(kept: Kept): BookingView {
    const view = bookingView({ offices: this.#offices }, { ...kept, state: stateOf(this.#node, kept) })
    if (view === null) throw new Error('the sandbox office has no configuration')
    return view
  }
}
