import { canonicalJson, EMPTY_HEAD, type Json, type LogHead, type LogRecord, verifyRecord } from '@cherha/event-log'
import { type CaseFolder, evolveFolder, type FolderEvent, initialFolder } from '@cherha/shared/workflow'
import type { Pool } from 'pg'
import { openJson } from './store/boxes.ts'
import { keptKey } from './store/case-keys.ts'
import { type CaseStore, recordOf } from './store/case-store.ts'

export type CaseVerification =
  /** `replay`: `same`: the records lead to the state that is kept; `erased`: the key is gone, only the chain is checked. */
  | { readonly ok: true; readonly records: number; readonly replay: 'same' | 'erased' }
  | { readonly ok: false; readonly seq: number; readonly reason: string }

const page = 200

/** Checks the records of a case: their chain, and that they lead to the case as it stands. Null: there is no such case. */
export async function verifyCase(pool: Pool, store: CaseStore, id: string): Promise<CaseVerification | null> {
  const { rows } = await pool.query<LogHead>('SELECT seq, hash FROM case_now WHERE id = $1', [id])
  const [end] = rows
  if (end === undefined) return null
  const key = await keptKey(pool, id)
  let head: LogHead = EMPTY_HEAD
  let folder: CaseFolder = initialFolder
  while (head.seq < end.seq) {
    const records = await readRecords(pool, id, head.seq)
    if (records.length === 0) return { ok: false, seq: head.seq + 1, reason: 'gap' }
    for (const record of records) {
      const fault = verifyRecord(head, record)
      if (fault !== null) return { ok: false, seq: head.seq + 1, reason: fault }
      head = { seq: record.seq, hash: record.hash }
      if (key === null || !isSealed(record.event)) continue
      const box = Buffer.from(record.event.box, 'base64')
      const { events } = openJson<{ events: readonly FolderEvent[] }>(key, recordOf(id, record.seq), box)
      folder = events.reduce(evolveFolder, folder)
    }
  }
  if (head.hash !== end.hash) return { ok: false, seq: end.seq, reason: 'wrong-hash' }
  if (key === null) return { ok: true, records: end.seq, replay: 'erased' }
  const live = await store.load(id)
  const same = live !== null && textOf(live.folder) === textOf(folder)
  return same ? { ok: true, records: end.seq, replay: 'same' } : { ok: false, seq: end.seq, reason: 'wrong-state' }
}

/** What is the same as JSON is the same, in whatever order it was put together. */
function textOf(folder: CaseFolder): string {
  return canonicalJson(JSON.parse(JSON.stringify(folder)) as Json)
}

/** A page of the records after `after`, in their order. */
export async function readRecords(pool: Pool, id: string, after: number): Promise<LogRecord[]> {
  const { rows } = await pool.query<StoredRow>(
    'SELECT seq, at, event, command, prev, hash FROM case_record WHERE case_id = $1 AND seq > $2 ORDER BY seq LIMIT $3',
    [id, after, page],
  )
  return rows.map(({ seq, at, event, command, prev, hash }) => ({
    seq,
    at,
    mono: 0,
    event: JSON.parse(event) as LogRecord['event'],
    ...(command !== null && { command: JSON.parse(command) as NonNullable<LogRecord['command']> }),
    prev,
    hash,
  }))
}

interface StoredRow {
  readonly seq: number
  readonly at: number
  readonly event: string
  readonly command: string | null
  readonly prev: string
  readonly hash: string
}

export function isSealed(event: LogRecord['event']): event is LogRecord['event'] & { readonly box: string } {
  return 'box' in event && typeof event['box'] === 'string'
}
