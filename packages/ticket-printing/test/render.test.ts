import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { textWidth } from '../src/font/measure.ts'
import { renderTicket, type Paper, type TicketModel } from '../src/index.ts'
import { sourceOf, type Mark } from '../src/layout/block.ts'
import { whenBlock } from '../src/layout/head.ts'
import { layOut } from '../src/layout/layout.ts'
import { sheets } from '../src/layout/sheet.ts'
import { aLongTicket, aTicket, inkBounds, scan } from './fixtures.ts'

const papers = [80, 58] as const

/** Everything written on the ticket, from top to bottom, without any spaces. */
function written(model: TicketModel, paper: Paper): string {
  return layOut(model, paper)
    .marks.map((mark) => (mark.kind === 'text' ? mark.text : ''))
    .join('')
    .replace(/\s/gu, '')
}

/** What stands outside the margins; the empty list when all is well. The QR's quiet zone is white and not counted. */
function outside(model: TicketModel, paper: Paper): Mark[] {
  const { margin, inner } = sheets[paper]
  const width = (mark: Mark): number => (mark.kind === 'text' ? textWidth(mark.text, mark.font) : mark.width)
  return layOut(model, paper).marks.filter((mark) => mark.x < margin || mark.x + width(mark) > margin + inner + 0.01)
}

function expectNothingLost(model: TicketModel, paper: Paper): void {
  expect(outside(model, paper)).toEqual([])
  const raster = renderTicket(model, { paper })
  const ink = inkBounds(raster)
  expect(ink.left).toBeGreaterThanOrEqual(8)
  expect(ink.right).toBeLessThan(raster.width - 8)
  expect(ink.top).toBeGreaterThanOrEqual(8)
  expect(ink.bottom).toBeLessThan(raster.height - 16)
  const { surname = '', givenName = '', patronymic = '' } = model.person ?? {}
  const text = written(model, paper)
  for (const part of [surname, givenName, patronymic ?? '', model.service, model.office.name, model.office.address]) {
    expect(text).toContain(part.normalize('NFC').replace(/\s/gu, ''))
  }
}

describe.each(papers)('a ticket on %i mm paper', (paper) => {
  it('of an online booking without a name says everything else', () => {
    const model = aTicket({ person: null })
    expectNothingLost(model, paper)
    expect(layOut(model, paper).height).toBeLessThan(layOut(aTicket(), paper).height)
  })

  it('is as wide as the printer prints and a whole number of bytes', () => {
    const raster = renderTicket(aTicket(), { paper })
    expect(raster.width).toBe({ 80: 576, 58: 384 }[paper])
    expect(raster.height % 8).toBe(0)
    expect(raster.data).toHaveLength((raster.width / 8) * raster.height)
  })

  it('shows everything in the fixed order', () => {
    const text = written(aTicket({ copy: true }), paper)
    const inOrder =
      paper === 80
        ? [
            'Відділ№1ДМС',
            'вул.Прикладна,5',
            'Вашномер',
            'КОПІЯ',
            'А-015',
            '5березня',
            'четвер,',
            '2026р.',
            '10:20',
            'Хтоотримаєпослугу',
            'Їжакевич-Задунайська',
            'Єлизавета-Вікторія',
            'Всеволодівна',
            'Послуга',
            'Оформлення',
            '7K3M9QXT',
            'Підійдітьпротягом2хвилин',
            'Видано05.03.2026о09:28',
            '(0382)00-00-00',
            '1284·9f3ac01b',
          ]
        : [
            'Відділ№1ДМС',
            'А-015',
            '5березня',
            '10:20',
            'Їжакевич-Задунайська',
            'Оформлення',
            'Підійдіть',
            '7K3M9QXT',
            'Видано',
            '1284·9f3ac01b',
          ]
    const places = inOrder.map((part) => text.indexOf(part))
    expect(places).not.toContain(-1)
    expect(places).toEqual([...places].sort((a, b) => a - b))
  })

  it('loses no ink on a ticket with everything as long as it gets', () => {
    expectNothingLost(aLongTicket(), paper)
  })

  it('has a QR that can be read, with modules of at least 4 dots', () => {
    expect(scan(renderTicket(aTicket(), { paper }))).toBe(aTicket().qr)
    expect(scan(renderTicket(aLongTicket(), { paper }))).toBe(aLongTicket().qr)
    const boxes = layOut(aTicket(), paper).marks.filter((mark) => mark.kind === 'box')
    for (const box of boxes) expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(3)
    const modules = boxes.filter((box) => box.width === box.height)
    expect(modules.length).toBeGreaterThan(300)
    for (const module of modules) expect(module.width).toBeGreaterThanOrEqual(4)
  })

  it.each(['А-015', 'Ф-888', 'Ф-8888', 'Ш-8888', 'П-b001'])(
    'prints the number %s larger than anything else and inside the margins',
    (number) => {
      const model = aTicket({ number })
      expect(outside(model, paper)).toEqual([])
      const sizes = layOut(model, paper).marks.flatMap((mark) =>
        mark.kind === 'text' ? [[mark.text, mark.font.size] as const] : [],
      )
      const largest = sizes.reduce((one, other) => (other[1] > one[1] ? other : one))
      expect(largest[0]).toBe(number)
    },
  )

  it('keeps date, weekday and time apart on every day of a year in both languages', () => {
    for (let day = 0; day < 366; day++) {
      const date = new Date(Date.UTC(2028, 0, 1 + day)).toISOString().slice(0, 10)
      for (const language of ['uk', 'en'] as const) {
        const { marks } = whenBlock(sourceOf(aTicket({ date, language, time: '08:48' }), paper))
        const texts = marks.filter((mark) => mark.kind === 'text')
        expect(texts).toHaveLength(4)
        const time = texts.at(-1)
        for (const mark of texts.slice(1, -1)) {
          expect(mark.x + textWidth(mark.text, mark.font)).toBeLessThan(time?.x ?? 0)
        }
      }
    }
  })

  it('takes any name of Ukrainian and Latin letters and never overflows', () => {
    const letters = fc.constantFrom(
      ...'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
      ..."ABCWMabcwml’'ʼ- ",
    )
    const latin = fc
      .oneof(fc.integer({ min: 0xc0, max: 0x24f }), fc.integer({ min: 0x1e00, max: 0x1eff }))
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => /\p{L}/u.test(letter))
    const name = fc.oneof(
      { weight: 4, arbitrary: fc.string({ unit: letters, minLength: 1, maxLength: 60 }) },
      {
        weight: 2,
        arbitrary: fc.string({ unit: fc.oneof(letters, latin, fc.constant('q\u0303')), minLength: 1, maxLength: 60 }),
      },
      { weight: 1, arbitrary: fc.constantFrom('Щ', 'W', 'і', '-', 'Ẁ').map((letter) => letter.repeat(60)) },
    )
    const person = fc.record({ surname: name, givenName: name, patronymic: fc.option(name) })
    fc.assert(
      fc.property(person, (each) => expectNothingLost(aTicket({ person: each }), paper)),
      { seed: 2026, numRuns: 40 },
    )
  })
})

