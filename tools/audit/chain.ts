import {
  BrokenChainError,
  type ChainFault,
  EMPTY_HEAD,
  type LogHead,
  type LogReader,
  type Verification,
  verifyLog,
  verifyRecord,
} from '@cherha/event-log'
import type { Violation } from '@cherha/shared/audit'
import type { Witness } from './options.ts'

export interface CheckedChain {
  /** The last record up to which the chain holds: only what is up to here means anything. */
  readonly sound: LogHead
  readonly broken: Violation | null
}

const faults: Readonly<Record<ChainFault, string>> = {
  gap: 'it is missing, or another stands in its place',
  'wrong-prev': 'it does not follow the event before it: one was inserted, removed or moved',
  'wrong-hash': 'its content is not what was written',
  'wrong-command': 'it cannot be found by its command, or two events have the same one',
  unreadable: 'it cannot be read',
  'lost-end': 'the log ends before it',
  'damaged-file': 'all events before it hold, but the file is damaged and what came after them may be lost',
}

/** L1, L2: every record's hash covers its content and the one before it. Names the first record that does not fit. */
export function checkChain(log: LogReader): CheckedChain {
  const verified = verify(log)
  if (verified.ok) return { sound: verified.head, broken: null }
  const { sound, reason } = verified.reason === 'unreadable' ? soundUpTo(log) : before(log, verified)
  const seq = sound.seq + 1
  const sentence = `the chain is broken at event ${seq}: ${faults[reason]}`
  return { sound, broken: { seq, rule: reason === 'gap' ? 'L1' : 'L2', sentence } }
}

interface Broken {
  readonly sound: LogHead
  readonly reason: ChainFault
}

function verify(log: LogReader): Verification {
  try {
    return verifyLog(log)
  } catch (error) {
    if (error instanceof BrokenChainError) return { ok: false, seq: error.seq, reason: error.reason }
    throw error
  }
}

function before(log: LogReader, { seq, reason }: { readonly seq: number; readonly reason: ChainFault }): Broken {
  const { seq: last, hash } = (seq > 1 ? log.read(seq - 2, 1)[0] : undefined) ?? EMPTY_HEAD
  return { sound: { seq: last, hash }, reason }
}

/** A damaged page hides many records at once: looks at them one by one up to the first that does not come. */
function soundUpTo(log: LogReader): Broken {
  let sound = EMPTY_HEAD
  for (;;) {
    try {
      const [record] = log.read(sound.seq, 1)
      const reason = record === undefined ? 'unreadable' : verifyRecord(sound, record)
      if (record === undefined || reason !== null) return { sound, reason: reason ?? 'unreadable' }
      sound = { seq: record.seq, hash: record.hash }
    } catch (error) {
      if (error instanceof BrokenChainError) return { sound, reason: 'unreadable' }
      throw error
    }
  }
}

export interface CheckedWitness extends Witness {
  readonly result: 'fits' | 'differs' | 'missing'
}

/** L3: what a ticket says about the log, against the log. */
export function checkWitness(log: LogReader, witness: Witness): CheckedWitness {
  const found = recordAt(log, witness.seq)
  const result = found === null ? 'missing' : found.startsWith(witness.hash) ? 'fits' : 'differs'
  return { ...witness, result }
}

function recordAt(log: LogReader, seq: number): string | null {
  try {
    const [record] = log.read(seq - 1, 1)
    return record?.seq === seq ? record.hash : null
  } catch (error) {
    if (error instanceof BrokenChainError) return null
    throw error
  }
}

export function witnessViolation({ seq, hash, result }: CheckedWitness): Violation | null {
  if (result === 'fits') return null
  const sentence =
    result === 'missing'
      ? `the witness ${seq}·${hash} names an event the log does not have: its end was cut off`
      : `the witness ${seq}·${hash} names another event than the log has: the log was rewritten`
  return { seq, rule: 'L3', sentence }
}
