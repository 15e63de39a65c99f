import { canonicalJson } from '@cherha/event-log'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isSame } from '../src/oracle/same.ts'

/** Small values, so that two of them are often the same. */
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constantFrom(null, 0, 1, '', '1', true, false),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(fc.constantFrom('a', 'b', '0'), tie('value'), { maxKeys: 2, noNullPrototype: true }),
  ),
}))

test('two values are the same when their canonical JSON is', () => {
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(isSame(a, b)).toBe(canonicalJson(a) === canonicalJson(b))
      expect(isSame(a, structuredClone(a))).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

test('the order of keys does not matter, nor does a field that is left out or undefined', () => {
  expect(isSame({ a: 1, b: [{ c: 2, d: 3 }] }, { b: [{ d: 3, c: 2 }], a: 1 })).toBe(true)
  expect(isSame({ a: 1, b: undefined }, { a: 1 })).toBe(true)
  expect(isSame({ a: 1 }, { a: 1, b: undefined })).toBe(true)
  expect(isSame({ a: 1 }, { a: 1, b: null })).toBe(false)
  expect(isSame({ a: 1, b: 1 }, { a: 1, c: 1 })).toBe(false)
  expect(isSame([1, 2], [2, 1])).toBe(false)
  expect(isSame([1], { 0: 1 })).toBe(false)
  expect(isSame([1], [1, 2])).toBe(false)
})
