import { codeTries, isOpenBooking, maskedPhone, resendSeconds } from '@cherha/shared/booking'
import type { BookingView, HoldView } from '@cherha/shared/protocol'
import { ticketOfBooking } from '@cherha/shared/queue'
import type { Context } from './context.ts'
import type { Hold } from './memory/hold-book.ts'
import type { BookingOffice } from './ports.ts'
import type { BookingRow } from './store/rows.ts'

/** A running hold as its page sees it. */
export function heldView({ clock }: Pick<Context, 'clock'>, { row, person, sent }: Hold): HoldView {
  const now = clock.now()
  const { id, service, office, date, time } = row
  return {
    state: 'held',
    id,
    service,
    office,
    date,
    time,
    phone: maskedPhone(person?.phone ?? ''),
    secondsLeft: Math.max(0, Math.ceil((row.until - now) / 1_000)),
    triesLeft: Math.max(0, codeTries - row.tries),
    resendSeconds: resendSeconds(row, now),
    sent,
  }
}

/** A booking as its owner sees it; null: its office is gone. */
export function bookingView({ offices }: Pick<Context, 'offices'>, row: BookingRow): BookingView | null {
  const office = offices.get(row.office)
  const config = office?.config ?? null
  if (office === null || config === null) return null
  const service = config.services.find(({ id }) => id === row.service)
  const code = office.codeOf(row)
  return {
    id: row.id,
    office: {
      code: config.code,
      name: config.name,
      address: config.address,
      phones: [...config.phones],
      timeZone: config.timeZone,
    },
    service: {
      id: row.service,
      title: service?.title ?? { uk: row.service, en: row.service },
      minutes: minutesOf(office, row) ?? service?.minutes ?? 0,
    },
    who: row.who,
    number: row.number,
    date: row.date,
    time: row.time,
    at: new Date(row.at).toISOString(),
    checkInCode: code,
    qr: `CHERHA1|${row.office}|${row.date}|${row.number}|${row.sold}|${code}`,
    state: row.state,
    cancel: cancellation(office, row),
    language: row.language,
  }
}

function minutesOf({ online }: BookingOffice, { date, number }: BookingRow): number | undefined {
  return online.days[date]?.places[number]?.minutes
}

/** What a cancellation would be now (B31). */
export function cancellation(office: BookingOffice, row: BookingRow): 'now' | 'request' | null {
  if (row.state !== 'booked' || row.refused !== null || office.today === null) return null
  if (!isOpenBooking({ state: row.state, date: row.date, pair: '' }, office.today)) return null
  const day = office.online.days[row.date]
  if (day?.state === 'open') return 'now'
  if (day?.state !== 'closed') return null
  const hubs = office.mirror.days[row.date]
  const ticket = hubs === undefined ? undefined : ticketOfBooking(hubs, row.number)
  return ticket === undefined || ticket.status.is === 'waiting' ? 'request' : null
}
