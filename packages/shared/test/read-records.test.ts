import { expect, it } from 'vitest'
import { RecordData, readRecords } from '../src/protocol/index.ts'

const hash = 'a1'.repeat(32)
const record = { seq: 1, at: 1.5, mono: -2, event: { type: 'x', more: [1] }, prev: hash, hash }
const command = { id: 'c', hash: 'h', result: null }
const without = (key: keyof typeof record) => {
  const { [key]: _, ...rest } = record
  return rest
}

it.each([
  ['a record', record],
  ['one with a command', { ...record, command }],
  ['one whose command has a result', { ...record, command: { ...command, result: { a: [false, 'b'] } } }],
  ['no seq', without('seq')],
  ['no time', without('at')],
  ['no event', without('event')],
  ['no hash', without('hash')],
  ['seq 0', { ...record, seq: 0 }],
  ['half a seq', { ...record, seq: 1.5 }],
  ['a seq as text', { ...record, seq: '1' }],
  ['a seq too large', { ...record, seq: 2 ** 53 }],
  ['no number as a time', { ...record, at: Number.NaN }],
  ['an endless boot clock', { ...record, mono: Number.POSITIVE_INFINITY }],
  ['an event without a type', { ...record, event: {} }],
  ['a type that is no text', { ...record, event: { type: 1 } }],
  ['an event that is a list', { ...record, event: ['x'] }],
  ['an event that is nothing', { ...record, event: null }],
  ['a hash in capitals', { ...record, hash: hash.toUpperCase() }],
  ['a short hash', { ...record, prev: hash.slice(1) }],
  ['a hash with a line end', { ...record, hash: `${hash}\n` }],
  ['a key too many', { ...record, extra: 1 }],
  ['a command that is nothing', { ...record, command: null }],
  ['a command without a result', { ...record, command: { id: 'c', hash: 'h' } }],
  ['a command with a key too many', { ...record, command: { ...command, more: 1 } }],
  ['a command whose id is a number', { ...record, command: { ...command, id: 1 } }],
  ['a list', [record]],
  ['a text', 'record'],
  ['nothing', null],
])('a batch is read exactly where the schema reads it: %s', (_, data) => {
  const expected = RecordData.safeParse(data).success ? [record, data] : null
  expect(readRecords([record, data], 2)).toEqual(expected)
})

it('what is no list, or too long a one, is no batch', () => {
  for (const data of [undefined, null, {}, { length: 0 }, 'records', [record, record]]) {
    expect(readRecords(data, 1)).toBeNull()
  }
  expect(readRecords([], 1)).toEqual([])
})
