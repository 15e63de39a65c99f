import type { CountedBooking } from '@cherha/shared/booking'
import type { Pool, PoolClient } from 'pg'
import type { SmsOutbox } from '../../sms/port.ts'
import type { BookingChange, Effects } from './effects.ts'
import { type BookingRow, bookingColumns, type HoldRow, holdColumns, insertion, selected } from './rows.ts'
import { OneStatement } from './one-statement.ts'
import { inTransaction } from './transaction.ts'

/** What limits are decided by, of the phone numbers in a batch. */
export interface Facts {
  readonly byPhone: ReadonlyMap<string, readonly CountedBooking[]>
  /** Bookings there are already under the ids of the batch. */
  readonly booked: ReadonlyMap<string, BookingRow>
}

export const noFacts: Facts = { byPhone: new Map(), booked: new Map() }

const bookingOf = `SELECT ${selected(bookingColumns)} FROM booking`
const insertHolds = insertion(
  'booking_hold',
  holdColumns,
  `ON CONFLICT (id) DO UPDATE SET ${Object.values(holdColumns)
    .map(([column]) => `${column} = excluded.${column}`)
    .join(', ')}`,
)
/** Whoever has declined reminders has declined them for the next booking too (B26). */
const insertBookings = insertion('booking', bookingColumns, 'ON CONFLICT (id) DO NOTHING', {
  reminders: `NOT EXISTS (SELECT FROM booking_no_reminder AS no WHERE no.phone_hash = decode(rows.phone_hash, 'hex'))`,
})

/** The tables of online booking. */
export class BookingStore {
  readonly #pool: Pool

  constructor(pool: Pool) {
    this.#pool = pool
  }

  async holds(): Promise<readonly HoldRow[]> {
    const { rows } = await this.#pool.query<HoldRow>(`SELECT ${selected(holdColumns)} FROM booking_hold`)
    return rows
  }

  /** Holds whose time was over before a moment. */
  async holdsOver(before: number): Promise<readonly Pick<HoldRow, 'id' | 'office'>[]> {
    const { rows } = await this.#pool.query<Pick<HoldRow, 'id' | 'office'>>(
      'SELECT id, office FROM booking_hold WHERE until < $1',
      [before],
    )
    return rows
  }

  async booking(id: string): Promise<BookingRow | null> {
    const { rows } = await this.#pool.query<BookingRow>(`${bookingOf} WHERE id = $1`, [id])
    return rows[0] ?? null
  }

  async bookingsOfPhone(phoneHash: string): Promise<readonly BookingRow[]> {
    const { rows } = await this.#pool.query<BookingRow>(
      `${bookingOf} WHERE phone_hash = decode($1, 'hex') ORDER BY at, number`,
      [phoneHash],
    )
    return rows
  }

  /** Of all phone numbers of a batch at once; bookings of long ago that no limit looks at are left out. */
  async facts(phones: readonly string[], ids: readonly string[], since: string): Promise<Facts> {
    if (ids.length === 0) return noFacts
    const { rows } = await this.#pool.query<BookingRow>({
      name: 'booking facts',
      text: `${bookingOf} WHERE phone_hash = ANY (SELECT decode(hash, 'hex') FROM unnest($1::text[]) AS hash)
        AND date >= $3 UNION ${bookingOf} WHERE id = ANY ($2::text[])`,
      values: [phones, ids, since],
    })
    const byPhone = Map.groupBy(
      rows.flatMap(({ phoneHash, pairHash, date, state }) =>
        phoneHash === null ? [] : [{ phoneHash, pair: pairHash ?? '', date, state }],
      ),
      ({ phoneHash }) => phoneHash,
    )
    return { byPhone, booked: new Map(rows.map((row) => [row.id, row])) }
  }

  async hasDeclinedReminders(phoneHash: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `SELECT FROM booking_no_reminder WHERE phone_hash = decode($1, 'hex')`,
      [phoneHash],
    )
    return (rowCount ?? 0) > 0
  }

  async setReminders(phoneHash: string, reminders: boolean, at: number): Promise<void> {
    const note = reminders
      ? { text: `DELETE FROM booking_no_reminder WHERE phone_hash = decode($1, 'hex')`, values: [phoneHash] }
      : {
          text: `INSERT INTO booking_no_reminder VALUES (decode($1, 'hex'), $2)
            ON CONFLICT (phone_hash) DO UPDATE SET at = excluded.at`,
          values: [phoneHash, at],
        }
    await this.transaction(async (client) => {
      await client.query(note)
      const values = [phoneHash, reminders]
      await client.query(`UPDATE booking SET reminders = $2 WHERE phone_hash = decode($1, 'hex')`, values)
    })
  }

  /** Who declined reminders before this moment, and has no booking that is still known. */
  async forgetDeclined(before: number): Promise<void> {
    await this.#pool.query(
      `DELETE FROM booking_no_reminder AS no WHERE at < $1
       AND NOT EXISTS (SELECT FROM booking WHERE booking.phone_hash = no.phone_hash)`,
      [before],
    )
  }

  /** B35. */
  async erase(office: string, dates: readonly string[]): Promise<void> {
    await this.transaction(async (client) => {
      const values = [office, dates]
      const on = 'office = $1 AND date = ANY ($2::text[])'
      await client.query(`DELETE FROM booking_hold WHERE ${on}`, values)
      await client.query(
        `UPDATE booking SET phone_hash = NULL, pair_hash = NULL, box = NULL, hash = '' WHERE ${on}`,
        values,
      )
    })
  }

  /**
   * All of it or nothing, as one statement, which is its own transaction: one answer is waited for, and when it is there
   * all is durable. @throws what the database throws
   */
  async write(effects: Effects, outbox: SmsOutbox): Promise<void> {
    const { holds = [], holdsGone = [], bookings = [], changes = [], sms = [], smsDropped = [] } = effects
    const one = new OneStatement()
    if (holds.length > 0) one.add(insertHolds(holds))
    if (bookings.length > 0) one.add(insertBookings(bookings))
    if (changes.length > 0) one.add(changeBookings(changes))
    if (holdsGone.length > 0) one.add(deleteHolds(holdsGone))
    if (smsDropped.length > 0) await outbox.drop(one, smsDropped)
    if (sms.length > 0) await outbox.enqueue(one, sms)
    const query = one.query()
    if (query !== null) await this.#pool.query(query)
  }

  use<T>(work: (pool: Pick<Pool, 'query'>) => Promise<T>): Promise<T> {
    return work(this.#pool)
  }

  /** @throws what the database or `work` throws; then nothing has changed */
  transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    return inTransaction(this.#pool, work)
  }
}

function deleteHolds(ids: readonly string[]) {
  return { text: 'DELETE FROM booking_hold WHERE id = ANY ($1::text[])', values: [ids] }
}

/** Only what still stands can end; what has ended otherwise meanwhile stays as it is. */
function changeBookings(changes: readonly BookingChange[]) {
  return {
    text: `UPDATE booking SET state = new.state, request = new.request, refused = new.refused, ended_at = new.ended_at
      FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::float8[])
        AS new (id, state, request, refused, ended_at)
      WHERE booking.id = new.id AND booking.state IN ('booked', 'asked')`,
    values: [
      changes.map(({ id }) => id),
      changes.map(({ state }) => state),
      changes.map(({ request }) => request),
      changes.map(({ refused }) => refused),
      changes.map(({ endedAt }) => endedAt),
    ],
  }
}
