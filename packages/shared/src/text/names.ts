import { apostrophes, withPlainHyphens } from './characters.ts'

/** Longest surname, given name or patronymic, in characters after normalisation. */
export const maxNameLength = 60

export type NormalisedName =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly code: 'name-empty' | 'name-too-long' | 'name-characters' }

const ukrainian = 'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя'
// Latin ligatures and full-width forms are typography, not letters of a document.
const latin = '[[\\p{Script=Latin}&&[\\p{Lu}\\p{Ll}]]--[\\uFB00-\\uFB06\\uFF21-\\uFF5A]]'
// Yoruba, Lithuanian and others have letters without a character of their own: base letter and at most two marks.
const letter = `(?:[${ukrainian}]|${latin}[\\u0300-\\u036F]{0,2})`
const oneLetter = new RegExp(letter, 'v')
const anyApostrophe = new RegExp(`[${apostrophes}]`, 'g')
const wholeName = new RegExp(`^(?:${letter}|[’ \\-])+$`, 'v')

/**
 * A surname, given name or patronymic as the office writes it, or the reason code of its refusal (document 000 II.9).
 * Allowed are the letters of the Ukrainian alphabet (not the Russian Ы Э Ё Ъ), Latin letters with any diacritics (NFC),
 * apostrophes (all written ’), hyphens and dashes (all written -) and spaces (single, none at the ends);
 * 1–60 characters, at least one letter. The case stays as typed.
 */
export function normaliseName(input: string): NormalisedName {
  const value = tidy(input)
  if (value === '') return { ok: false, code: 'name-empty' }
  if (!wholeName.test(value)) return { ok: false, code: 'name-characters' }
  if (!oneLetter.test(value)) return { ok: false, code: 'name-empty' }
  if (Array.from(value).length > maxNameLength) return { ok: false, code: 'name-too-long' }
  return { ok: true, value }
}

/** The same for every spelling of one person's name, one service and one day: the hub keys it, nobody stores it. */
export function fingerprintText(
  person: { readonly surname: string; readonly givenName: string; readonly patronymic?: string | undefined },
  service: string,
  date: string,
): string {
  return JSON.stringify(
    [date, service, person.surname, person.givenName, person.patronymic ?? ''].map((part, index) =>
      index < 2 ? part : foldCase(part),
    ),
  )
}

/** As `fingerprintText`, of a visitor known by the last document digits alone: an online booking or its claim. */
export function documentFingerprintText(digits: string, service: string, date: string): string {
  return JSON.stringify([date, service, 'document', digits])
}

/** Upper case first: it also brings ß and SS together. */
function foldCase(name: string): string {
  return tidy(tidy(name).toUpperCase().toLowerCase())
}

function tidy(text: string): string {
  return withPlainHyphens(text.normalize('NFC'))
    .replace(anyApostrophe, '’')
    .replace(/\p{Zs}+/gu, ' ')
    .replace(/^ | $/g, '')
}
