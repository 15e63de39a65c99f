import type { Applicant, Text } from '@cherha/shared/workflow'
import { unprintable } from './pdf/fonts.ts'

/** Why a form is not taken: no paper could show what it says. */
export interface Unprintable {
  readonly code: 'unprintable-text'
  readonly message: Text
  /** The characters. */
  readonly what: string
}

/**
 * Refuses a form with characters that no font of the papers has; null: all can be printed. Apart from the rest of this
 * package: it is asked for every form, and loads no PDF.
 */
export function refusedToPrint(applicant: Applicant): Unprintable | null {
  const what = unprintable(textsOf(applicant).join(' ')).join(' ')
  if (what === '') return null
  return {
    code: 'unprintable-text',
    message: {
      uk: `У документах не можна надрукувати: ${what}. Запишіть це слово українськими або латинськими літерами, як у паспортному документі.`,
      en: `Papers cannot show: ${what}. Write the word in Ukrainian or Latin letters, as in the passport document.`,
    },
    what,
  }
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}
