import type { Card } from '../card.ts'
import { type Objection, objection } from '../case/refusals.ts'
import { trueFacts } from '../case/writer.ts'
import type { RequiredDocument } from '../information.ts'
import type { Outcome, Stage } from '../stage.ts'
import { factOf, holds } from '../term.ts'
import type { CaseFolder } from './commands.ts'
import type { DocumentCheck } from './dossier.ts'

/** The documents of the information card that this applicant brings, by the facts known so far. */
export function documentsAsked(card: Card, facts: Readonly<Record<string, boolean>>): readonly RequiredDocument[] {
  const known = trueFacts(facts)
  return (card.information?.documents ?? []).filter(({ when }) => holds(when, known))
}

/** Whether the document is there as the card asks: shown where it is shown, attached as it is attached. */
export function isThere(asked: RequiredDocument, check: DocumentCheck | undefined): boolean {
  if (check === undefined) return false
  if (asked.originalShown && !check.shown) return false
  if (asked.attached !== 'none') return check.attached === asked.attached
  return check.shown || check.attached !== 'none'
}

/**
 * What the contents of the folder say against an outcome at the window. The documents are accepted when those are
 * there that are known to be asked for; the application is formed when the form is written and all are there. A
 * refusal, a correction and a step back ask for nothing.
 */
export function missingForIntake(
  card: Card,
  { state, dossier }: CaseFolder,
  stage: Stage,
  outcome: Outcome,
): Objection {
  if (state.status === 'none' || stage.place !== 'window' || outcome.refusal !== undefined || outcome.stay) return null
  const forms = formsApplication(card, outcome)
  if (forms && dossier.applicant === null) return objection('applicant-missing')
  if (!forms && !outcome.marks.includes('documents-accepted')) return null
  // What this stage is only about to say of the applicant cannot be held against the documents yet.
  const open = new Set(
    [...stage.fields, ...outcome.fields].filter(({ kind }) => kind === 'yes-no').map(({ key }) => key),
  )
  const missing = documentsAsked(card, state.facts).find(
    (asked) => !asked.when.some((one) => open.has(factOf(one))) && !isThere(asked, dossier.checks[asked.key]),
  )
  return missing === undefined ? null : objection('document-missing', missing.key)
}

/** The outcome that makes the application; where the card names none, the one that accepts the documents. */
function formsApplication(card: Card, outcome: Outcome): boolean {
  const named = card.stages.some(
    ({ place, outcomes }) => place === 'window' && outcomes.some(({ marks }) => marks.includes('application-created')),
  )
  return outcome.marks.includes(named ? 'application-created' : 'documents-accepted')
}
