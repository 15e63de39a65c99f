import type { Pool } from 'pg'
import type { NewSms, SmsKind, SmsSession } from './port.ts'
import { databaseOf } from './sms-session.ts'
import type { SmsBox, SmsContentSealed } from './sms-box.ts'

/** A message as it is taken out to be sent. */
export interface StoredSms {
  readonly id: string
  readonly kind: SmsKind
  readonly until: number
  /** null: it has been settled. */
  readonly content: SmsContentSealed | null
}

export type SettledState = 'sent' | 'late' | 'refused'

export interface Settlement {
  readonly id: string
  readonly state: SettledState
  readonly reference: string | null
  readonly receipt: string | null
}

interface Row {
  readonly id: string
  readonly kind: SmsKind
  readonly until: number
  readonly box: Buffer
  readonly state: string
}

/** The table of messages. */
export class SmsStore {
  readonly #pool: Pool
  readonly #box: SmsBox

  constructor(pool: Pool, box: SmsBox) {
    this.#pool = pool
    this.#box = box
  }

  /** A message whose id is there already stays as it is. */
  async add(session: SmsSession | null, messages: readonly NewSms[], at: number): Promise<void> {
    await this.#on(session)(
      `INSERT INTO sms (id, kind, box, until, created_at)
       SELECT id, kind, decode(box, 'base64'), until, $5
       FROM unnest($1::text[], $2::text[], $3::text[], $4::double precision[]) AS one (id, kind, box, until)
       ON CONFLICT (id) DO NOTHING`,
      [
        messages.map(({ id }) => id),
        messages.map(({ kind }) => kind),
        messages.map(({ id, phone, text }) => this.#box.seal(id, { phone, text }).toString('base64')),
        messages.map(({ until }) => until),
        at,
      ],
    )
  }

  async drop(session: SmsSession | null, ids: readonly string[], at: number): Promise<void> {
    await this.#on(session)(
      `UPDATE sms SET state = 'dropped', settled_at = $2 WHERE id = ANY($1::text[]) AND state = 'waiting'`,
      [[...ids], at],
    )
  }

  async load(ids: readonly string[]): Promise<ReadonlyMap<string, StoredSms>> {
    const { rows } = await this.#pool.query<Row>('SELECT id, kind, until, box, state FROM sms WHERE id = ANY($1)', [
      ids,
    ])
    return new Map(
      rows.map(({ id, kind, until, box, state }) => [
        id,
        { id, kind, until, content: state === 'waiting' ? this.#box.open(id, box) : null },
      ]),
    )
  }

  /** Messages that wait: what the queue has to know after its tables were lost. */
  async waiting(): Promise<readonly { readonly id: string; readonly kind: SmsKind }[]> {
    const { rows } = await this.#pool.query<{ id: string; kind: SmsKind }>(
      `SELECT id, kind FROM sms WHERE state = 'waiting'`,
    )
    return rows
  }

  async sentOf(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set()
    const { rows } = await this.#pool.query<{ id: string }>(
      `SELECT id FROM sms WHERE id = ANY($1) AND state = 'sent'`,
      [ids],
    )
    return new Set(rows.map(({ id }) => id))
  }

  async settle(settled: readonly Settlement[], at: number): Promise<void> {
    await this.#pool.query(
      `UPDATE sms SET state = one.state, settled_at = $5, reference = one.reference, receipt = one.receipt
       FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS one (id, state, reference, receipt)
       WHERE sms.id = one.id`,
      [
        settled.map(({ id }) => id),
        settled.map(({ state }) => state),
        settled.map(({ reference }) => reference),
        settled.map(({ receipt }) => receipt),
        at,
      ],
    )
  }

  async triedInVain(ids: readonly string[]): Promise<void> {
    await this.#pool.query('UPDATE sms SET tries = tries + 1 WHERE id = ANY($1)', [ids])
  }

  /** Gives up what waits and whose time has passed (B28), except what is being handed over. */
  async giveUpLate(at: number, except: readonly string[]): Promise<readonly { id: string; kind: SmsKind }[]> {
    const { rows } = await this.#pool.query<{ id: string; kind: SmsKind }>(
      `UPDATE sms SET state = 'late', settled_at = $1
       WHERE state = 'waiting' AND until < $1 AND id <> ALL($2::text[]) RETURNING id, kind`,
      [at, except],
    )
    return rows
  }

  /** @returns whether a message has this reference */
  async receipt(reference: string, outcome: string): Promise<boolean> {
    const { rowCount } = await this.#pool.query('UPDATE sms SET receipt = $2 WHERE reference = $1', [
      reference,
      outcome,
    ])
    return (rowCount ?? 0) > 0
  }

  async counts(): Promise<{ readonly waiting: number; readonly retrying: number }> {
    const { rows } = await this.#pool.query<{ waiting: string; retrying: string }>(
      `SELECT count(*) AS waiting, count(*) FILTER (WHERE tries > 0) AS retrying FROM sms WHERE state = 'waiting'`,
    )
    return { waiting: Number(rows[0]?.waiting ?? 0), retrying: Number(rows[0]?.retrying ?? 0) }
  }

  async erase(settledBefore: number): Promise<void> {
    await this.#pool.query('DELETE FROM sms WHERE settled_at < $1', [settledBefore])
  }

  #on(session: SmsSession | null): (text: string, values: unknown[]) => Promise<unknown> {
    if (session === null) return (text, values) => this.#pool.query(text, values)
    const db = databaseOf(session)
    return (text, values) => db.executeSql(text, values)
  }
}
