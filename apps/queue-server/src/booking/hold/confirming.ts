import { codeTries, isOver, smsText } from '@cherha/shared/booking'
import type { BookingRefusalCode } from '@cherha/shared/protocol'
import type { OnlineRefusalCode } from '@cherha/shared/replication'
import type { Booking } from '../../offices/answers.ts'
import type { NewSms } from '../../sms/port.ts'
import { type Context, refused } from '../context.ts'
import type { Person } from '../keys.ts'
import { type BookedHold, type GoneWhy, type Hold, isBusy } from '../memory/hold-book.ts'
import type { BookingAnswer, BookingOffice, BookingRefusal } from '../ports.ts'
import type { BookingRow } from '../store/rows.ts'
import { bookedView, bookingView } from '../views.ts'
import { codeMessageId } from './codes.ts'

/** From a hold to a booking: the code, the office's inbox, the table of bookings (B8, B10, B13). */
export class Confirming {
  readonly #context: Context
  readonly #end: (id: string, why: GoneWhy) => Promise<void>
  readonly #changed: (hold: Hold) => void
  /** Bookings made since the start. */
  booked = 0

  constructor(context: Context, end: (id: string, why: GoneWhy) => Promise<void>, changed: (hold: Hold) => void) {
    this.#context = context
    this.#end = end
    this.#changed = changed
  }

  async confirm(id: string, code: string): Promise<BookingAnswer<BookedHold>> {
    const { holds, keys, clock, store } = this.#context
    const hold = holds.get(id)
    if (hold === null || hold.row.kind !== 'held') {
      const row = await store.booking(id)
      const view = row === null ? null : bookedView(this.#context, row)
      if (view === 'past') return refused('unknown-booking')
      return view === null ? refused('hold-gone') : { ok: true, value: view }
    }
    const { codeHash } = hold.row
    // once the office may have booked, the code has been right and only the rest is to be done
    if (!hold.uncertain && hold.booked === null && (hold.ending || isOver(hold.row, clock.now())))
      return refused('hold-gone')
    if (codeHash === null || !hold.stored) return refused('hold-gone')
    if (!keys.isCode(codeHash, id, code)) return this.#wrong(hold)
    return this.book(hold)
  }

  /**
   * Books the place of the hold; asked twice, it is done once.
   * @throws `OfficeUnavailableError`: the same may be tried again
   */
  book(hold: Hold): Promise<BookingAnswer<BookedHold>> {
    hold.confirming ??= this.#book(hold).finally(() => {
      hold.confirming = null
    })
    return hold.confirming
  }

  /**
   * Finds out whether the office has booked what was asked of it before an answer was lost, and does the rest (B13).
   * @returns false when it has not: the hold is one like any other
   */
  async recover(hold: Hold): Promise<boolean> {
    const office = this.#context.offices.get(hold.row.office)
    if (office === null || hold.row.kind !== 'held') return false
    hold.booked ??= await office.bookingOf(hold.row.id)
    hold.uncertain = false
    if (hold.booked === null) return false
    await this.book(hold)
    return true
  }

  async #book(hold: Hold): Promise<BookingAnswer<BookedHold>> {
    const office = this.#context.offices.get(hold.row.office)
    if (office === null || hold.person === null) return refused('hold-gone')
    if (hold.booked === null) {
      hold.uncertain = true
      const answer = await office.book(requestOf(hold, hold.person))
      hold.uncertain = false
      if (!answer.ok) return this.#refusedByOffice(hold, answer.refusal.code)
      hold.booked = answer
      this.#context.holds.uncount(hold)
    }
    return this.#write(hold, hold.person, office, hold.booked)
  }

  async #write(hold: Hold, person: Person, office: BookingOffice, booked: Booking): Promise<BookingAnswer<BookedHold>> {
    const { writer, holds, clock, keys } = this.#context
    const { id } = hold.row
    const row = bookingRow(hold, person, office, booked, clock.now())
    await writer.write({
      decide: () => ({
        answer: null,
        effects: {
          bookings: [row],
          holdsGone: [id],
          sms: this.#message(row, person, office),
          smsDropped: hold.row.portal === null ? [codeMessageId(keys, hold.row)] : [],
        },
      }),
      done: () => {
        holds.becameBooking(hold, clock.now())
        this.booked += 1
        this.#changed(hold)
      },
    })
    const booking = bookingView(this.#context, row)
    return booking === null ? refused('hold-gone') : { ok: true, value: { state: 'booked', id, booking } }
  }

  /** B24; of no use when the visit has begun. */
  #message(row: BookingRow, { phone }: Person, { config }: BookingOffice): NewSms[] {
    const { keys } = this.#context
    if (config?.smsName === undefined) return []
    const { id, number, date, time, language } = row
    const text = smsText({ kind: 'booked', office: config.smsName[language], number, date, time }, language)
    return [{ id: keys.messageId(id, 'booked'), kind: 'booked', phone, text, until: row.at }]
  }

  async #wrong(hold: Hold): Promise<BookingRefusal> {
    const { writer, holds } = this.#context
    const { id } = hold.row
    if (hold.confirming !== null || isBusy(hold)) return refused('wrong-code', { field: 'code', triesLeft: 0 })
    // counted at once, so that tries at the same time are counted too
    hold.row = { ...hold.row, tries: hold.row.tries + 1 }
    const triesLeft = Math.max(0, codeTries - hold.row.tries)
    if (triesLeft === 0) await this.#end(id, 'wrong-codes')
    else {
      await writer.write({
        decide: () => ({ answer: null, ...(holds.get(id) === hold ? { effects: { holds: [hold.row] } } : {}) }),
      })
    }
    return refused('wrong-code', { field: 'code', triesLeft })
  }

  /** The plan has changed while the place was held: it is gone, and the hold with it. */
  async #refusedByOffice(hold: Hold, code: OnlineRefusalCode): Promise<BookingRefusal> {
    // `end` leaves alone what is being confirmed, and this confirmation is over
    hold.confirming = null
    await this.#end(hold.row.id, 'released')
    return refused(...refusalOf(code))
  }
}

