import { fingerprintText, normaliseName } from '@cherha/shared/text'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'

const value = (input: string) => {
  const name = normaliseName(input)
  return name.ok ? name.value : `refused: ${name.code}`
}
const code = (input: string) => {
  const name = normaliseName(input)
  return name.ok ? null : name.code
}
const alphabet = [
  ...Array.from('АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя'),
  ...Array.from('AZazÉéßŁłŠšÇçÑñĐđƏəİıŐő'),
  '’',
  '-',
]
const aName = fc
  .array(fc.constantFrom(...alphabet), { minLength: 1, maxLength: 60 })
  .map((letters) => letters.join(''))
  .filter((text) => /\p{L}/u.test(text))

describe('names', () => {
  it('keep every letter of the Ukrainian alphabet', () => {
    for (const name of ['Ґалаґан', 'Їжакевич', 'Єлизавета', 'Іллівна', 'Щербань', 'Цьомик', 'ґанок'])
      expect(value(name)).toBe(name)
  })

  it('keep Latin letters with their diacritics, as one character each where there is one', () => {
    for (const name of ['Łukasz', 'Nguyễn', 'Şahin', 'Müller', 'Æbelø', 'Þórður', 'Əliyev', 'Özgür', 'İnönü']) {
      expect(value(name)).toBe(name)
      expect(value(name.normalize('NFD'))).toBe(name)
    }
    // Yoruba writes a letter that has no character of its own.
    expect(value('Ade\u0323\u0301')).toBe('Adẹ\u0301')
  })

  it('write й and ї as one letter however they were typed', () => {
    expect(value('Андріи\u0306')).toBe('Андрій')
    expect(value('Киі\u0308в')).toBe('Київ')
  })

  it('write every apostrophe as ’', () => {
    for (const apostrophe of ["'", '’', 'ʼ', '`', '´']) expect(value(`Лук${apostrophe}яненко`)).toBe('Лук’яненко')
    expect(value("D'Angelo")).toBe('D’Angelo')
  })

  it('write every hyphen and dash as -', () => {
    for (const dash of ['-', '‐', '‑', '‒', '–', '—', '―', '−'])
      expect(value(`Нечуй${dash}Левицький`)).toBe('Нечуй-Левицький')
  })

  it('have single spaces and none at the ends', () => {
    expect(value('  Ван   дер \u00A0 Берг ')).toBe('Ван дер Берг')
  })

  it('are empty without a letter', () => {
    for (const text of ['', ' ', '\u00A0', '-', '’', " ' - "])
      expect(code(text), JSON.stringify(text)).toBe('name-empty')
  })

  it('are counted after they are normalised: 60 characters and no more', () => {
    expect(code('Ї'.repeat(60))).toBeNull()
    expect(code('Ї'.repeat(60).normalize('NFD'))).toBeNull()
    expect(code(`  ${'а'.repeat(60)}  `)).toBeNull()
    expect(code('а'.repeat(61))).toBe('name-too-long')
  })

  it('refuse digits, marks, emoji, other alphabets and invisible characters', () => {
    for (const text of [
      'Іван2',
      'Іван.',
      'Іван,',
      'О"Коннор',
      '<b>',
      'a\\b',
      'Іван_',
      '😀',
      'Иван\u200B',
      'Σωκράτης',
      '李',
      'محمد',
      'Іван\n',
      'Іван\t',
      'Іван\u0000',
      '１',
      'ﬁ',
      'Ａ',
      'Ⅳ',
      '№',
      'а\u0301',
      'А\u0488',
      'a\u0301\u0302\u0303\u0304',
      '\u0301',
      'ª',
      '‘Іван',
    ]) {
      expect(code(text), JSON.stringify(text)).toBe('name-characters')
    }
  })

  it('refuse Cyrillic letters outside the Ukrainian alphabet', () => {
    for (const letter of 'ыэёъЫЭЁЪўЎјљћѓ') expect(code(`Петр${letter}`), letter).toBe('name-characters')
  })

  it('stay as they are when normalised again', () => {
    fc.assert(
      fc.property(aName, (name) => {
        const once = value(name)
        expect(once).toBe(name.normalize('NFC'))
        expect(value(once)).toBe(once)
      }),
    )
  })

  const aSign = fc.oneof(
    fc.constantFrom(...alphabet, ' ', '\u00A0', "'", '–', '\u0301'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  )
  const anyText = fc.array(aSign, { maxLength: 12 }).map((signs) => signs.join(''))

  it('are normalised or refused, never changed into something else, whatever is typed', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const name = normaliseName(typed)
        fc.pre(name.ok)
        expect(name.value).toMatch(/^[\p{L}\u0300-\u036F’ -]{1,60}$/u)
        expect(normaliseName(name.value)).toEqual(name)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the fingerprint of a registration', () => {
  const person = { surname: 'Лук’яненко', givenName: 'Ірина', patronymic: 'Іллівна' }
  const day = '2026-11-23'
  const text = fingerprintText(person, 'permit', day)

  it('is the same for every spelling of the same name', () => {
    expect(
      fingerprintText(
        { surname: " ЛУК'ЯНЕНКО", givenName: 'ірина', patronymic: 'Іллі\u0301вна'.replace('\u0301', '') },
        'permit',
        day,
      ),
    ).toBe(text)
    expect(fingerprintText({ surname: 'ЛукʼЯненко', givenName: 'ІРИНА ', patronymic: 'ІЛЛІВНА' }, 'permit', day)).toBe(
      text,
    )
    fc.assert(
      fc.property(aName, aName, (surname, givenName) => {
        const as = (write: (name: string) => string) =>
          fingerprintText({ surname: write(surname), givenName: write(givenName) }, 'permit', day)
        const plain = as((name) => name)
        expect(as((name) => name.toUpperCase())).toBe(plain)
        expect(as((name) => name.normalize('NFD'))).toBe(plain)
        expect(as((name) => ` ${name.replaceAll('’', "'").replaceAll('-', '–')} `)).toBe(plain)
      }),
    )
  })

  it('differs with the person, the service and the day', () => {
    const others = [
      fingerprintText({ ...person, surname: 'Лук’яненка' }, 'permit', day),
      fingerprintText({ ...person, givenName: 'Іраїда' }, 'permit', day),
      fingerprintText({ ...person, patronymic: 'Іванівна' }, 'permit', day),
      fingerprintText({ surname: person.surname, givenName: person.givenName }, 'permit', day),
      fingerprintText({ surname: 'Ірина', givenName: 'Лук’яненко', patronymic: person.patronymic }, 'permit', day),
      fingerprintText(person, 'passport', day),
      fingerprintText(person, 'permit', '2026-11-24'),
    ]
    expect(new Set([text, ...others]).size).toBe(others.length + 1)
  })

  it('does not mix the fields up', () => {
    expect(fingerprintText({ surname: 'Ван дер', givenName: 'Берг' }, 'permit', day)).not.toBe(
      fingerprintText({ surname: 'Ван', givenName: 'дер Берг' }, 'permit', day),
    )
  })

  it('is the same with an empty patronymic as without one', () => {
    expect(fingerprintText({ ...person, patronymic: ' ' }, 'permit', day)).toBe(
      fingerprintText({ surname: person.surname, givenName: person.givenName }, 'permit', day),
    )
  })
})
