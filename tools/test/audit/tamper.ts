import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { asEvent, hashRecord, type CommandRecord, type LogRecord } from '@cherha/event-log'
import Database from 'better-sqlite3'

interface Row {
  seq: number
  at: number
  mono: number
  event: string
  command_id: string | null
  command: string | null
  prev: string
  hash: string
}

/** The event of a record, to be bent. */
export interface Entry {
  at: number
  mono: number
  event: Record<string, unknown> & { type: string }
  command?: CommandRecord
}

/** Copies a log that nobody has open. */
export function copied(file: string, to: string): string {
  copyFileSync(file, to)
  if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${to}-wal`)
  return to
}

/** Opens the file with the rights of somebody who has the computer: the log's triggers are taken away. */
export function withDatabase<T>(file: string, act: (db: Database.Database) => T): T {
  const db = new Database(file)
  try {
    db.exec('DROP TRIGGER IF EXISTS record_update; DROP TRIGGER IF EXISTS record_delete')
    return act(db)
  } finally {
    db.close()
  }
}

function rowsOf(db: Database.Database): Row[] {
  return db.prepare<[], Row>('SELECT * FROM record ORDER BY seq').all()
}

export function entriesOf(file: string): (Entry & { seq: number; hash: string })[] {
  return withDatabase(file, (db) =>
    rowsOf(db).map(({ seq, at, mono, event, command, hash }) => ({
      seq,
      hash,
      at,
      mono,
      event: JSON.parse(event),
      ...(command === null ? {} : { command: JSON.parse(command) }),
    })),
  )
}

/** Seq of the first event that fits. */
export function seqWhere(file: string, fits: (event: Record<string, unknown>) => boolean): number {
  const found = entriesOf(file).find(({ event }) => fits(event))
  if (found === undefined) throw new Error('the log has no such event')
  return found.seq
}

/** Writes the whole log anew from bent entries, every hash right: what only the rules or a witness can find out. */
export function rewrite(file: string, bend: (entries: Entry[]) => Entry[]): void {
  const entries = bend(entriesOf(file).map(({ seq: _seq, hash: _hash, ...entry }) => entry))
  withDatabase(file, (db) => {
    db.exec('DELETE FROM snapshot; DELETE FROM record')
    let prev = '0'.repeat(64)
    entries.forEach((entry, index) => {
      const record = { ...entry, seq: index + 1, prev, event: asEvent(entry.event) }
      prev = hashRecord(record)
      put(db, { ...record, hash: prev })
    })
  })
}

export function put(db: Database.Database, record: LogRecord): void {
  const { seq, at, mono, event, command, prev, hash } = record
  db.prepare(
    'INSERT INTO record (seq, at, mono, event, command_id, command, prev, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  ).run(
    seq,
    at,
    mono,
    JSON.stringify(event),
    command?.id ?? null,
    command === undefined ? null : JSON.stringify(command),
    prev,
    hash,
  )
}

/** Changes bytes of the file itself, at the first place where `text` stands. */
export function overwrite(file: string, text: string, change: (bytes: Buffer, at: number) => void): void {
  const bytes = readFileSync(file)
  const at = bytes.indexOf(text)
  if (at < 0) throw new Error(`the file does not hold ${text}`)
  change(bytes, at)
  writeFileSync(file, bytes)
}
