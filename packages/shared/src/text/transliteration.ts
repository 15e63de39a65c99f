import { apostrophes, withPlainHyphens } from './characters.ts'

/** Longest text that is transliterated, in characters: a surname, a given name and a patronymic have room. */
export const maxTransliterationLength = 200

/**
 * A text in Latin letters, or the reason code of its refusal with what to look at:
 * - `transliteration-empty`: no letter and no digit is left to write;
 * - `transliteration-too-long`: more than `maxTransliterationLength` characters;
 * - `transliteration-characters`: `found` are characters the table does not have (the Russian Ы, a Greek letter, ❤);
 * - `transliteration-mixed-scripts`: Ukrainian and Latin letters in one text; `found` are the words with Latin letters.
 */
export type Transliteration =
  | { readonly ok: true; readonly value: string }
  | {
      readonly ok: false
      readonly code:
        | 'transliteration-empty'
        | 'transliteration-too-long'
        | 'transliteration-characters'
        | 'transliteration-mixed-scripts'
      readonly found: readonly string[]
    }

type LatinLetters = string | { readonly start: string; readonly elsewhere: string }

/** Table of Cabinet resolution 55 of 27 January 2010. Four letters and й are written otherwise at the start of a word. */
const table: ReadonlyMap<string, LatinLetters> = new Map<string, LatinLetters>([
  ...Object.entries({ а: 'a', б: 'b', в: 'v', г: 'h', ґ: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'y', і: 'i' }),
  ...Object.entries({ к: 'k', л: 'l', м: 'm', н: 'n', о: 'o', п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f' }),
  ...Object.entries({ х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ь: '' }),
  ['є', { start: 'ye', elsewhere: 'ie' }],
  ['ї', { start: 'yi', elsewhere: 'i' }],
  ['й', { start: 'y', elsewhere: 'i' }],
  ['ю', { start: 'yu', elsewhere: 'iu' }],
  ['я', { start: 'ya', elsewhere: 'ia' }],
])

const lowerCase = [...table.keys()].join('')
const ukrainian = `${lowerCase}${lowerCase.toUpperCase()}`
const ukrainianLetter = new RegExp(`[${ukrainian}]`, 'u')
const latinLetter = /[\p{Script=Latin}&&\p{L}]/v
const ukrainianWord = new RegExp(`[${ukrainian}${apostrophes}]+`, 'gu')
const anyApostrophe = new RegExp(`[${apostrophes}]`, 'gu')
/** What a text may be made of; marks only on Latin letters, which pass as they are. */
const known = new RegExp(`[${ukrainian}${apostrophes}0-9 №]|\\p{P}|[\\p{Script=Latin}&&\\p{L}]\\p{M}*`, 'gv')
/** Dictionaries and encyclopedias mark the stress; it is no part of the spelling. */
const stress = /(?<=[аеєиіїоуюя])\u0301/giu

/**
 * A Ukrainian name in Latin letters by the official table (Cabinet resolution 55 of 2010; rules I1–I8 of docs/spec).
 * A text without Ukrainian letters passes as it is, with plain hyphens and single spaces. The result checks a spelling
 * and promises nothing: a document may keep an older one.
 */
export function transliterate(input: string): Transliteration {
  const text = tidy(input)
  if (Array.from(text).length > maxTransliterationLength) return refused('transliteration-too-long', [])
  const unknown = Array.from(new Set(Array.from(text.replace(known, ''))))
  if (unknown.length > 0) return refused('transliteration-characters', unknown)
  const latinWords = text.split(/[ -]/u).filter((word) => latinLetter.test(word))
  const isUkrainian = ukrainianLetter.test(text)
  if (isUkrainian && latinWords.length > 0) return refused('transliteration-mixed-scripts', latinWords)
  const value = isUkrainian ? withSingleSpaces(inLatin(text)) : text
  return /[\p{L}0-9]/u.test(value.replace(anyApostrophe, ''))
    ? { ok: true, value }
    : refused('transliteration-empty', [])
}

function refused(
  code: Extract<Transliteration, { ok: false }>['code'],
  found: readonly string[],
): Extract<Transliteration, { ok: false }> {
  return { ok: false, code, found }
}

/** Invisible characters come along when a name is copied from a page. */
function tidy(input: string): string {
  const composed = input.normalize('NFC').replace(/\p{Cf}/gu, '')
  return withSingleSpaces(withPlainHyphens(composed.replace(stress, '')))
}

function withSingleSpaces(text: string): string {
  return text.replace(/\s+/gu, ' ').trim()
}

function inLatin(text: string): string {
  const words = text.match(ukrainianWord) ?? []
  // An initial says nothing of its own: in capitals it is written as the rest of the text.
  const textInCapitals = text === text.toUpperCase() && words.some((word) => lettersOf(word).length > 1)
  return text.replace(ukrainianWord, (word) =>
    wordInLatin(word, textInCapitals || (lettersOf(word).length > 1 && word === word.toUpperCase())),
  )
}

function lettersOf(word: string): string {
  return word.replace(anyApostrophe, '')
}

/** Letter by letter. An apostrophe inside the word is left out and does not begin a word. */
function wordInLatin(word: string, inCapitals: boolean): string {
  let written = ''
  let before = ''
  for (const character of word) {
    const letter = character.toLowerCase()
    const latin = table.get(letter)
    if (latin === undefined) {
      if (before !== '') before = character
      continue
    }
    const plain = typeof latin === 'string' ? latin : before === '' ? latin.start : latin.elsewhere
    const whole = before === 'з' && letter === 'г' ? 'gh' : plain
    written += character === letter ? whole : inCapitals ? whole.toUpperCase() : capitalised(whole)
    before = letter
  }
  return written
}

function capitalised(latin: string): string {
  return latin.slice(0, 1).toUpperCase() + latin.slice(1)
}
