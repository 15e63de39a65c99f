import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { codePages, encodeTicket, readEscPos, renderEscPos, type CodePage, type TicketModel } from '../src/index.ts'
import { splitByFont } from '../src/font/fonts.ts'
import { aLongTicket, aTicket, scan } from './fixtures.ts'

const epson: Readonly<Record<(typeof codePages)[number], CodePage>> = {
  cp1125: { page: 'cp1125', number: 44 },
  cp1251: { page: 'cp1251', number: 46 },
}

const capitals = [...'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ']
const small = [...'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя', '’', '-']

/** Names of one to three parts as the hub stores them: letters, ’ and hyphens inside. */
const name = fc
  .tuple(fc.constantFrom(...capitals), fc.array(fc.constantFrom(...small), { minLength: 1, maxLength: 17 }))
  .map(([first, rest]) => `${first}${rest.join('')}`.replace(/[’-]+$/u, 'а').replace(/[’-]{2,}/gu, 'о'))

/** The lines of a ticket's name as they came out of the printer, joined again. */
function printedName(text: string): string {
  const lines = text.split('\n')
  const from = lines.findIndex((line) => line === 'Хто отримає послугу:') + 1
  const to = lines.findIndex((line) => line.startsWith('Послуга:'))
  return lines.slice(from, to).join('').replaceAll(' ', '')
}

const joined = ({ person }: TicketModel): string =>
  person === null ? '' : `${person.surname}${person.givenName}${person.patronymic ?? ''}`

describe.each(codePages)('letters in %s', (page) => {
  const text = epson[page]

  it('P10 bring 1,000 random Ukrainian names to the paper exactly', () => {
    let names = 0
    fc.assert(
      fc.property(fc.record({ surname: name, givenName: name, patronymic: fc.option(name) }), (person) => {
        names += 1
        const model = aTicket({ person })
        const paper = names % 2 === 0 ? 58 : 80
        const printed = readEscPos(encodeTicket(model, { paper, text }), { width: paper === 58 ? 384 : 576 })
        const expected = page === 'cp1125' ? joined(model).replaceAll('’', "'") : joined(model)
        expect(printedName(printed)).toBe(expected)
      }),
      { seed: 1125, numRuns: 1_000 },
    )
    expect(names).toBe(1_000)
  })

  it.each([80, 58] as const)('P9 make a ticket of at most 1 KB on %i mm, with everything a picture has', (paper) => {
    const model = aTicket()
    const bytes = encodeTicket(model, { paper, text })
    expect(bytes.length).toBeLessThanOrEqual(1_024)
    const roll = renderEscPos(bytes, { width: paper === 58 ? 384 : 576 })
    expect(roll).toMatchObject({ cuts: 1, clipped: false })
    expect(scan(roll.raster)).toBe(model.qr)
    const flat = roll.text.replaceAll('\n', ' ')
    for (const part of ['А-015', '5 березня', '10:20', '7K3M 9QXT', '1284·9f3ac01b', '(0382) 00-00-00']) {
      expect(flat).toContain(part)
    }
    expect(Math.max(...roll.text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(paper === 58 ? 32 : 48)
  })

  it('P9 are marked as a copy, and name nobody where nobody is known', () => {
    const printed = (model: TicketModel): string => readEscPos(encodeTicket(model, { text }))
    expect(printed(aTicket({ copy: true }))).toContain('КОПІЯ')
    expect(printed(aTicket())).not.toContain('КОПІЯ')
    expect(printed(aTicket({ person: null }))).not.toContain('Хто отримає')
  })

  it.each(['Nguyễn', 'Müller', 'Çelik'])('P9 are given up for a picture of the whole ticket with %s', (surname) => {
    const model = aTicket({ person: { surname, givenName: 'Єва', patronymic: null } })
    expect(encodeTicket(model, { text })).toEqual(encodeTicket(model))
  })

  it('P9 hold the longest Ukrainian ticket', () => {
    const roll = renderEscPos(encodeTicket(aLongTicket(), { text }))
    expect(roll.text).toContain('Ф-8888')
    expect(roll.clipped).toBe(false)
  })
})

describe('a picture', () => {
  it('P10 of any Ukrainian name has no letter the bundled fonts do not draw', () => {
    fc.assert(
      fc.property(name, (each) => {
        expect(
          splitByFont(each, 700)
            .map((run) => run.text)
            .join(''),
        ).toBe(each)
        expect(each).not.toContain('?')
      }),
      { seed: 80, numRuns: 1_000 },
    )
  })
})
