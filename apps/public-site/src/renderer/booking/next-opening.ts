import type { BookingDays, Language } from '@cherha/shared/protocol'
import { addDays, formatDate, formatTime, officeDate } from '@cherha/ui'
import type { Words } from '../texts/texts.ts'

/** «Завтра о 00:00 відкриється 20 березня.» @param zone of the office @param now ms since 1970 */
export function nextOpening(
  next: NonNullable<BookingDays['next']>,
  zone: string,
  language: Language,
  now: number,
  say: Words['t'],
): string {
  const at = Date.parse(next.at)
  const time = formatTime(at, zone)
  const day = officeDate(at, zone)
  const today = officeDate(now, zone)
  const when =
    day === today
      ? say('time.next.today', { time })
      : day === addDays(today, 1)
        ? say('time.next.tomorrow', { time })
        : say('time.next.later', { date: formatDate(day, language, 'day-month'), time })
  return say('time.next', { at: when, date: formatDate(next.date, language, 'day-month') })
}
