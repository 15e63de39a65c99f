import { withPlainHyphens } from './characters.ts'

/** Letters a service may have (N1). Left out: З О І Ч Б В, which are read as digits, and П, which is priority. */
export const serviceLetters = ['А', 'К', 'Р', 'У', 'М', 'Ш', 'Т', 'Ф', 'Я', 'Л', 'Д', 'Г', 'С', 'Н', 'Х'] as const

/** Letter of the priority series (N5). */
export const priorityLetter = 'П'

const letters: readonly string[] = [...serviceLetters, priorityLetter]

/** Latin capitals that look exactly like a Cyrillic ticket letter (N6). Ш Ф Я Л Д Г П have no such twin. */
const cyrillicTwin: Readonly<Record<string, string>> = {
  A: 'А',
  K: 'К',
  P: 'Р',
  Y: 'У',
  M: 'М',
  T: 'Т',
  C: 'С',
  H: 'Н',
  X: 'Х',
}

/** The highest number of the last block of added places, b999 with b = 9 (N4). */
const highestNumber = 9999

/**
 * A ticket number as it is printed, shown and spoken: Cyrillic capital, hyphen, at least three digits (N6).
 * RangeError for a letter that no ticket has, or a number outside 1…9999.
 */
export function formatNumber(letter: string, n: number): string {
  if (!letters.includes(letter)) throw new RangeError(`not a ticket letter: ${JSON.stringify(letter)}`)
  if (!Number.isInteger(n) || n < 1 || n > highestNumber) throw new RangeError(`not a ticket number: ${n}`)
  return `${letter}-${String(n).padStart(3, '0')}`
}

const written = new RegExp(`^[${letters.join('')}]-(?!000)(\\d{3}|[1-9]\\d{3})$`)

/** Whether a text is a ticket number exactly as `formatNumber` writes it (N6). */
export function isTicketNumber(text: string): boolean {
  return written.test(text)
}

export interface ParsedNumber {
  readonly letter: string
  readonly n: number
  /** As N6 writes it. */
  readonly number: string
}

/**
 * Reads a ticket number as people type it: Latin look-alikes, lower case, any dash or none, spaces,
 * leading zeros left out (N6). null when it cannot be one.
 */
export function parseNumber(input: string): ParsedNumber | null {
  const [, typed = '', digits] = /^(\p{L})-?(\d{1,4})$/u.exec(withPlainHyphens(input).replace(/\s/g, '')) ?? []
  const capital = typed.toUpperCase()
  const letter = cyrillicTwin[capital] ?? capital
  const n = Number(digits)
  if (!letters.includes(letter) || n === 0) return null
  return { letter, n, number: formatNumber(letter, n) }
}

/** What names one ticket in the whole country (N7). */
export interface TicketIdentity {
  /** Code of the office, four digits. */
  readonly office: string
  readonly date: string
  readonly number: string
}

/** The identity of a ticket as one text, `office|date|number`: no two tickets have the same (N7). */
export function ticketIdentityText({ office, date, number }: TicketIdentity): string {
  return `${office}|${date}|${number}`
}

export interface LetterProblem {
  readonly service: string
  readonly letter: string
  readonly problem: 'not-allowed' | 'repeated'
}

/** The first service whose letter rule N1 refuses, null when all may stay. */
export function letterProblem(
  services: readonly { readonly id: string; readonly letter: string }[],
): LetterProblem | null {
  const taken = new Set<string>()
  for (const { id, letter } of services) {
    if (!(serviceLetters as readonly string[]).includes(letter)) return { service: id, letter, problem: 'not-allowed' }
    if (taken.has(letter)) return { service: id, letter, problem: 'repeated' }
    taken.add(letter)
  }
  return null
}
