import type { PoolClient } from 'pg'
import type { Told } from '../visit/endings.ts'
import { type BookingRow, bookingColumns, selected } from './rows.ts'

const rowsOf = (columns: string) => `RETURNING ${columns}`
const returning = rowsOf(selected(bookingColumns))
const stands = `state IN ('booked', 'asked')`

/** How far an office's log has been gone through; null: never. */
export async function readSoFar(
  client: Pick<PoolClient, 'query'>,
  office: string,
): Promise<{ readonly seq: number; readonly today: string | null } | null> {
  const { rows } = await client.query<{ seq: number; today: string | null }>(
    'SELECT seq, today FROM booking_read WHERE office = $1',
    [office],
  )
  return rows[0] ?? null
}

export async function markRead(
  client: PoolClient,
  office: string,
  { seq, today }: { readonly seq: number; readonly today: string | null },
): Promise<void> {
  await client.query(
    `INSERT INTO booking_read VALUES ($1, $2, $3)
     ON CONFLICT (office) DO UPDATE SET seq = excluded.seq, today = excluded.today`,
    [office, seq, today],
  )
}

/** Bookings that are changed by what was told, as they are afterwards. */
export async function applyTold(
  client: PoolClient,
  office: string,
  told: Told,
  now: number,
): Promise<readonly BookingRow[]> {
  switch (told.is) {
    case 'ended':
      return changed(
        client,
        `UPDATE booking SET state = $4, ended_at = $5
         WHERE office = $1 AND date = $2 AND ticket = $3 AND sold = coalesce($6, sold) AND ${stands}`,
        [office, told.date, told.ticket, told.state, now, told.sold],
      )
    case 'displaced':
      await client.query(
        `UPDATE booking SET ticket = $4 WHERE office = $1 AND date = $2 AND number = $3 AND ${stands}`,
        [office, told.date, told.number, told.ticket],
      )
      return []
    case 'answered':
      if (told.refused === null) {
        return changed(
          client,
          `UPDATE booking SET state = 'cancelled', ended_at = $3
           WHERE office = $1 AND request = $2 AND ${stands}`,
          [office, told.request, now],
        )
      }
      await client.query(
        `UPDATE booking SET state = 'booked', refused = $3 WHERE office = $1 AND request = $2 AND ${stands}`,
        [office, told.request, told.refused],
      )
      return []
    case 'alert':
      return changed(
        client,
        `UPDATE booking SET alerted = true WHERE office = $1 AND date = $2 AND ${stands} AND NOT alerted`,
        [office, told.date],
      )
  }
}

/** C24: every booking of these days that stands. */
export function cancelDays(
  client: PoolClient,
  office: string,
  dates: readonly string[],
  now: number,
): Promise<readonly BookingRow[]> {
  return changed(
    client,
    `UPDATE booking SET state = 'cancelled-by-office', ended_at = $3
     WHERE office = $1 AND date = ANY ($2::text[]) AND ${stands}`,
    [office, dates, now],
  )
}

/** B26: bookings of the date that are to be reminded of, and are marked so. */
export function markReminded(
  client: PoolClient,
  office: string,
  date: string,
  madeBefore: number,
): Promise<readonly BookingRow[]> {
  return changed(
    client,
    `UPDATE booking SET reminded = true
     WHERE office = $1 AND date = $2 AND state = 'booked' AND reminders AND NOT reminded AND made_at < $3`,
    [office, date, madeBefore],
  )
}

async function changed(client: PoolClient, update: string, values: unknown[]): Promise<readonly BookingRow[]> {
  const { rows } = await client.query<BookingRow>(`${update} ${returning}`, values)
  return rows
}
