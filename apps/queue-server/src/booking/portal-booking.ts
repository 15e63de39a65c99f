import type { BookingView } from '@cherha/shared/protocol'
import { type Context, refused } from './context.ts'
import type { Confirming } from './hold/confirming.ts'
import type { Taking } from './hold/taking.ts'
import { bodyOf, checkedPerson, gatewayRefusal } from './hold/wanted.ts'
import type { BookingAnswer, PortalCommand } from './ports.ts'
import type { BookingRow } from './store/rows.ts'
import { bookingView } from './views.ts'
import type { Cancelling } from './visit/cancelling.ts'

interface Parts {
  readonly taking: Taking
  readonly confirming: Confirming
  readonly cancelling: Cancelling
}

/** Bookings of portals: held and booked in one, as the portal has proved the phone number (B37). */
export class PortalBookings {
  readonly #context: Context
  readonly #parts: Parts

  constructor(context: Context, parts: Parts) {
    this.#context = context
    this.#parts = parts
  }

  async book(command: PortalCommand): Promise<BookingAnswer<BookingView>> {
    const checked = checkedPerson(this.#context, command.phone, command.person)
    if (!checked.ok) return checked
    const { portal, language } = command
    const { person } = checked
    const hash = bodyOf(this.#context, command, person, language, `portal ${portal}`)
    const refusal = gatewayRefusal(this.#context)
    if (refusal !== null) return refusal
    const phoneHash = this.#context.keys.phone(person.phone)
    const taken = await this.#parts.taking.take({ command, person, phoneHash, hash, portal, address: null })
    if (!taken.ok) return taken
    const { value } = taken
    if (value.is === 'booked') return { ok: true, value: value.view.booking }
    const booked = await this.#parts.confirming.book(value.hold)
    return booked.ok ? { ok: true, value: booked.value.booking } : booked
  }

  async booking(portal: string, id: string): Promise<BookingView | null> {
    const row = await this.#row(portal, id)
    return row === null ? null : bookingView(this.#context, row)
  }

  async cancel(portal: string, id: string): Promise<BookingAnswer<BookingView>> {
    const row = await this.#row(portal, id)
    if (row === null) return refused('unknown-booking')
    const cancelled = await this.#parts.cancelling.cancel(row)
    if (!cancelled.ok) return cancelled
    const view = bookingView(this.#context, cancelled.value)
    return view === null ? refused('unknown-booking') : { ok: true, value: view }
  }

  async #row(portal: string, id: string): Promise<BookingRow | null> {
    const row = await this.#context.store.booking(id)
    return row?.portal === portal ? row : null
  }
}
