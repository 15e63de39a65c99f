import { codeTries, holdMs, isOpenBooking, maskedPhone, resendSeconds } from '@cherha/shared/booking'
import { addDays } from '@cherha/shared/calendar'
import type { BookingView, HoldView } from '@cherha/shared/protocol'
import { ticketOfBooking } from '@cherha/shared/queue'
import type { Context } from './context.ts'
import { dayClock } from '../offices/day-clock.ts'
import type { BookedHold, Hold } from './memory/hold-book.ts'
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

/** B45: how long after its confirmation a page may be loaded anew at least. */
const shownMs = 1_800_000

/**
 * What has become of a hold, for whoever has its id: the booking with its check-in code, until the day of the visit is over.
 * @returns `past`: it is shown here no more; null: its office is gone
 */
export function bookedView(context: Pick<Context, 'offices' | 'clock'>, row: BookingRow): BookedHold | 'past' | null {
  const booking = bookingView(context, row)
  if (booking === null) return null
  const { midnight: dayEnds } = dayClock(addDays(row.date, 1), booking.office.timeZone)
  // it was confirmed when its hold ended, at the latest
  const until = Math.max(dayEnds, row.madeAt + holdMs + shownMs)
  return context.clock.now() < until ? { state: 'booked', id: row.id, booking } : 'past'
}

function minutesOf({ online }: BookingOffice, { date, number }: BookingRow): number | undefined {
  return online.days[date]?.places[number]?.minutes
}

/** What a cancellation would be now (B31). */
export function cancellation(office: BookingOffice, row: BookingRow): 'now' | 'request' | null {
  if (row.state !== 'booked' || row.refused !== null || office.today === null) return null
  if (!isOpenBooking(row, office.today)) return null
  const day = office.online.days[row.date]
  if (day?.state === 'open') return 'now'
  if (day?.state !== 'closed') return null
  const hubs = office.mirror.days[row.date]
  const ticket = hubs === undefined ? undefined : ticketOfBooking(hubs, row.number)
  return ticket === undefined || ticket.status.is === 'waiting' ? 'request' : null
}
