import type { Language } from '@cherha/shared/protocol'
import { monthTitles } from '@cherha/shared/text'

/** Name of a month as a heading: «Березень», not «березня». @param date `YYYY-MM-DD` in it */
export function monthTitle(date: string, language: Language): string {
  return monthTitles[language][Number(date.slice(5, 7)) - 1] ?? ''
}
