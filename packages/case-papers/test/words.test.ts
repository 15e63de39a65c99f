import { describe, expect, test } from 'vitest'
import { unprintable } from '../src/index.ts'
import { breakLines } from '../src/pdf/lines.ts'
import { longDate, longMoment, shortDate } from '../src/words/dates.ts'
import { staffSigningName, surnameWithInitials } from '../src/words/people.ts'
import { typeset } from '../src/words/typeset.ts'

const nb = '\u00a0'

test.each([
  ['2026-11-22', '22 листопада 2026 року', '22 November 2026', '22.11.2026'],
  ['2028-02-29', '29 лютого 2028 року', '29 February 2028', '29.02.2028'],
  ['2027-01-01', '1 січня 2027 року', '1 January 2027', '01.01.2027'],
  ['не дата', 'не дата', 'не дата', 'не дата'],
])('the day %s is written %s, %s and %s', (date, uk, en, short) => {
  expect([longDate(date), longDate(date, 'en'), shortDate(date)]).toEqual([uk, en, short])
})

test('a moment has its hour', () => {
  expect(longMoment('2026-11-22T09:05')).toBe('22 листопада 2026 року о 09:05')
  expect(longMoment('2026-11-22T09:05', 'en')).toBe('22 November 2026 at 09:05')
  expect(longMoment('2026-11-22')).toBe('22 листопада 2026 року')
})

test('names are signed with the surname in capitals, and shortened to initials; other forms stay', () => {
  expect(staffSigningName('Ярослав Ґудзь')).toBe('Ярослав ҐУДЗЬ')
  expect(staffSigningName('Ярослав Ґудзь', 'en')).toBe('Yaroslav Gudz')
  expect(staffSigningName('Спостерігач')).toBe('Спостерігач')
  expect(surnameWithInitials('Олена Ткачук')).toBe('Ткачук О.')
})

describe('Ukrainian typography', () => {
  test.each([
    ["п'ять днів у зв'язку", `п’ять днів у${nb}зв’язку`],
    ['постанова № 322', `постанова №${nb}322`],
    ['від 22 листопада 2026 року', `від 22${nb}листопада 2026${nb}року`],
    ['Ткачук О. В. підписала', `Ткачук О.${nb}В. підписала`],
    ['м. Миколаїв, вул. Спаська', `м.${nb}Миколаїв, вул.${nb}Спаська`],
    ['і в державі', `і${nb}в${nb}державі`],
    ['строк — до кінця', `строк${nb}— до${nb}кінця`],
    ['35 × 45 мм', `35${nb}×${nb}45${nb}мм`],
    ['  двічі   пропуск \u0007 ', 'двічі пропуск'],
    ['рядок\r\nдругий', 'рядок\nдругий'],
    ['O’Neill and Co.', 'O’Neill and Co.'],
  ])('sets %j', (given, set) => {
    expect(typeset(given)).toBe(set)
    expect(typeset(set)).toBe(set)
  })
})

describe('lines', () => {
  const lines = (text: string, width: number) => breakLines(text, width, (part) => [...part].length)

  test('break at spaces, and keep what does not break together', () => {
    expect(lines('один два три', 8)).toEqual(['один два', 'три'])
    expect(lines(`один два${nb}три`, 8)).toEqual(['один', `два${nb}три`])
    expect(lines('перший\n\nтретій', 20)).toEqual(['перший', '', 'третій'])
  })

  test('break a word only where no line holds it, after its hyphen first', () => {
    expect(lines('пані Їжакевич-Задунайська', 20)).toEqual(['пані', 'Їжакевич-Задунайська'])
    expect(lines('Їжакевич-Задунайська', 12)).toEqual(['Їжакевич-', 'Задунайська'])
    expect(lines('щ'.repeat(25), 10)).toEqual(['щ'.repeat(10), 'щ'.repeat(10), 'щ'.repeat(5)])
    expect(lines(`тут${nb}${'щ'.repeat(12)}`, 10)).toEqual(['тут', 'щ'.repeat(10), 'щщ'])
  })

  test('lose nothing, whatever the width', () => {
    const text = `Ґанок і їжак-Єва ${'ш'.repeat(60)}-${'щ'.repeat(60)} a@${'m'.repeat(70)}.ua № 5`
    for (let width = 1; width < 80; width++)
      expect(lines(text, width).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  })
})

test('the fonts have every letter a name may be written with, and tell which they do not have', () => {
  expect(
    unprintable(
      'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ абвгґдеєжзиіїйклмнопрстуфхцчшщьюя ’ № ₴ «» – — × ✓'.replace('✓', ''),
    ),
  ).toEqual([])
  expect(unprintable('Nguyễn Thị Ánh, Șerban, Ağaoğlu, Łukasz, Ọláńrewájú, Žižka')).toEqual([])
  expect(unprintable('王 і العربية')).toContain('王')
})
