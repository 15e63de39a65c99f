import { parseNumber } from '@cherha/shared/text'

/** A key as a scanner types it: its place on the keyboard, and what the computer's layout made of it. */
export interface ScannedKey {
  readonly key: string
  readonly code: string
  readonly shift: boolean
}

/** What a ticket's QR says: `CHERHA1|office|date|number|r|code`. `number` is null where its letter did not come through. */
export interface ScannedTicket {
  readonly office: string
  readonly date: string
  readonly number: string | null
  readonly code: string
}

/**
 * Reads what a scanner has typed. It believes that it is an American keyboard, whatever layout the computer has: under a
 * Ukrainian one `C` arrives as «с» and `|` as «/». So the places of the keys are read first by their meaning on the computer, then as
 * on an American keyboard. A Cyrillic letter that neither gives is left open.
 */
export function readScan(keys: readonly ScannedKey[]): ScannedTicket | null {
  const shown = keys.map(({ key }) => key).join('')
  const typed = keys.map(americanOf).join('')
  return readText(shown) ?? readText(typed) ?? readText([...shown].map(fromUkrainian).join(''))
}

/** Whether keys that came so fast were meant as a ticket, or as anything else with a code on it. */
export function looksScanned(keys: readonly ScannedKey[]): boolean {
  return keys.length >= 12
}

const ticketText = /^CHERHA1\|(\d{4})\|(\d{4}-\d{2}-\d{2})\|([^|]{0,8})\|\d+\|([0-9A-HJKMNP-TV-Z]{8})$/i

function readText(text: string): ScannedTicket | null {
  const [, office, date, number, code] = ticketText.exec(text.trim()) ?? []
  if (office === undefined || date === undefined || code === undefined) return null
  return { office, date, number: parseNumber(number ?? '')?.number ?? null, code: code.toUpperCase() }
}

const americanSigns: Readonly<Record<string, readonly [plain: string, shifted: string]>> = {
  Minus: ['-', '_'],
  NumpadSubtract: ['-', '-'],
  Backslash: ['\\', '|'],
  IntlBackslash: ['\\', '|'],
}

function americanOf({ key, code, shift }: ScannedKey): string {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter !== undefined) return letter
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1]
  if (digit !== undefined) return digit
  return americanSigns[code]?.[shift ? 1 : 0] ?? key
}

const ukrainianRow = 'йцукенгшщзфівапролдячсмитьЙЦУКЕНГШЩЗФІВАПРОЛДЯЧСМИТЬ'
const americanRow = 'qwertyuiopasdfghjklzxcvbnmQWERTYUIOPASDFGHJKLZXCVBNM'

/** For a computer that tells no places of keys. */
function fromUkrainian(sign: string): string {
  if (sign === '/') return '|'
  const at = ukrainianRow.indexOf(sign)
  return at < 0 ? sign : (americanRow[at] ?? sign)
}
