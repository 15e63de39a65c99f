import type { BookedPerson } from '@cherha/shared/protocol'
import { readDigits } from '../status/case-number.ts'

/** What was typed at the fourth question. Nowhere but in the page. */
export interface TypedPerson {
  readonly who: 'self' | 'child'
  readonly documentDigits: string
  readonly guardianDigits: string
}

export type PersonField = 'documentDigits' | 'guardianDigits'

/** The person, or the first field that is not four digits. */
export function readPerson(typed: TypedPerson): BookedPerson | { readonly wrong: PersonField } {
  const documentDigits = readDigits(typed.documentDigits)
  if (documentDigits === null) return { wrong: 'documentDigits' }
  if (typed.who === 'self') return { who: 'self', documentDigits }
  const guardianDigits = readDigits(typed.guardianDigits)
  return guardianDigits === null ? { wrong: 'guardianDigits' } : { who: 'child', documentDigits, guardianDigits }
}
