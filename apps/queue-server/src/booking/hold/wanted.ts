import type { BookedPerson, WantedPlace } from '@cherha/shared/protocol'
import { type Context, refused } from '../context.ts'
import type { Person } from '../keys.ts'
import type { BookingOffice, BookingRefusal } from '../ports.ts'

/**
 * Whether the place can be had at this moment: all that is known without the database, so that “sold out” costs nothing
 * (B5, B6).
 */
export function placeRefusal({ offices, free }: Context, wanted: WantedPlace): BookingRefusal | null {
  const office = offices.get(wanted.office)
  const { date, service, time } = wanted
  const isOffered = office !== null && free.isOffered(office, date)
  if (office === null || (!isOffered && free.dates(office).length === 0))
    return refused('unknown-office', { field: 'office' })
  if (!office.config?.services.some(({ id }) => id === service)) return refused('unknown-service', { field: 'service' })
  if (!isOffered) return refused('date-closed', { field: 'date' })
  if (free.freeAt(office, date, service, time) > 0) return null
  if (!existsAt(office, wanted)) return refused('unknown-place', { field: 'time' })
  return free.free(office, date, service) > 0
    ? refused('place-taken', { field: 'time' })
    : refused('sold-out', { field: 'date' })
}

function existsAt({ online }: BookingOffice, { date, service, time }: WantedPlace): boolean {
  return Object.values(online.days[date]?.places ?? {}).some(
    (place) => place.channel === 'online' && place.service === service && place.time === time,
  )
}

/** B12; nothing of the sandbox is sent (B40). */
export function gatewayRefusal({ sms }: Context): BookingRefusal | null {
  return sms.state === 'up' ? null : refused('gateway-away', { retrySeconds: 60 })
}

export type CheckedPerson = { readonly ok: true; readonly person: Person } | BookingRefusal

export function checkedPerson(context: Context, typed: string, booked: BookedPerson): CheckedPerson {
  const checked = context.checkPhone(typed)
  if (!checked.ok) return refused(checked.code, { field: 'phone' })
  const person: Person = { phone: checked.phone, digits: booked.documentDigits }
  return { ok: true, person: booked.who === 'child' ? { ...person, guardian: booked.guardianDigits } : person }
}

/** What a repetition of a command has to say again (B11). */
export function bodyOf({ keys }: Context, wanted: WantedPlace, person: Person, language: string, who: string): string {
  const { service, office, date, time } = wanted
  return keys.body([service, office, date, time, person.phone, person.digits, person.guardian ?? '', language, who])
}
