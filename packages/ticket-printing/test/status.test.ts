import { describe, expect, it } from 'vitest'
import { readStatus, statusAnswer } from '../src/status.ts'

describe('the answers to DLE EOT', () => {
  it.each([
    ['nothing special', [0x12, 0x12, 0x12, 0x12], null, false],
    ['off line by its button', [0x1a, 0x12, 0x12, 0x12], 'offline', false],
    ['an open cover', [0x1a, 0x16, 0x12, 0x12], 'cover-open', false],
    ['no paper', [0x1a, 0x32, 0x12, 0x7e], 'paper-out', true],
    ['a roll near its end', [0x12, 0x12, 0x12, 0x1e], null, true],
    ['a knife that is stuck', [0x1a, 0x52, 0x1a, 0x12], 'error', false],
    ['no paper under an open cover: the cover comes first', [0x1a, 0x36, 0x12, 0x72], 'cover-open', false],
  ] as const)('P1 are read by their bits: %s', (_, answers, trouble, paperLow) => {
    expect(readStatus(answers)).toEqual({ answers: true, trouble, paperLow })
  })

  it('P2 that never came leave nothing known; some of them are better than none', () => {
    expect(readStatus([null])).toEqual({ answers: false, trouble: null, paperLow: false })
    expect(readStatus([0x1a, null, null, 0x72])).toEqual({ answers: true, trouble: 'paper-out', paperLow: false })
  })

  it.each(['paper-out', 'cover-open', 'offline', 'error', null] as const)(
    'P1 of the emulator are those of a printer with %s',
    (trouble) => {
      const answers = [1, 2, 3, 4].map((n) => statusAnswer(n, { trouble, paperLow: false }))
      expect(readStatus(answers)).toMatchObject({ answers: true, trouble })
      for (const answer of answers) expect(answer & 0x93).toBe(0x12)
    },
  )
})
