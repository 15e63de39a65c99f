import { addDays } from '../../calendar/dates.ts'
import type { Card } from '../card.ts'
import type { Term, Text } from '../term.ts'
import type { RefusalKind } from '../vocabulary.ts'
import { addMonths, addWorkingDays, type WorkingCalendar } from '../working-days.ts'

/** Keyed hashes of who applies: equal hashes are equal values, and nothing can be read from them. */
export interface ApplicantKeys {
  readonly 'document-number': string
  readonly name: string
  readonly 'birth-date': string
}

/** A refusal or cancellation in an earlier case of the same card. */
export interface EarlierDecision {
  readonly kind: RefusalKind | 'cancellation'
  readonly on: string
  readonly applicant: ApplicantKeys
  /** A refusal that a complaint has annulled blocks nothing. */
  readonly annulled?: boolean
}

export type Reapplication =
  | { readonly allowed: true; readonly conditions: readonly Text[] }
  /** `from`: the first day on which the person may apply. */
  | { readonly allowed: false; readonly from: string; readonly reason: Text }

/**
 * Whether the person may apply (again) by the card's rules. The same person is one with the same document, or with
 * the same name and birth date: a new passport does not make another person.
 */
export function mayApplyAgain(
  card: Card,
  applicant: ApplicantKeys,
  earlier: readonly EarlierDecision[],
  today: string,
  calendar: WorkingCalendar,
): Reapplication {
  const conditions: Text[] = []
  let blocked: { from: string; reason: Text } | null = null
  for (const rule of card.reapplication) {
    for (const decision of earlier) {
      if (decision.annulled === true || !rule.after.includes(decision.kind)) continue
      if (!isSame(rule.matchedBy, applicant, decision.applicant)) continue
      const from = rule.notBefore === undefined ? decision.on : firstDay(decision.on, rule.notBefore, calendar)
      if (today < from && (blocked === null || from > blocked.from)) blocked = { from, reason: rule.text }
      if (rule.notBefore === undefined && !conditions.includes(rule.text)) conditions.push(rule.text)
    }
  }
  return blocked === null ? { allowed: true, conditions } : { allowed: false, ...blocked }
}

function isSame(by: readonly (keyof ApplicantKeys)[], one: ApplicantKeys, other: ApplicantKeys): boolean {
  const same = (key: keyof ApplicantKeys) => one[key] === other[key]
  if (by.length === 0 || by.includes('document-number')) {
    if (same('document-number')) return true
  }
  const rest = (by.length === 0 ? (['name', 'birth-date'] as const) : by).filter((key) => key !== 'document-number')
  return rest.length > 0 && rest.every(same)
}

/** The same day a year later, worked or not: a day of rest would make the person wait longer than the law does. */
function firstDay(decided: string, term: Term, calendar: WorkingCalendar): string {
  switch (term.unit) {
    case 'same-visit':
    case 'same-day':
      return decided
    case 'working-days':
      return addWorkingDays(decided, term.amount, calendar)
    case 'calendar-days':
      return addDays(decided, term.amount)
    case 'months':
      return addMonths(decided, term.amount)
    case 'years':
      return addMonths(decided, term.amount * 12)
  }
}