function requestOf({ row }: Hold, person: Person) {
  const { date, service, time, language, id, madeAt } = row
  const visitor = {
    surname: '',
    givenName: '',
    patronymic: null,
    documentDigits: person.digits,
    ...(person.guardian === undefined ? {} : { guardian: { documentDigits: person.guardian } }),
  }
  // the office's log outlives the day's key (B35): what the visitor gave must not stand there, not even as a hash
  return { date, service, time, language, visitor, client: { id, hash: id }, heldSince: madeAt }
}

function bookingRow(
  { row }: Hold,
  person: Person,
  { online, mirror }: BookingOffice,
  { number, sold }: Booking,
  now: number,
): BookingRow {
  const { id, office, service, date, time, language, portal, hash, phoneHash, pairHash, box } = row
  return {
    id,
    office,
    service,
    date,
    time,
    language,
    portal,
    hash,
    phoneHash,
    pairHash,
    box,
    at: online.days[date]?.places[number]?.at ?? now,
    number,
    // the hub may have been faster than the table
    ticket: mirror.days[date]?.displaced[number] ?? number,
    sold,
    who: person.guardian === undefined ? 'self' : 'child',
    state: 'booked',
    request: null,
    refused: null,
    madeAt: row.madeAt,
    endedAt: null,
    reminders: true,
    reminded: false,
    alerted: false,
  }
}

function refusalOf(code: OnlineRefusalCode): readonly [BookingRefusalCode, { readonly field: string }] {
  switch (code) {
    case 'unknown-service':
      return ['unknown-service', { field: 'service' }]
    case 'unknown-place':
    case 'no-places':
    case 'place-taken':
      return ['place-taken', { field: 'time' }]
    default:
      return ['date-closed', { field: 'date' }]
  }
}
