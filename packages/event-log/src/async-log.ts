import { EMPTY_HEAD, type Verification, verifyRecord } from './chain.ts'
import { BrokenChainError } from './errors.ts'
import type { EventLog, LogHead, LogRecord, NewRecord, Snapshot } from './log.ts'

/** A log whose storage is not in this process: `LogReader` with every answer promised. */
export interface AsyncLogReader {
  head(): Promise<LogHead>
  read(after: number, limit: number): Promise<readonly LogRecord[]>
  findCommand(id: string): Promise<LogRecord | null>
  /** Those of the commands that are in the log, in any order. */
  findCommands(ids: readonly string[]): Promise<readonly LogRecord[]>
  loadSnapshot(version: number): Promise<Snapshot | null>
  isSound?(): Promise<boolean>
  close(): Promise<void>
}

/**
 * An event log whose storage is not in this process; it promises what `EventLog` promises. Nothing stops a second
 * writer from opening it, so an append may also be refused with `LogConflictError`. Of one object, appends run one after
 * the other, in the order they were asked for.
 */
export interface AsyncEventLog extends AsyncLogReader {
  append(records: readonly NewRecord[]): Promise<readonly LogRecord[]>
  appendCopy(records: readonly LogRecord[]): Promise<void>
  saveSnapshot(snapshot: Snapshot): Promise<void>
}

/** The same log with promised answers; what it throws becomes a rejection. */
export function asyncLog(log: EventLog): AsyncEventLog {
  const isSound = log.isSound?.bind(log)
  return {
    head: async () => log.head(),
    read: async (after, limit) => log.read(after, limit),
    findCommand: async (id) => log.findCommand(id),
    findCommands: async (ids) => ids.flatMap((id) => log.findCommand(id) ?? []),
    loadSnapshot: async (version) => log.loadSnapshot(version),
    ...(isSound && { isSound: async () => isSound() }),
    append: async (records) => log.append(records),
    appendCopy: async (records) => log.appendCopy(records),
    saveSnapshot: async (snapshot) => log.saveSnapshot(snapshot),
    close: async () => log.close(),
  }
}

const PAGE = 500

/** `verifyLog` for a log with promised answers. */
export async function verifyAsyncLog(log: AsyncLogReader): Promise<Verification> {
  const end = await log.head()
  let prev = EMPTY_HEAD
  try {
    while (prev.seq < end.seq) {
      const page = await log.read(prev.seq, Math.min(PAGE, end.seq - prev.seq))
      if (page.length === 0) return { ok: false, seq: prev.seq + 1, reason: 'gap' }
      for (const record of page) {
        const fault = verifyRecord(prev, record) ?? (await commandFault(log, record))
        if (fault !== null) return { ok: false, seq: prev.seq + 1, reason: fault }
        prev = record
      }
    }
  } catch (error) {
    if (error instanceof BrokenChainError) return { ok: false, seq: error.seq, reason: error.reason }
    throw error
  }
  const head = { seq: prev.seq, hash: prev.hash }
  if (head.hash !== end.hash) return { ok: false, seq: end.seq, reason: 'wrong-hash' }
  const whole = (await log.isSound?.()) ?? true
  return whole ? { ok: true, head } : { ok: false, seq: end.seq + 1, reason: 'damaged-file' }
}

async function commandFault(log: AsyncLogReader, record: LogRecord) {
  if (record.command === undefined) return null
  return (await log.findCommand(record.command.id))?.seq === record.seq ? null : 'wrong-command'
}