describe('a ticket', () => {
  it('comes out the same every time', () => {
    expect(renderTicket(aTicket())).toEqual(renderTicket(aTicket()))
  })

  it('is marked when it is a copy', () => {
    expect(written(aTicket({ copy: true }), 80)).toContain('КОПІЯ')
    expect(written(aTicket({ copy: true, language: 'en' }), 80)).toContain('COPY')
    expect(written(aTicket(), 80)).not.toContain('КОПІЯ')
  })

  it('is in English for a visitor who chose English; names and service stay as they are', () => {
    const text = written(aTicket({ language: 'en' }), 80)
    for (const part of [
      'Yournumber',
      '5March',
      'Thursday,',
      'Comewithin2minutes',
      'Issued05.03.2026at09:28',
      'Всеволодівна',
      'Оформлення',
    ]) {
      expect(text).toContain(part)
    }
    expect(text).not.toMatch(/Ваш|березня|Послуга|Видано/)
    expectNothingLost(aTicket({ language: 'en' }), 80)
  })

  it('leaves out the patronymic of a person who has none', () => {
    const [with_, without] = [aTicket(), aTicket({ person: { surname: 'Їжак', givenName: 'Єва', patronymic: null } })]
    expect(written(without, 80)).toContain('ЇжакЄваПослуга')
    expect(renderTicket(without).height).toBeLessThan(renderTicket(with_).height)
  })

  it('prints the check-in code in two groups of four', () => {
    const code = layOut(aTicket(), 80).marks.find((mark) => mark.kind === 'text' && mark.text.includes('7K3M'))
    expect(code).toMatchObject({ text: '7K3M\u00a09QXT' })
  })

  it('prints a longer service smaller, in at most three lines', () => {
    const service = 'Оформлення та видача посвідки на тимчасове проживання іноземцям та особам без громадянства'
    const lines = layOut(aTicket({ service }), 80).marks.filter(
      (mark) => mark.kind === 'text' && mark.text !== '' && service.includes(mark.text),
    )
    expect(lines.length).toBeGreaterThan(1)
    expect(lines.length).toBeLessThanOrEqual(3)
  })

  it('refuses a date that is none and a QR too long for the paper', () => {
    expect(() => renderTicket(aTicket({ date: '2026-02-30' }))).toThrow(RangeError)
    expect(() => renderTicket(aTicket({ qr: 'x'.repeat(2_000) }))).toThrow(RangeError)
  })
})
