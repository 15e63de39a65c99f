import type { Language } from '@cherha/shared/protocol'
import { formatDate, formatTime, officeDate } from '@cherha/ui'
import type { TranslateConsole } from '../texts/texts.ts'

/** Moments of pages that belong to no office. */
export const homeZone = 'Europe/Kyiv'

/** How long something took or is ago: the two largest units. @param seconds 0 or more */
export function ageText(seconds: number, t: TranslateConsole): string {
  const whole = Math.max(0, Math.floor(seconds))
  if (whole < 90) return t('age.seconds', { count: whole })
  const minutes = Math.floor(whole / 60)
  if (minutes < 60) return t('age.minutes', { count: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return t('age.hours', { hours, minutes: minutes % 60 })
  return t('age.days', { days: Math.floor(hours / 24), hours: hours % 24 })
}

/** «5 хв тому»; «щойно» within ten seconds. */
export function agoText(seconds: number, t: TranslateConsole): string {
  return seconds < 10 ? t('age.now') : t('age.ago', { age: ageText(seconds, t) })
}

/** Date and time in a table: the time alone when it was today. @param instant RFC 3339 or ms */
export function momentText(instant: string | number, now: number, zone: string = homeZone): string {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant)
  const time = formatTime(ms, zone)
  const date = officeDate(ms, zone)
  return date === officeDate(now, zone) ? time : `${formatDate(date, 'uk', 'numeric')}, ${time}`
}

/** Date and time to the second, for the journal. */
export function exactMoment(instant: string, zone: string = homeZone): string {
  const ms = Date.parse(instant)
  const seconds = String(new Date(ms).getUTCSeconds()).padStart(2, '0')
  return `${formatDate(officeDate(ms, zone), 'uk', 'numeric')} ${formatTime(ms, zone)}:${seconds}`
}

/** A whole number with its thousands apart. */
export function numberText(value: number, language: Language): string {
  return value.toLocaleString(language === 'uk' ? 'uk-UA' : 'en-GB')
}

/** A share in whole per cent. @param share 0…1 */
export function shareText(share: number, language: Language): string {
  const percent = Math.round(share * 100)
  return language === 'uk' ? `${percent}\u00a0%` : `${percent}%`
}

/** Minutes and seconds: «7:05». @param seconds 0 or more */
export function minutesText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
