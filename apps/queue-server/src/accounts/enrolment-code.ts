import { createHash } from 'node:crypto'
import { newLetters, readLetters } from './crockford.ts'

/** How long an enrolment code is good. */
export const enrolmentCodeMs = 15 * 60_000

/** A code somebody types into a new hub: 50 random bits, `7K2QX-9D4HM`. */
export function newEnrolmentCode(): { code: string; hash: string } {
  const code = newLetters(2, 5)
  return { code, hash: hashEnrolmentCode(code) }
}

/** What is kept of a code. SHA-256 alone: it is random, lives 15 minutes, and guesses are counted. */
export function hashEnrolmentCode(typed: string): string {
  return createHash('sha256').update(readLetters(typed)).digest('hex')
}
