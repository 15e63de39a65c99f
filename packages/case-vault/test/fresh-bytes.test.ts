import { expect, test } from 'vitest'
import { freshBytes } from '../src/fresh-bytes.ts'

test('no random bytes are given twice, and what was given stays as it was', () => {
  const given = Array.from({ length: 5_000 }, () => freshBytes(12))
  expect(given.every((bytes) => bytes.length === 12)).toBe(true)
  expect(new Set(given.map((bytes) => bytes.toString('hex'))).size).toBe(given.length)
})

test('all that is fetched at a time can be given at once, and no more', () => {
  expect(freshBytes(4_096).equals(freshBytes(4_096))).toBe(false)
  expect(() => freshBytes(4_097)).toThrow('at most 4096 bytes')
})
