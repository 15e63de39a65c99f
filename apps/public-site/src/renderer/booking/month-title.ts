import type { Language } from '@cherha/shared/protocol'

const months = {
  uk: [
    'Січень',
    'Лютий',
    'Березень',
    'Квітень',
    'Травень',
    'Червень',
    'Липень',
    'Серпень',
    'Вересень',
    'Жовтень',
    'Листопад',
    'Грудень',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
} as const

/** Name of a month as a heading: «Березень», not «березня». @param date `YYYY-MM-DD` in it */
export function monthTitle(date: string, language: Language): string {
  return months[language][Number(date.slice(5, 7)) - 1] ?? ''
}
