import type { BookingRefusalCode } from '../protocol/index.ts'
import { mobileRangeOf } from './operators.ts'

/** What a library that knows the numbering plans of the world says of a number. */
export interface PhoneFacts {
  /** ISO 3166, or null: not known. */
  readonly country: string | null
  /** `+` and digits. */
  readonly e164: string
  readonly kind: 'mobile' | 'fixed' | 'voip' | 'service' | 'unknown'
}

export type PhoneProblem = Extract<BookingRefusalCode, `phone-${string}`>

export type CheckedPhone =
  | {
      readonly ok: true
      /** `+380XXXXXXXXX`. */
      readonly phone: string
      readonly operator: string
    }
  | { readonly ok: false; readonly code: PhoneProblem }

/** What people put between the digits. */
const separators = /[\s().\-‐‑‒–—/]/gu
const ukraine = '+380'
const nationalDigits = 9

/** How what was typed can be read as a number; null: it cannot. The old `8 0…` is one, too. */
export function phoneDigits(typed: string): string | null {
  const plain = typed.normalize('NFKC').replaceAll(separators, '')
  if (!/^\+?\d+$/.test(plain)) return null
  if (/^80\d{9}$/.test(plain)) return `+3${plain}`
  if (/^380\d*$/.test(plain)) return `+${plain}`
  if (/^00[1-9]\d*$/.test(plain)) return `+${plain.slice(2)}`
  if (/^0\d*$/.test(plain)) return `${ukraine}${plain.slice(1)}`
  if (plain.startsWith('+')) return plain
  return plain.length === nationalDigits ? `${ukraine}${plain}` : null
}

/** Of a number of Ukraine: whether digits are missing or are too many. */
export function lengthProblem(digits: string): PhoneProblem | null {
  if (!digits.startsWith(ukraine)) return null
  const length = digits.length - ukraine.length
  if (length === nationalDigits) return null
  return length < nationalDigits ? 'phone-too-short' : 'phone-too-long'
}

/** Rule B17 of a number that has been read; each wrong kind has its own code. */
export function judgePhone({ country, e164, kind }: PhoneFacts): CheckedPhone {
  if (country !== 'UA' || !e164.startsWith(ukraine)) return { ok: false, code: 'phone-foreign' }
  const range = mobileRangeOf(e164.slice(ukraine.length))
  if (range?.national === false) return { ok: false, code: 'phone-not-national' }
  switch (kind) {
    case 'fixed':
      return { ok: false, code: 'phone-fixed' }
    case 'voip':
      return { ok: false, code: 'phone-voip' }
    case 'service':
      return { ok: false, code: 'phone-not-mobile' }
    case 'unknown':
    case 'mobile':
      return range === null
        ? { ok: false, code: 'phone-unknown-range' }
        : { ok: true, phone: e164, operator: range.operator }
  }
}
