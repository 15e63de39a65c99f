import { readFileSync } from 'node:fs'
import { maxTransliterationLength, transliterate } from '@cherha/shared/text'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { specTable } from '../spec-table.ts'

const latin = (text: string) => {
  const answer = transliterate(text)
  return answer.ok ? answer.value : `refused: ${answer.code} ${answer.found.join(' ')}`.trim()
}
const pairs = readFileSync(new URL('./transliteration-vectors.tsv', import.meta.url), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => line.split('\t') as [string, string])

const letters = Array.from('абвгґдеєжзиіїйклмнопрстуфхцчшщьюя')
const aWord = fc.array(fc.constantFrom(...letters), { minLength: 2, maxLength: 20 }).map((word) => `о${word.join('')}`)
const aText = fc.array(
  fc.constantFrom(...letters, ...letters.map((letter) => letter.toUpperCase()), "'", '’', 'ʼ', '`', '´', '-', ' ', '7'),
  { maxLength: 60 },
)

describe('a name in Latin letters', () => {
  it('I1 is that of every official pair', () => {
    expect(pairs).toHaveLength(35)
    for (const [ukrainian, official] of pairs) expect(latin(ukrainian), ukrainian).toBe(official)
  })

  it('I1 has the letters of the table', () => {
    const [[, ...ukrainian] = [], [, ...expected] = []] = specTable('self-service.md', 'Ukrainian | а')
    expect(ukrainian).toHaveLength(27)
    for (const [index, letter] of ukrainian.entries()) {
      expect(latin(`о${letter}`), letter).toBe(`o${expected[index]}`)
      expect(latin(letter), letter).toBe(expected[index])
    }
  })

  it('I2 begins with another form of five letters', () => {
    const [[, ...ukrainian] = [], [, ...start] = [], [, ...elsewhere] = []] = specTable(
      'self-service.md',
      'Ukrainian | є',
    )
    expect(ukrainian).toHaveLength(5)
    for (const [index, letter] of ukrainian.entries()) {
      expect(latin(`${letter}о${letter}`), letter).toBe(`${start[index]}o${elsewhere[index]}`)
    }
    expect(latin('Йосипівка Стрий Юрій Яготин Соломія Єнакієве Їжакевич Київ')).toBe(
      'Yosypivka Stryi Yurii Yahotyn Solomiia Yenakiieve Yizhakevych Kyiv',
    )
  })

  it('I3 writes зг as zgh, in every case of the two', () => {
    expect(latin('Згорани Розгон Згурський')).toBe('Zghorany Rozghon Zghurskyi')
    expect(latin('ЗГОРАНИ зГ Зг РОЗГОН')).toBe('ZGHORANY zGh Zgh ROZGHON')
    expect(latin('Жгун')).toBe('Zhhun')
    expect(latin('розґон')).toBe('rozgon')
  })

  it('I3 does not see зг over a soft sign, an apostrophe or a hyphen', () => {
    expect(latin('Різьгар')).toBe('Rizhar')
    expect(latin('з’г')).toBe('zh')
    expect(latin('Мороз-Гай Мороз Гай')).toBe('Moroz-Hai Moroz Hai')
  })

  it('I4 leaves the soft sign and the apostrophe out, however that is typed', () => {
    expect(latin('Кузьменко Львів ГУЗЬ Третьяк')).toBe('Kuzmenko Lviv HUZ Tretiak')
    for (const apostrophe of ["'", '’', 'ʼ', '`', '´']) {
      expect(latin(`Знам${apostrophe}янка`), apostrophe).toBe('Znamianka')
      expect(latin(`Мар${apostrophe}їне Короп${apostrophe}є`), apostrophe).toBe('Marine Koropie')
    }
  })

  it('I5 a word does not begin after an apostrophe or a soft sign', () => {
    expect(latin('В’юн')).toBe('Viun')
    expect(latin('МАР’ЯНА')).toBe('MARIANA')
    expect(latin('д’Юрфе')).toBe('dIurfe')
    expect(latin('альянс')).toBe('alians')
  })

  it('I5 each part of a double name is a word', () => {
    expect(latin('Анна-Ярина')).toBe('Anna-Yaryna')
    expect(latin('Нечуй–Єфремов Їжак')).toBe('Nechui-Yefremov Yizhak')
    expect(latin('Є.Ю.Яворська')).toBe('Ye.Yu.Yavorska')
    expect(latin('5й')).toBe('5y')
    expect(latin("'Юрій' «Яна»")).toBe('Yurii «Yana»')
  })

  it('I6 keeps capitals', () => {
    expect(latin('ГУЗЬ ЩЕРБАНЬ ЮЩЕНКО ХИЖНЯК')).toBe('HUZ SHCHERBAN YUSHCHENKO KHYZHNIAK')
    expect(latin('ЩЕРБАНЬ Юлія щука')).toBe('SHCHERBAN Yuliia shchuka')
    expect(latin('МакЮрій ЩеРБа')).toBe('MakIurii ShcheRBa')
    expect(latin('Юлія-ЩУКА')).toBe('Yuliia-SHCHUKA')
  })

  it('I6 writes an initial as the rest of the text', () => {
    expect(latin('Ющенко Є. Ю.')).toBe('Yushchenko Ye. Yu.')
    expect(latin('ЮЩЕНКО Є. Ю.')).toBe('YUSHCHENKO YE. YU.')
    expect(latin('Є. Ю.')).toBe('Ye. Yu.')
    expect(latin('Щ')).toBe('Shch')
  })

  it('I7 lets Latin letters, digits and punctuation pass', () => {
    for (const text of ['O’Neil', "O'Neil", 'Müller-Łukasz', 'Ade\u0323\u0301'.normalize('NFC'), 'AB 123456', '2026'])
      expect(latin(text), text).toBe(text)
    expect(latin('вул. Герцена, 9 (№ 2)')).toBe('vul. Hertsena, 9 (№ 2)')
  })

  it('I7 reads what comes along when a name is copied', () => {
    expect(latin('  Тара\u0301с\u00A0 Шевче\u0301нко\t')).toBe('Taras Shevchenko')
    expect(latin('Шев\u00ADченко\u200B')).toBe('Shevchenko')
    expect(latin('Андріи\u0306 Киі\u0308в')).toBe('Andrii Kyiv')
    expect(latin('Анна — Ярина')).toBe('Anna - Yaryna')
    expect(latin('Іван ’ Петро')).toBe('Ivan Petro')
  })

  it('I8 names the words of a text in two alphabets', () => {
    const refused = (found: string[]) => ({ ok: false, code: 'transliteration-mixed-scripts', found })
    expect(transliterate('Cергій Коваль')).toEqual(refused(['Cергій']))
    expect(transliterate('Анна-Mарія Smith')).toEqual(refused(['Mарія', 'Smith']))
    expect(transliterate('P. Коваль')).toEqual(refused(['P.']))
  })

  it('I8 names the letters of other alphabets and the signs of none', () => {
    const refused = (found: string[]) => ({ ok: false, code: 'transliteration-characters', found })
    expect(transliterate('Рыжов Объезд Ыгор')).toEqual(refused(['ы', 'ъ', 'Ы']))
    expect(transliterate('Ελένη')).toEqual(refused(['Ε', 'λ', 'έ', 'ν', 'η']))
    expect(transliterate('Оля ❤')).toEqual(refused(['❤']))
    expect(transliterate('б\u0301')).toEqual(refused(['\u0301']))
    expect(transliterate('а\u0000')).toEqual(refused(['\u0000']))
  })

  it('I8 says that there is nothing to write, or too much', () => {
    for (const text of ['', ' \t', '’', 'ʼ', 'ь', 'Ьь’', '-', '...'])
      expect(transliterate(text), text).toEqual({ ok: false, code: 'transliteration-empty', found: [] })
    expect(latin('щ'.repeat(maxTransliterationLength))).toBe('shch'.repeat(maxTransliterationLength))
    expect(transliterate('щ'.repeat(maxTransliterationLength + 1))).toEqual({
      ok: false,
      code: 'transliteration-too-long',
      found: [],
    })
  })
})

