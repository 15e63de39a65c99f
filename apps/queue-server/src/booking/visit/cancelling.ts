import { returnDelayMs } from '@cherha/shared/booking'
import { type Context, refused } from '../context.ts'
import { type Hold, newHold } from '../memory/hold-book.ts'
import type { BookingAnswer, BookingOffice } from '../ports.ts'
import type { BookingRow, HoldRow } from '../store/rows.ts'
import { cancellation } from '../views.ts'
import { messageAbout, messageId, outdated } from './messages.ts'

/** The visitor's cancellation: at once, or a request to the office (B22, B31). */
export class Cancelling {
  readonly #context: Context
  readonly #changed: (hold: Hold) => void

  constructor(context: Context, changed: (hold: Hold) => void) {
    this.#context = context
    this.#changed = changed
  }

  /** @returns the row as it is afterwards. @throws `OfficeUnavailableError`: the same may be tried again */
  async cancel(row: BookingRow): Promise<BookingAnswer<BookingRow>> {
    const office = this.#context.offices.get(row.office)
    if (office === null) return refused('unknown-booking')
    // sent again: it has the same answer (B11)
    if (row.state === 'cancelled' || row.state === 'asked') return { ok: true, value: row }
    const how = cancellation(office, row)
    if (how === null)
      return refused(row.state === 'booked' && isCalled(office, row) ? 'already-called' : 'booking-ended')
    const returning = how === 'now' ? await this.#keepAway(row) : null
    const { keys } = this.#context
    const { date, number } = row
    const id = keys.messageId(row.id, 'cancel')
    // the office's log outlives the day's key (B35): no hash of what the visitor gave stands there
    const client = { id, hash: id }
    const answer = await office.cancelBooking({ date, number, by: 'visitor', client })
    if (!answer.ok) {
      if (returning !== null) await this.giveBack(returning)
      return refused('booking-ended')
    }
    if (answer.request === null) return { ok: true, value: await this.#ended(row) }
    // the handover was faster: the place is the office's
    if (returning !== null) await this.giveBack(returning)
    return { ok: true, value: await this.#asked(row, answer.request) }
  }

  /**
   * After a start: a cancellation that the office has and the table has not (B13).
   * @param row of a place on its way back to sale
   */
  async recover({ row }: Hold): Promise<void> {
    const { store, offices } = this.#context
    const booking = await store.booking(row.hash)
    const office = offices.get(row.office)
    if (booking?.state !== 'booked' || office === null) return
    const place = office.online.days[booking.date]?.places[booking.number]
    const isCancelled = place !== undefined && (place.state !== 'booked' || place.sold !== booking.sold)
    if (isCancelled) await this.#ended(booking)
  }

  /** The place is on sale again. */
  async giveBack(hold: Hold): Promise<void> {
    const { writer, holds } = this.#context
    await writer.write({
      decide: () => ({ answer: null, effects: { holdsGone: [hold.row.id] } }),
      done: () => holds.remove(hold),
    })
  }

  /** Stored before the place is given back, so that nobody who waits for it gets it at once, whatever happens. */
  async #keepAway(row: BookingRow): Promise<Hold> {
    const { keys, writer, holds, clock, settings, chance = Math.random } = this.#context
    const now = clock.now()
    const id = keys.messageId(row.id, 'returning')
    const { office, service, date, time, language } = row
    const hold = newHold(
      {
        id,
        office,
        service,
        date,
        time,
        language,
        kind: 'returning',
        portal: null,
        madeAt: now,
        until: now + returnDelayMs(settings.returnMinutes, chance()),
        // whose place it was
        hash: row.id,
        phoneHash: null,
        pairHash: null,
        codeHash: null,
        box: null,
        tries: 0,
        codes: 0,
        codeAt: now,
      } satisfies HoldRow,
      null,
    )
    return writer.write({
      decide: () => {
        // asked twice at the same time: the place is away once
        const known = holds.get(id)
        if (known !== null) return { answer: known }
        holds.add(hold)
        return { answer: hold, effects: { holds: [hold.row] } }
      },
      done: () => {
        hold.stored = true
        this.#changed(hold)
      },
      undone: () => holds.remove(hold),
    })
  }

  async #ended(row: BookingRow): Promise<BookingRow> {
    const { writer, clock } = this.#context
    const ended: BookingRow = { ...row, state: 'cancelled', endedAt: clock.now() }
    const sms = messageAbout(this.#context, row, { kind: 'cancelled', by: 'visitor' })
    const smsDropped = outdated.map((kind) => messageId(this.#context, row.id, kind))
    await writer.write({ decide: () => ({ answer: null, effects: { changes: [ended], sms, smsDropped } }) })
    return ended
  }

  async #asked(row: BookingRow, request: string): Promise<BookingRow> {
    const asked: BookingRow = { ...row, state: 'asked', request }
    await this.#context.writer.write({ decide: () => ({ answer: null, effects: { changes: [asked] } }) })
    return asked
  }
}

function isCalled({ mirror }: BookingOffice, { date, ticket, refused: why }: BookingRow): boolean {
  const status = mirror.days[date]?.tickets[ticket]?.status.is
  return why === 'already-called' || status === 'called' || status === 'serving' || status === 'held'
}
