import { describe, expect, it } from 'vitest'
import {
  createMemoryLog,
  EMPTY_HEAD,
  hashJson,
  type LogReader,
  type LogRecord,
  sha256,
  verifyLog,
  verifyRecord,
} from '../src/index.ts'
import { anEvent } from './records.ts'

const log = createMemoryLog()
const records = log.append([anEvent(1), anEvent(2, 'c2'), anEvent(3)])
const [first, second, third] = records
if (first === undefined || second === undefined || third === undefined) throw new Error('three records were appended')

/** A log whose records are `changed`, as a bent file would give them back. */
function bent(changed: readonly LogRecord[]): LogReader {
  const last = changed.at(-1)
  return {
    ...log,
    head: () => (last === undefined ? EMPTY_HEAD : { seq: last.seq, hash: last.hash }),
    read: (after, limit) => changed.filter((record) => record.seq > after).slice(0, limit),
  }
}

describe('hashing', () => {
  it('is SHA-256 of the UTF-8 bytes, in hex', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    expect(sha256('ґ')).toBe(sha256(Buffer.from([0xd2, 0x91]).toString('utf8')))
  })

  it('of JSON does not depend on the order of keys', () => {
    expect(hashJson({ a: 1, b: [2] })).toBe(hashJson({ b: [2], a: 1 }))
    expect(hashJson({ a: 1, b: [2] })).not.toBe(hashJson({ a: 1, b: [3] }))
  })
})

describe('a record is checked against the one before it', () => {
  it('and fits when nothing was touched', () => {
    expect(verifyRecord(EMPTY_HEAD, first)).toBeNull()
    expect(verifyRecord(first, second)).toBeNull()
  })

  it.each<[string, LogRecord]>([
    ['another time', { ...second, at: second.at + 1 }],
    ['another boot clock', { ...second, mono: 0 }],
    ['another event', { ...second, event: { ...anEvent(2).event, number: 'А-999' } }],
    ['another answer', { ...second, command: { id: 'c2', hash: 'ab'.repeat(32), result: null } }],
    ['another hash', { ...second, hash: first.hash }],
  ])('and does not fit with %s', (_, changed) => {
    expect(verifyRecord(first, changed)).toBe('wrong-hash')
  })

  it('and does not fit after another one or at another place', () => {
    expect(verifyRecord(first, { ...second, prev: third.hash })).toBe('wrong-prev')
    expect(verifyRecord(first, third)).toBe('gap')
    expect(verifyRecord(EMPTY_HEAD, second)).toBe('gap')
  })
})

describe('the check of a whole log', () => {
  it.each<[string, readonly LogRecord[], object]>([
    ['a changed record', [first, { ...second, at: 0 }, third], { seq: 2, reason: 'wrong-hash' }],
    ['a missing record', [first, third], { seq: 2, reason: 'gap' }],
    ['a missing first record', [second, third], { seq: 1, reason: 'gap' }],
    [
      'records that changed places',
      [first, { ...third, seq: 2 }, { ...second, seq: 3 }],
      { seq: 2, reason: 'wrong-prev' },
    ],
  ])('names %s', (_, changed, fault) => {
    expect(verifyLog(bent(changed))).toEqual({ ok: false, ...fault })
  })

  it('names a command that is not found under its id', () => {
    expect(verifyLog({ ...log, findCommand: () => null })).toEqual({ ok: false, seq: 2, reason: 'wrong-command' })
  })

  it('names an end that is not there', () => {
    const head = { seq: 9, hash: 'f'.repeat(64) }
    expect(verifyLog({ ...log, head: () => head })).toEqual({ ok: false, seq: 4, reason: 'gap' })
  })

  it('does not read on for ever while the log grows', () => {
    const growing = createMemoryLog()
    growing.append([anEvent(1)])
    let n = 1
    const read: LogReader['read'] = (after, limit) => {
      growing.append([anEvent(++n)])
      return growing.read(after, limit)
    }
    expect(verifyLog({ ...growing, read })).toMatchObject({ ok: true, head: { seq: 1 } })
    expect(growing.head().seq).toBe(2)
  })
})
