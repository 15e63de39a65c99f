import type { Language } from '@cherha/shared/protocol'

/** Ukrainian forms for 1, 2–4 and 5–20: місце, місця, місць. */
export type UkrainianForms = readonly [one: string, few: string, many: string]
/** English forms for 1 and for everything else. */
export type EnglishForms = readonly [one: string, other: string]

/**
 * The form of a word that goes with a whole number: 1 місце, 2 місця, 5 місць, 21 місце; 1 place, 2 places.
 * @param forms three forms in Ukrainian, two in English
 */
export function plural(n: number, lang: Language, forms: UkrainianForms | EnglishForms): string {
  const last = forms[forms.length - 1] as string
  if (lang === 'en') return n === 1 ? forms[0] : last
  const tens = Math.abs(n) % 100
  const units = tens % 10
  if (tens > 10 && tens < 20) return last
  if (units === 1) return forms[0]
  return units >= 2 && units <= 4 ? forms[1] : last
}

/** A number with its word, held together by a no-break space: «21 місце». */
export function counted(n: number, lang: Language, forms: UkrainianForms | EnglishForms): string {
  return `${n}\u00a0${plural(n, lang, forms)}`
}
