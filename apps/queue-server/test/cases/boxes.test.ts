import { newCaseKey } from '@cherha/case-vault'
import { describe, expect, it } from 'vitest'
import { DamagedCaseError, openJson, sealJson } from '../../src/cases/store/boxes.ts'

/** Text that does not pack away to nothing, and repeats itself from farther away than any window reaches. */
function aText(length: number): string {
  const half = Array.from({ length: Math.ceil(length / 2) }, (_, n) =>
    String.fromCodePoint(0x410 + ((n * n * 31) % 61)),
  )
  return [...half, ...half].join('').slice(0, length)
}

describe('a sealed box', () => {
  it.each([0, 1, 500, 509, 510, 511, 512, 1_022, 1_023, 9_000, 200_000])(
    'gives back a text of %i letters',
    (length) => {
      const key = newCaseKey()
      const value = { text: aText(length) }
      expect(openJson(key, 'here', sealJson(key, 'here', value))).toEqual(value)
    },
  )

  it('opens with its own key and words only', () => {
    const key = newCaseKey()
    const box = sealJson(key, 'here', 1)
    expect(() => openJson(newCaseKey(), 'here', box)).toThrow(DamagedCaseError)
    expect(() => openJson(key, 'there', box)).toThrow(DamagedCaseError)
  })
})
