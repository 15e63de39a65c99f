import { EMPTY_HEAD, hashRecord, type LogHead, type LogRecord, verifyRecord } from '@cherha/event-log'
import type Database from 'better-sqlite3'

/**
 * How far a draft is. `open`: at the window. `over`: waits for the queue server to take it. `refused`: the server did
 * not take it, `reason` says why.
 */
export type DraftState = 'open' | 'over' | 'refused'

/** A draft as it is known without its key. */
export interface DraftRow {
  readonly id: string
  readonly card: string
  readonly cardVersion: number
  /** Office date it was begun on. */
  readonly date: string
  /** Number of the ticket; null: from an outside-queue visit. */
  readonly ticket: string | null
  readonly window: string
  /** Login of whoever began it. */
  readonly staff: string
  readonly begun: number
  readonly state: DraftState
  /** Sealed. */
  readonly reason: string | null
}

/** An event of a case before it has its place in the case's log. */
export type NewSealedRecord = Pick<LogRecord, 'at' | 'mono' | 'event' | 'command'>

/** Everything one accepted action writes: in one commit. */
export interface Accepted {
  readonly id: string
  /** For the first action of a case. */
  readonly draft?: Omit<DraftRow, 'state' | 'reason'>
  readonly counter?: { readonly card: string; readonly last: number }
  readonly state: DraftState
  readonly records: readonly LogRecord[]
  readonly commands: readonly { readonly n: number; readonly id: string; readonly box: string }[]
  readonly answer: { readonly id: string; readonly hash: string; readonly answer: string }
}

/** What stays of a case that is not at this hub any more. */
export interface Gone {
  readonly id: string
  readonly ticket: string | null
  readonly at: number
  /** `given-up`: the server did not take it, and a member of staff abandoned it. */
  readonly how: 'handed-over' | 'given-up'
  /** Login of whoever gave it up. */
  readonly staff: string | null
}

export interface KnownAnswer {
  readonly caseId: string
  readonly hash: string
  readonly answer: string
}

export type CaseStore = ReturnType<typeof caseStore>

interface RecordRow {
  seq: number
  at: number
  mono: number
  event: string
  command: string | null
  prev: string
  hash: string
}

const draftColumns = 'id, card, card_version AS cardVersion, date, ticket, window, staff, begun, state, reason'

