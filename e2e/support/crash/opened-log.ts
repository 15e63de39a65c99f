import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import {
  eventAs,
  type EventLog,
  LogError,
  type LogRecord,
  openSqliteLog,
  openSqliteLogReader,
  verifyLog,
} from '@cherha/event-log'
import { Engine, systemClock } from '@cherha/office-hub/core'
import { evolve, initialState, type QueueEvent, type QueueState } from '@cherha/shared/queue'

/** What a hub that starts on these files has: its log and its live queue, or the sentence with which it refuses. */
export type Opened =
  | { readonly refused: string }
  | { readonly records: readonly LogRecord[]; readonly state: QueueState }

/** Puts the files into a folder of their own for as long as `look` takes. */
export function withFiles<T>(folder: string, db: Buffer, wal: Buffer | null, look: (file: string) => T): T {
  const dir = path.join(folder, 'looked-at')
  const file = path.join(dir, 'office.db')
  mkdirSync(dir)
  try {
    writeFileSync(file, db)
    if (wal !== null) writeFileSync(`${file}-wal`, wal)
    return look(file)
  } finally {
    rmSync(dir, { recursive: true })
  }
}

/** Opens the log as a hub does. @throws whatever is no error of the log's own: nobody would know what to do about it */
export function openAsHub(file: string): Opened {
  return unlessRefused(() => {
    const log = openSqliteLog(file)
    try {
      return { records: recordsOf(log), state: new Engine({ log, clock: systemClock(), report: fail }).state }
    } finally {
      log.close()
    }
  })
}

/** What the audit of the whole file says: everything is there, or what is wrong. */
export function audit(file: string): { readonly refused: string } | { readonly records: readonly LogRecord[] } {
  return unlessRefused(() => {
    const log = openSqliteLogReader(file)
    try {
      const verified = verifyLog(log)
      return verified.ok ? { records: recordsOf(log) } : { refused: `record ${verified.seq}: ${verified.reason}` }
    } finally {
      log.close()
    }
  })
}

/** The live queue as these records make it, without any snapshot. */
export function foldOf(records: readonly LogRecord[]): QueueState {
  return records.reduce(
    (state, { seq, at, mono, event }) => evolve(state, { seq, time: { at, mono }, event: eventAs<QueueEvent>(event) }),
    initialState(),
  )
}

function recordsOf(log: Pick<EventLog, 'read'>): readonly LogRecord[] {
  return log.read(0, 100_000)
}

function unlessRefused<T>(open: () => T): T | { readonly refused: string } {
  try {
    return open()
  } catch (error) {
    if (error instanceof LogError) return { refused: error.message }
    throw error
  }
}

function fail(message: string, cause: unknown): never {
  throw new Error(message, { cause })
}
