import { withPlainHyphens } from './characters.ts'

/**
 * A guardian's phone number (document 000 III.1) in international form, `+380XXXXXXXXX` for a Ukrainian one typed as
 * 0XXXXXXXXX, 380XXXXXXXXX or +380XXXXXXXXX; a foreign number needs its + and has 8–15 digits.
 * Spaces, dashes and parentheses do not count. null when it cannot be a phone number.
 */
export function normalisePhone(input: string): string | null {
  const typed = withPlainHyphens(input).replace(/[\p{Zs}()-]/gu, '')
  // Area and operator codes of Ukraine begin with 3 to 9.
  const ukrainian = /^(?:0|\+?380)([3-9]\d{8})$/.exec(typed)
  if (ukrainian) return `+380${ukrainian[1]}`
  return /^\+(?!380)[1-9]\d{7,14}$/.test(typed) ? typed : null
}
