import { monthNames } from '@cherha/shared/text'
import type { PaperLanguage } from '../model.ts'

/** «22 листопада 2026 року», “22 November 2026”, of a `YYYY-MM-DD`. What is no such date stays as it is. */
export function longDate(date: string, language: PaperLanguage = 'uk'): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date)
  const month = monthNames[language][Number(found?.[2]) - 1]
  if (found === null || month === undefined) return date
  return `${Number(found[3])} ${month} ${Number(found[1])}${language === 'uk' ? ' року' : ''}`
}

/** The same with the hour, of a `YYYY-MM-DDTHH:MM`: «22 листопада 2026 року о 10:30». */
export function longMoment(moment: string, language: PaperLanguage = 'uk'): string {
  const [date = '', time] = moment.split('T')
  if (time === undefined) return longDate(date, language)
  return `${longDate(date, language)}${language === 'uk' ? ' о ' : ' at '}${time.slice(0, 5)}`
}

/** «22.11.2026», for tables. */
export function shortDate(date: string): string {
  const found = /^(\d{4})-(\d{2})-(\d{2})/.exec(date)
  return found === null ? date : `${found[3]}.${found[2]}.${found[1]}`
}
