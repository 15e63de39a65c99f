import { hash } from 'node:crypto'
import { canonicalJson } from './canonical.ts'
import { BrokenChainError, type ChainFault } from './errors.ts'
import type { LogHead, LogReader, LogRecord } from './log.ts'

/** The head of an empty log; its hash is the `prev` of the first record. */
export const EMPTY_HEAD: LogHead = { seq: 0, hash: '0'.repeat(64) }

/** SHA-256 of the text's UTF-8 bytes, 64 hex digits in lower case. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}

/** SHA-256 (hex) of a value's canonical JSON, for instance of a command. @throws TypeError when it is no JSON. */
export function hashJson(value: unknown): string {
  return sha256(canonicalJson(value))
}

/** The hash a record must have: of the canonical JSON of `{seq, prev, at, mono, event, command?}`. */
export function hashRecord(record: Omit<LogRecord, 'hash'>): string {
  const { seq, prev, at, mono, event, command } = record
  return hashJson(command === undefined ? { seq, prev, at, mono, event } : { seq, prev, at, mono, event, command })
}

/** What is wrong with `record` as the one right after `prev`, or null when it fits. */
export function verifyRecord(prev: LogHead, record: LogRecord): ChainFault | null {
  if (record.seq !== prev.seq + 1) return 'gap'
  if (record.prev !== prev.hash) return 'wrong-prev'
  return record.hash === hashRecord(record) ? null : 'wrong-hash'
}

export type Verification =
  | { readonly ok: true; readonly head: LogHead }
  | { readonly ok: false; readonly seq: number; readonly reason: ChainFault }

const PAGE = 500

/**
 * Checks the whole log, record by record, up to the head it has when the check begins, that every command is found
 * under its id, and that the storage is sound. Takes time in proportion to the log's length; never changes anything.
 * @throws `LogReadError` when the storage fails (a damaged record is an answer, not an error).
 */
export function verifyLog(log: LogReader): Verification {
  const end = log.head()
  let prev = EMPTY_HEAD
  try {
    while (prev.seq < end.seq) {
      const page = log.read(prev.seq, Math.min(PAGE, end.seq - prev.seq))
      if (page.length === 0) return { ok: false, seq: prev.seq + 1, reason: 'gap' }
      for (const record of page) {
        const fault = verifyRecord(prev, record) ?? commandFault(log, record)
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
  const whole = log.isSound?.() ?? true
  return whole ? { ok: true, head } : { ok: false, seq: end.seq + 1, reason: 'damaged-file' }
}

function commandFault(log: LogReader, record: LogRecord): ChainFault | null {
  if (record.command === undefined) return null
  return log.findCommand(record.command.id)?.seq === record.seq ? null : 'wrong-command'
}
