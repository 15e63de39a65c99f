import { parseNumber } from '@cherha/shared/text'

/** A ticket number as it is typed: capital Cyrillic letter, hyphen before the digits, at most four of them (N6). */
export function shapeNumber(text: string): string {
  const typed = text.replace(/[^\p{L}\d]/gu, '').toUpperCase()
  const letter = /^\p{L}/u.exec(typed)?.[0]
  if (letter === undefined) return ''
  const digits = typed.replace(/\D/g, '').slice(0, 4)
  if (digits === '') return letter
  return `${parseNumber(`${letter}1`)?.letter ?? letter}-${digits}`
}

/** A check-in code as it is typed: eight characters in two groups; the letters Crockford's alphabet lacks become digits. */
export function shapeCode(text: string): string {
  const code = text
    .toUpperCase()
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
    .replace(/[^0-9A-HJKMNP-TV-Z]/g, '')
    .slice(0, 8)
  return code.length > 4 ? `${code.slice(0, 4)}-${code.slice(4)}` : code
}

/** A date as it is typed: day, dot, month. */
export function shapeDate(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 4)
  return digits.length > 2 ? `${digits.slice(0, 2)}.${digits.slice(2)}` : digits
}

/** A whole date as it is typed: day, dot, month, dot, year. */
export function shapeFullDate(text: string): string {
  const digits = text.replace(/\D/g, '').slice(0, 8)
  return [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)].filter(Boolean).join('.')
}

/** A time as it is typed: hours, colon, minutes; nine o'clock may be begun with its 9. */
export function shapeTime(text: string): string {
  const typed = text.replace(/\D/g, '')
  const digits = (/^[3-9]/.test(typed) ? `0${typed}` : typed).slice(0, 4)
  return digits.length > 2 ? `${digits.slice(0, 2)}:${digits.slice(2)}` : digits
}

/** The last digits of a document's number as they are typed. */
export function shapeDigits(text: string): string {
  return text.replace(/\D/g, '').slice(0, 4)
}

/** A phone number as it is typed, in groups: 067 123 45 67, +380 67 123 45 67; a foreign one stays in one piece. */
export function shapePhone(text: string): string {
  const plus = text.trimStart().startsWith('+') ? '+' : ''
  const digits = text.replace(/\D/g, '').slice(0, plus ? 15 : 12)
  if (plus === '' && digits.startsWith('0')) return grouped(digits.slice(0, 10), [3, 3, 2, 2])
  if (digits.startsWith('380')) return plus + grouped(digits.slice(0, 12), [3, 2, 3, 2, 2])
  return plus + digits
}

function grouped(digits: string, sizes: readonly number[]): string {
  const groups: string[] = []
  let from = 0
  for (const size of sizes) {
    if (from < digits.length) groups.push(digits.slice(from, from + size))
    from += size
  }
  return groups.join(' ')
}

/** `DD.MM` of a date. @param date `YYYY-MM-DD` */
export function dayMonthOf(date: string): string {
  return `${date.slice(8)}.${date.slice(5, 7)}`
}

/**
 * The date a `DD.MM` on a ticket means: the next such day, today included; null when there is none.
 * Both dates `YYYY-MM-DD`.
 */
export function dateOfDayMonth(dayMonth: string, today: string): string | null {
  const match = /^(\d{2})\.(\d{2})$/.exec(dayMonth)
  if (match === null) return null
  const year = Number(today.slice(0, 4))
  for (const candidate of [year, year + 1]) {
    const date = `${candidate}-${match[2]}-${match[1]}`
    const real = new Date(`${date}T00:00:00Z`)
    if (!Number.isNaN(real.getTime()) && real.toISOString().startsWith(date) && date >= today) return date
  }
  return null
}
