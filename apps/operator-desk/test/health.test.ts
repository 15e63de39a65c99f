import type { DeskView } from '@cherha/shared/protocol'
import { createI18n } from '@cherha/ui'
import { describe, expect, test } from 'vitest'
import { healthOf, sentenceOf } from '../src/renderer/health.ts'
import { en } from '../src/renderer/texts/en.ts'
import type { TranslateDesk } from '../src/renderer/texts/texts.ts'
import { uk } from '../src/renderer/texts/uk.ts'
import { allWell } from './preview/health-scenes.ts'
import { aView, aViewWithoutWindow } from './views.ts'

const i18n = createI18n({ uk, en }, 'uk')
const t: TranslateDesk = (key, values) => i18n.t(key, { ...values })
const of = (view: DeskView, lostAt: number | null = null) => healthOf({ t, view, stale: lostAt !== null, lostAt })
const words = (view: DeskView) => of(view).map(({ kind, word }) => `${kind}: ${word}`)
const printer = (changes: Partial<NonNullable<DeskView['printing']>>) =>
  aView({ ...allWell, printing: { ...allWell.printing, ...changes } })

describe('the health line', () => {
  test('is calm when everything works: a word for each thing and no sentence', () => {
    const all = of(aView({ ...allWell }))
    expect(all.map(({ of: thing, kind }) => `${thing} ${kind}`)).toEqual([
      'link done',
      'server done',
      'terminals done',
      'printer done',
      'displays done',
    ])
    expect(sentenceOf(all)).toBeNull()
  })

  test('leaves out what nobody asks: an office without server, printer and displays has its link', () => {
    expect(words(aView())).toEqual(['done: Зв’язок є'])
  })

  test.for([
    ['paper-out', true, uk['printer.stopped']],
    ['cover-open', true, uk['printer.stopped']],
    ['offline', true, uk['printer.stopped']],
    ['error', true, uk['printer.stopped']],
    ['unreachable', false, uk['printer.goesOn']],
  ] as const)(
    'P7 a printer in trouble (%s) is named, with what the terminal does meanwhile',
    ([trouble, answers, then]) => {
      const all = of(printer({ trouble, answers }))
      expect(all).toContainEqual({ of: 'printer', kind: 'risk', word: uk[`printer.${trouble}`], then })
      expect(sentenceOf(all)).toBe(then)
    },
  )

  test('a terminal that is away is named: nobody gets a ticket, or not at every one of them', () => {
    const terminals = (...connected: boolean[]) =>
      of(aView({ ...allWell, terminals: connected.map((up, index) => ({ id: `terminal-${index}`, connected: up })) }))
    expect(terminals(false)).toContainEqual({
      of: 'terminals',
      kind: 'risk',
      word: 'Термінал не під’єднано',
      then: 'Талонів ніхто не видає: перевірте термінал.',
    })
    expect(terminals(true, false, true).find(({ of: thing }) => thing === 'terminals')).toMatchObject({
      kind: 'now',
      word: 'Не під’єднано терміналів: 1 з 3',
    })
    expect(sentenceOf(terminals(false))).toBe('Талонів ніхто не видає: перевірте термінал.')
    expect(of(aView({ ...allWell, terminals: [] })).map(({ of: thing }) => thing)).not.toContain('terminals')
  })

  test('paper near its end is a notice, a printer that tells nothing is said to be one', () => {
    expect(words(printer({ paperLow: true }))).toContain('now: Принтер: папір закінчується')
    expect(words(printer({ answers: false }))).toContain('idle: Принтер: про папір не повідомляє')
  })

  test('A2 with no display of the window the clerk is told to call by voice, and without a window nothing', () => {
    const none = { ...allWell, windowDisplays: [] }
    expect(sentenceOf(of(aView(none)))).toBe('Кличте голосом і підтверджуйте виклик.')
    expect(of(aViewWithoutWindow(none)).map(({ of: thing }) => thing)).toEqual([
      'link',
      'server',
      'terminals',
      'printer',
    ])
  })

  test('A15 only displays of this window count, and of those the one that is heard worst', () => {
    const displays: NonNullable<DeskView['displays']> = [
      { id: 'here', sound: 'ok', voice: 'incomplete' },
      { id: 'elsewhere', sound: 'blocked', voice: 'ok' },
    ]
    const with_ = (windowDisplays: string[]) => words(aView({ ...allWell, displays, windowDisplays })).at(-1)
    expect(with_(['here'])).toBe('now: Табло: голос неповний')
    expect(with_(['here', 'elsewhere'])).toBe('risk: Табло без звуку')
    expect(with_(['unreported'])).toBe('done: Табло працює')
  })

  test('a lost hub is told with the time since when, and nothing that only the hub knows', () => {
    expect(of(aView({ ...allWell }), Date.parse('2026-03-05T10:22:00+02:00'))).toEqual([
      { of: 'link', kind: 'risk', word: 'Немає зв’язку з вузлом з 10:22' },
    ])
  })

  test('what is in trouble comes before what only wants to be noticed', () => {
    const low = printer({ paperLow: true })
    expect(sentenceOf(of(low))).toBe(uk['printer.lowBody'])
    expect(sentenceOf(of({ ...low, windowDisplays: [] }))).toBe(uk['board.noneThen'])
  })
})
