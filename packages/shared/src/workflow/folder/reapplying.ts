import type { CaseAlert } from '../../protocol/cases/views.ts'
import type { Card } from '../card.ts'
import { type ApplicantKeys, type EarlierDecision, mayApplyAgain, type Reapplication } from '../case/reapplication.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import type { RunningCase } from '../case/state.ts'
import type { WorkingCalendar } from '../working-days.ts'
import type { Applicant } from './applicant.ts'
import type { CaseFolder } from './commands.ts'
import { dayText, joined, say } from './words.ts'

/** An earlier decision on the same person, with the case it was made in. */
export interface EarlierCase extends EarlierDecision {
  readonly case: string
}

/**
 * Whether the applicant may apply (again) on the day, by the card's rules: what the server asks at the hand-over, with
 * the keyed hashes of earlier applicants. Nobody's name is needed.
 */
export function reapplicationOf(
  card: Card,
  keys: ApplicantKeys,
  earlier: readonly EarlierDecision[],
  day: string,
  calendar: WorkingCalendar,
): Reapplication {
  return mayApplyAgain(card, keys, earlier, day, calendar)
}

/** What the keyed hashes of an applicant are made of: the same for every spelling of the same person. */
export function applicantKeyTexts({ document, surname, givenName, patronymic, birthDate }: Applicant): ApplicantKeys {
  const fold = (text: string): string =>
    text
      .normalize('NFKC')
      .toUpperCase()
      .replace(/[\s\-'’ʼ`´]+/gu, ' ')
      .trim()
  return {
    'document-number': fold(document.number).replaceAll(' ', ''),
    name: [surname, givenName, patronymic ?? ''].map(fold).join('|'),
    'birth-date': birthDate,
  }
}

/** Decisions of a case that later applications of the same person are measured by. */
export function decisionsOf({ state }: CaseFolder, applicant: ApplicantKeys): EarlierCase[] {
  if (state.status === 'none') return []
  const refusals = state.refusals.map(
    ({ kind, on, annulled }): EarlierCase => ({ case: state.id, kind, on, applicant, annulled }),
  )
  const withdrawn = state.marks['card-withdrawn']
  return withdrawn === undefined
    ? refusals
    : [...refusals, { case: state.id, kind: 'cancellation', on: withdrawn, applicant }]
}

/**
 * The refusal of a hand-over: only where the card's rule names a first day and the application is only being accepted.
 * An intake that ended without an application hands nothing in and is not refused.
 */
export function tooSoon(state: RunningCase, found: Reapplication): (CaseRefusal & { readonly what: string }) | null {
  if (found.allowed || state.status === 'ended') return null
  return { code: 'applied-too-soon', what: found.from }
}

/** What an earlier refusal means for this case, as a line above it; null: nothing. */
export function reapplicationAlert(found: Reapplication, today: string): CaseAlert | null {
  if (!found.allowed) {
    const day = dayText(found.from, today)
    return {
      level: 'warning',
      text: say(
        `Цій особі вже відмовляли: подати знову можна з ${day.uk}.`,
        `This person was refused before: applying again is possible from ${day.en}.`,
      ),
      detail: found.reason,
    }
  }
  if (found.conditions.length === 0) return null
  return {
    level: 'warning',
    text: say('Цій особі вже відмовляли за цією послугою.', 'This person was refused this service before.'),
    detail: joined(found.conditions, '; '),
  }
}

/** Grounds of refusal that applying too early points at. */
export function groundsOfReapplying(card: Card, found: Reapplication | null): string[] {
  if (found === null || found.allowed) return []
  return card.reapplication.flatMap(({ notBefore, ground }) => (notBefore === undefined ? [] : (ground ?? [])))
}
