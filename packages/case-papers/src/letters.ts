import type { Applicant } from '@cherha/shared/workflow'
import { unprintable } from './pdf/fonts.ts'

/**
 * The characters in what a form says of the applicant that no paper can show. Apart from the rest of this package: it
 * is asked for every form, and loads no PDF.
 */
export function unprintableOf(applicant: Applicant): readonly string[] {
  return unprintable(textsOf(applicant).join(' '))
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}