/** The rows of the applications at this hub. Every method that writes has written to the disk when it returns. */
export function caseStore(database: Database.Database) {
  const drafts = database.prepare<[], DraftRow>(`SELECT ${draftColumns} FROM draft ORDER BY begun, id`)
  const putDraft = database.prepare<[string, string, number, string, string | null, string, string, number, string]>(
    `INSERT INTO draft (id, card, card_version, date, ticket, window, staff, begun, state)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const setState = database.prepare<[string, string | null, string]>(
    'UPDATE draft SET state = ?, reason = ? WHERE id = ?',
  )
  const records = database.prepare<[string], RecordRow>(
    'SELECT seq, at, mono, event, command, prev, hash FROM record WHERE case_id = ? ORDER BY seq',
  )
  const putRecord = database.prepare<[string, number, number, number, string, string | null, string, string]>(
    'INSERT INTO record (case_id, seq, at, mono, event, command, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  )
  const commands = database.prepare<[string], { n: number; id: string; box: string }>(
    'SELECT n, id, box FROM command WHERE case_id = ? ORDER BY n',
  )
  const putCommand = database.prepare<[string, number, string, string]>(
    'INSERT INTO command (case_id, n, id, box) VALUES (?, ?, ?, ?)',
  )
  const answer = database.prepare<[string], KnownAnswer>(
    'SELECT case_id AS caseId, hash, answer FROM answer WHERE id = ?',
  )
  const putAnswer = database.prepare<[string, string, string, string]>(
    'INSERT INTO answer (id, case_id, hash, answer) VALUES (?, ?, ?, ?)',
  )
  const counter = database.prepare<[string], { last: number }>('SELECT last FROM counter WHERE card = ?')
  const putCounter = database.prepare<[string, number]>(
    'INSERT INTO counter (card, last) VALUES (?, ?) ON CONFLICT (card) DO UPDATE SET last = max(last, excluded.last)',
  )
  const gone = database.prepare<[string], Gone>('SELECT id, ticket, at, how, staff FROM gone WHERE id = ?')
  const putGone = database.prepare<[string, string | null, number, string, string | null]>(
    'INSERT OR IGNORE INTO gone (id, ticket, at, how, staff) VALUES (?, ?, ?, ?, ?)',
  )
  const deleted = ['record', 'command', 'answer'].map((table) =>
    database.prepare<[string]>(`DELETE FROM ${table} WHERE case_id = ?`),
  )
  const deleteDraft = database.prepare<[string]>('DELETE FROM draft WHERE id = ?')
  const putLook = database.prepare<[number, string, string, string]>(
    'INSERT INTO look (at, staff, case_id, what) VALUES (?, ?, ?, ?)',
  )
  const looks = database.prepare<
    [number, number],
    { n: number; at: number; staff: string; case: string; what: string }
  >('SELECT rowid AS n, at, staff, case_id AS "case", what FROM look WHERE rowid > ? ORDER BY rowid LIMIT ?')

  const cards = database.prepare<[], { body: string }>('SELECT body FROM card ORDER BY id, version')
  const putCard = database.prepare<[string, number, string]>(
    'INSERT OR IGNORE INTO card (id, version, body) VALUES (?, ?, ?)',
  )

  const write = database.transaction((accepted: Accepted) => {
    const { id, draft, state } = accepted
    if (draft !== undefined) {
      const { card, cardVersion, date, ticket, window, staff, begun } = draft
      putDraft.run(id, card, cardVersion, date, ticket, window, staff, begun, state)
    }
    if (accepted.counter !== undefined) putCounter.run(accepted.counter.card, accepted.counter.last)
    for (const { seq, at, mono, event, command, prev, hash } of accepted.records) {
      const text = command === undefined ? null : JSON.stringify(command)
      putRecord.run(id, seq, at, mono, JSON.stringify(event), text, prev, hash)
    }
    for (const command of accepted.commands) putCommand.run(id, command.n, command.id, command.box)
    putAnswer.run(accepted.answer.id, id, accepted.answer.hash, accepted.answer.answer)
    // a draft the server refused is a draft again once somebody has changed it
    if (draft === undefined) setState.run(state, null, id)
  })
  const remove = database.transaction(({ id, ticket, at, how, staff }: Gone) => {
    for (const statement of deleted) statement.run(id)
    deleteDraft.run(id)
    putGone.run(id, ticket, at, how, staff)
  })

  return {
    drafts: (): DraftRow[] => drafts.all(),
    /** Of one case, in order; not verified. */
    records: (id: string): LogRecord[] => records.all(id).map(recordOf),
    commands: (id: string) => commands.all(id),
    answerOf: (commandId: string): KnownAnswer | null => answer.get(commandId) ?? null,
    lastNumber: (card: string): number => counter.get(card)?.last ?? 0,
    /** All of it or nothing. */
    accept: (accepted: Accepted): void => write.immediate(accepted),
    refused: (id: string, reason: string): void => void setState.run('refused', reason, id),
    /** Erases the case and keeps its number alone; nothing of it is in the file or its journal afterwards. */
    erase(as: Gone): void {
      remove.immediate(as)
      database.pragma('wal_checkpoint(TRUNCATE)')
    },
    gone: (id: string): Gone | null => gone.get(id) ?? null,
    cards: (): string[] => cards.all().map(({ body }) => body),
    putCard: (id: string, version: number, body: string): void => void putCard.run(id, version, body),
    journal: (at: number, staff: string, caseId: string, what: string): void =>
      void putLook.run(at, staff, caseId, what),
    /** Looks after the n-th, in order. */
    looks: (after: number, limit: number) => looks.all(after, limit),
    close: (): void => void database.close(),
  }
}

/** The records as they stand after the head: numbered, chained and hashed. */
export function chained(head: LogHead, fresh: readonly NewSealedRecord[]): LogRecord[] {
  let { seq, hash: prev } = head
  return fresh.map((record) => {
    seq += 1
    const unhashed = { ...record, seq, prev }
    const hash = hashRecord(unhashed)
    prev = hash
    return { ...unhashed, hash }
  })
}

/** The head of a case's log, or null: it is damaged. */
export function headOf(records: readonly LogRecord[]): LogHead | null {
  let head = EMPTY_HEAD
  for (const record of records) {
    if (verifyRecord(head, record) !== null) return null
    head = { seq: record.seq, hash: record.hash }
  }
  return head
}

function recordOf({ seq, at, mono, event, command, prev, hash }: RecordRow): LogRecord {
  return {
    seq,
    at,
    mono,
    event: JSON.parse(event) as LogRecord['event'],
    ...(command === null ? {} : { command: JSON.parse(command) as NonNullable<LogRecord['command']> }),
    prev,
    hash,
  }
}
