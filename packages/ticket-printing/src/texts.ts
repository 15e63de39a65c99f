import { monthNames, weekdayNames } from '@cherha/shared/text'
import type { TicketModel } from './ticket.ts'

/** The fixed words of a ticket. Everything else comes with the model. */
export interface Words {
  readonly yourNumber: string
  readonly person: string
  readonly service: string
  readonly copy: string
  /** The 2-minute rule in one sentence (document 000 II.13). */
  readonly noShow: (minutes: number) => string
  readonly issued: (date: string, time: string) => string
  /** `YYYY-MM-DD` → day and month, weekday with the mark after it, year. Throws a RangeError on another text. */
  readonly date: (date: string) => { readonly day: string; readonly weekday: string; readonly year: string }
}

const uk: Words = {
  yourNumber: 'Ваш номер',
  person: 'Хто отримає послугу',
  service: 'Послуга',
  copy: 'Копія',
  noShow: (minutes) =>
    `Підійдіть протягом ${minutes}\u00a0${minutes % 10 === 1 && minutes % 100 !== 11 ? 'хвилини' : 'хвилин'} після запрошення, інакше талон скасується назавжди.`,
  issued: (date, time) => `Видано ${figures(date)} о\u00a0${time}`,
  date: (date) => {
    const { day, month, year, weekday } = parseDate(date)
    return {
      day: `${day}\u00a0${monthNames.uk[month]}`,
      weekday: `${weekdayNames.uk[weekday]},`,
      year: `${year}\u00a0р.`,
    }
  },
}

const en: Words = {
  yourNumber: 'Your number',
  person: 'Who will receive the service',
  service: 'Service',
  copy: 'Copy',
  noShow: (minutes) =>
    `Come within ${minutes}\u00a0${minutes === 1 ? 'minute' : 'minutes'} of being called, or the ticket is cancelled for good.`,
  issued: (date, time) => `Issued ${figures(date)} at\u00a0${time}`,
  date: (date) => {
    const { day, month, year, weekday } = parseDate(date)
    return { day: `${day}\u00a0${monthNames.en[month]}`, weekday: `${weekdayNames.en[weekday]},`, year: `${year}` }
  },
}

export const words: Readonly<Record<TicketModel['language'], Words>> = { uk, en }

/** `2026-03-05` → `05.03.2026`. */
function figures(date: string): string {
  return date.split('-').reverse().join('.')
}

/** Month from 0, weekday from 0 = Monday. Calendar arithmetic only: no time zone is involved. */
function parseDate(date: string): { day: number; month: number; year: number; weekday: number } {
  const at = /^\d{4}-\d\d-\d\d$/.test(date) ? new Date(`${date}T00:00:00Z`) : new Date(Number.NaN)
  if (Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== date) throw new RangeError(`Not a date: ${date}`)
  return { day: at.getUTCDate(), month: at.getUTCMonth(), year: at.getUTCFullYear(), weekday: (at.getUTCDay() + 6) % 7 }
}
