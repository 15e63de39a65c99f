import type { BookingView, Language } from '@cherha/shared/protocol'
import { textOf } from '../texts/texts.ts'

/**
 * The booking as a calendar file (RFC 5545): UTC, one id for all copies of it, lines of at most 75 octets that end in
 * CRLF. The check-in code is not in it: calendars are shared. @param now ms since 1970
 */
export function calendarFile(booking: BookingView, language: Language, now: number): string {
  const { office, service, number } = booking
  const start = Date.parse(booking.at)
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Cherha//Booking//UK',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${booking.id}@cherha`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(start)}`,
    `DTEND:${utc(start + service.minutes * 60_000)}`,
    `SUMMARY:${escaped(textOf(language, 'ics.summary', { number, service: service.title[language] }))}`,
    `LOCATION:${escaped(`${office.name[language]}, ${office.address[language]}`)}`,
    `DESCRIPTION:${escaped(textOf(language, 'ics.description'))}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT2H',
    `DESCRIPTION:${escaped(textOf(language, 'ics.summary', { number, service: service.title[language] }))}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function utc(instant: number): string {
  return new Date(instant).toISOString().replaceAll(/[-:]|\.\d+/g, '')
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r\n|[\r\n]/g, '\\n')
}

/** Long lines go on in the next one after a space; a letter is never cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  let folded = ''
  let length = 0
  for (const letter of line) {
    const bytes = encoder.encode(letter).length
    if (length + bytes > 75) {
      folded += '\r\n '
      length = 1
    }
    folded += letter
    length += bytes
  }
  return folded
}