describe('any text of Ukrainian letters', () => {
  it('I1 I4 becomes small Latin letters and nothing else', () => {
    fc.assert(
      fc.property(aWord, (word) => {
        expect(latin(word)).toMatch(/^[a-z]+$/)
      }),
    )
  })

  it('I6 in capitals is the same in capitals', () => {
    fc.assert(
      fc.property(aWord, (word) => {
        expect(latin(word.toUpperCase())).toBe(latin(word).toUpperCase())
      }),
    )
  })

  it('I5 is written word by word', () => {
    fc.assert(
      fc.property(aWord, aWord, (first, second) => {
        expect(latin(`${first}-${second}`)).toBe(`${latin(first)}-${latin(second)}`)
        expect(latin(`${first} ${second}`)).toBe(`${latin(first)} ${latin(second)}`)
      }),
    )
  })

  it('I4 is the same with every apostrophe, and I7 written once stays as it is', () => {
    fc.assert(
      fc.property(aText, (characters) => {
        const text = `о${characters.join('')}`
        const once = latin(text)
        expect(once).toMatch(/^[A-Za-z7 -]+$/)
        expect(latin(once)).toBe(once)
        expect(latin(text.replace(/['’ʼ´]/g, '`'))).toBe(once)
      }),
    )
  })

  it('I8 or of any characters has an answer', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const answer = transliterate(text)
        if (answer.ok) expect(answer.value).toMatch(/[\p{L}0-9]/u)
        else expect(answer.code).toMatch(/^transliteration-/)
      }),
    )
  })
})
