import { createI18n } from '@cherha/ui'
import { describe, expect, test } from 'vitest'
import { ageText, agoText, exactMoment, minutesText, momentText, shareText } from '../src/renderer/model/format.ts'
import { actionText, detailLines } from '../src/renderer/model/journal-text.ts'
import { periodProblem } from '../src/renderer/model/period.ts'
import { configProblemText, pathWords, warningText } from '../src/renderer/model/config-text.ts'
import { problemText } from '../src/renderer/model/problem-text.ts'
import { ownProblem, problemOf } from '../src/renderer/api/problem.ts'
import { en } from '../src/renderer/texts/en.ts'
import type { TranslateConsole } from '../src/renderer/texts/texts.ts'
import { uk } from '../src/renderer/texts/uk.ts'
import { config } from './preview/office-data.ts'

const speaking = (language: 'uk' | 'en'): TranslateConsole => {
  const i18n = createI18n({ uk, en }, language)
  return (key, values) => i18n.t(key, { ...values })
}
const t = speaking('uk')

describe('moments and lengths', () => {
  test('an age is told in its two largest units', () => {
    expect([0, 89, 90, 3599, 3600, 11_640, 172_800, 180_000].map((seconds) => ageText(seconds, t))).toEqual([
      '0\u00a0с',
      '89\u00a0с',
      '1\u00a0хв',
      '59\u00a0хв',
      '1\u00a0год 0\u00a0хв',
      '3\u00a0год 14\u00a0хв',
      '2\u00a0дн. 0\u00a0год',
      '2\u00a0дн. 2\u00a0год',
    ])
    expect(agoText(4, t)).toBe('щойно')
    expect(agoText(400, speaking('en'))).toBe('6\u00a0min ago')
  })

  test('a moment of today is its time in the office’s zone, another one has its date', () => {
    const now = Date.parse('2026-03-05T10:00:00+02:00')
    expect(momentText('2026-03-05T08:05:00Z', now)).toBe('10:05')
    expect(momentText('2026-03-04T22:30:00Z', now)).toBe('00:30')
    expect(momentText('2026-03-04T21:30:00Z', now)).toBe('04.03.2026, 23:30')
    expect(exactMoment('2026-07-01T09:00:07Z')).toBe('01.07.2026 12:00:07')
  })

  test('shares and minutes are written as the language writes them', () => {
    expect([shareText(0.884, 'uk'), shareText(0.884, 'en')]).toEqual(['88\u00a0%', '88%'])
    expect([0, 59.6, 425, 3600].map(minutesText)).toEqual(['0:00', '1:00', '7:05', '60:00'])
  })

  test('a period has both days, in their order, and at most 366 of them', () => {
    expect(periodProblem('2026-03-01', '2026-03-01')).toBeNull()
    expect(periodProblem('2026-01-01', '2027-01-01')).toBeNull()
    expect(periodProblem('2026-01-01', '2027-01-02')).toBe('tooLong')
    expect(periodProblem('2026-03-02', '2026-03-01')).toBe('backwards')
    expect(periodProblem('', '2026-03-01')).toBe('noDate')
  })
})

describe('the server’s words', () => {
  test('a known code has its own sentence, an unknown one the server’s', () => {
    expect(problemText(ownProblem('unreachable'), t)).toContain('не відповідає')
    const limited = problemOf(429, { error: { code: 'too-many-requests', message: 'x' } }, '17')
    expect(problemText(limited, t)).toContain('17')
    expect(problemText(problemOf(400, { error: { code: 'new-code', message: 'so it is' } }, null), t)).toContain(
      'so it is',
    )
  })

  test('a page of a proxy in between is the server being away, not nonsense', () => {
    expect(problemOf(502, null, null).code).toBe('unavailable')
    expect(problemOf(404, '<html>', null).code).toBe('not-understood')
  })

  test('what failed in the journal says so, and an unknown action stays as it is', () => {
    expect(actionText('day-cancelled', t)).toBe('скасовано день')
    expect(actionText('day-cancelled-failed', t)).toBe('не вдалося: скасовано день')
    expect(actionText('something-new', t)).toBe('something-new')
  })

  test('details of the journal are lines: what changed from what to what, nothing that is empty', () => {
    expect(
      detailLines({ version: 7, apply: [], device: null, changed: [{ path: 'hours.fri', from: 'a', to: 'b' }] }),
    ).toEqual(['version: 7', 'hours.fri: a → b'])
    expect(detailLines({ changed: [{ path: 'staff.olena', to: '{}' }] })).toEqual(['staff.olena: ∅ → {}'])
  })

  test('checks and warnings of a configuration are told in the language of the screen', () => {
    expect(configProblemText('olena is there twice; each may be there once', t)).toBe(
      '«olena» є двічі. Має бути один раз.',
    )
    expect(configProblemText('at least one weight must be above 0', speaking('en'))).toContain('above 0')
    expect(configProblemText('something else', t)).toContain('something else')
    const warning =
      'From 09:00 to 13:00, permanent, passport: 5 places at the same time, and 3 windows serve them. Visitors would wait past their printed time.'
    expect(warningText(warning, config, t)).toMatch(/^З 09:00 до 13:00, послуги А, Р: .* 5, .* 3\./)
    expect(pathWords('hours.fri', t)).toBe('Години: П’ятниця')
    expect(pathWords('services.passport.minutes', t)).toBe('Послуги: passport, тривалість')
  })
})
