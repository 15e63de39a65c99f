import type { CaseReport } from '@cherha/shared/protocol'
import type { TranslateConsole } from '../texts/texts.ts'

export type Term = NonNullable<CaseReport['stages'][number]['limit']>

/** A term of a card in words: «10 робочих днів», «під час прийому». */
export function termText(term: Term, t: TranslateConsole): string {
  const { unit } = term
  if (unit === 'same-visit' || unit === 'same-day') return t(`term.${unit}`)
  return t(`term.${unit}`, { count: term.amount })
}

/** The working days of a term, to be drawn beside others; null where it is counted in anything else. */
export function workingDaysOf(term: Term | null): number | null {
  if (term === null) return null
  if (term.unit === 'same-visit' || term.unit === 'same-day') return 0
  return term.unit === 'working-days' ? term.amount : null
}
