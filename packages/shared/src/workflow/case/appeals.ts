import type { RoleKey } from '../vocabulary.ts'
import { actingAs } from './actor.ts'
import type { AbandonCase, DecideComplaint, FileComplaint, ReassignOfficer } from './commands.ts'
import { cancelOpenStages, endCase, goTo, isAtWindow } from './flow.ts'
import { type Objection, objection } from './refusals.ts'
import type { CaseWriter } from './writer.ts'

const filedBy: readonly RoleKey[] = ['officer', 'decision-maker', 'distributor', 'intake', 'central']
const decidedBy: readonly RoleKey[] = ['central', 'decision-maker']

/** A complaint against a refusal is received. */
export function fileComplaint(writer: CaseWriter, { to, of, documents, actor }: FileComplaint): Objection {
  const { card, state, today } = writer
  const acting = actingAs(card, state, actor, filedBy, writer.context.mapping)
  if (!acting.ok) return objection(acting.code)
  const { appeal } = card
  if (appeal === undefined || !appeal.of.includes(of)) return objection('no-appeal', of)
  if (!state.refusals.some(({ kind, annulled }) => kind === of && !annulled)) return objection('no-appeal', of)
  if (!appeal.to.includes(to)) return objection('appeal-elsewhere', to)
  if (state.complaints.some(({ status }) => status === 'filed')) return objection('complaint-open')
  if (appeal.documentsRequired && documents.length === 0) return objection('documents-missing')
  const complaint = { to, of, filedOn: today, documents, status: 'filed', decidedOn: null } as const
  writer.emit({ type: 'complaint-filed', complaint })
  writer.mark(['complaint-filed'], today)
  return null
}

/**
 * The complaint is decided. A refusal to issue that is annulled goes back to the stage the card names and is decided
 * anew; where the card names none, and for a refusal to hand over, the case stays where it is.
 */
export function decideComplaint(writer: CaseWriter, { result, actor }: DecideComplaint): Objection {
  const { card, state, today } = writer
  const acting = actingAs(card, state, actor, decidedBy, writer.context.mapping)
  if (!acting.ok) return objection(acting.code)
  const complaint = state.complaints.findLast(({ status }) => status === 'filed')
  if (complaint === undefined) return objection('no-complaint')
  writer.emit({ type: 'complaint-decided', result })
  if (result === 'dismissed') return null
  writer.mark(['decision-cancelled'], today)
  const { appeal } = card
  if (appeal?.returnsTo === undefined || complaint.of !== 'issue') return null
  cancelOpenStages(writer)
  writer.emit({ type: 'case-reopened', stage: appeal.returnsTo, basis: appeal.decidedOn })
  writer.setFacts({ refused: false, reopened: true })
  goTo(writer, [appeal.returnsTo])
  return null
}

/** Another officer takes the case over. */
export function reassignOfficer(writer: CaseWriter, { officer, reason, actor }: ReassignOfficer): Objection {
  const { card, state, context } = writer
  const by: RoleKey = card.roles.distributor === undefined ? 'decision-maker' : 'distributor'
  const acting = actingAs(card, state, actor, [by], context.mapping)
  if (!acting.ok) return objection(acting.code)
  if (state.officer === null) return objection('officer-missing')
  if (!actingAs(card, state, officer, ['officer'], context.mapping).ok) return objection('not-an-officer', officer.id)
  if (officer.id === state.officer) return objection('already-assigned', officer.id)
  if (reason.trim() === '') return objection('reason-missing', 'reason')
  writer.emit({ type: 'officer-assigned', officer: officer.id, reason })
  return null
}

/** The applicant leaves before the application is with the service. */
export function abandonCase(writer: CaseWriter, { actor }: AbandonCase): Objection {
  const { card, state } = writer
  const roles: readonly RoleKey[] = [state.entity === null ? 'intake' : 'authorised-entity']
  const acting = actingAs(card, state, actor, roles, writer.context.mapping)
  if (!acting.ok) return objection(acting.code)
  if (!isAtWindow(writer)) return objection('intake-over')
  endCase(writer, 'abandoned')
  return null
}
