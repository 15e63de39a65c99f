import { isDate } from '../../calendar/dates.ts'
import type { Outcome, Stage } from '../stage.ts'
import { holds } from '../term.ts'
import type { RoleKey } from '../vocabulary.ts'
import { mayWorkOn } from './access.ts'
import { actingAs } from './actor.ts'
import type { CompleteStage, SignOutcome } from './commands.ts'
import { checkFields } from './fields.ts'
import { endCase, goTo, openWaiting } from './flow.ts'
import { isShown } from './inquiries.ts'
import { type Objection, objection } from './refusals.ts'
import { missingSignature, signaturesFor, signersOf, signingRole } from './signatures.ts'
import type { CaseSignature, StageVisit } from './state.ts'
import { isOfInquiry, runsBeyondStage } from './terms.ts'
import { type CaseWriter, trueFacts } from './writer.ts'

/** Completes a stage, or goes on with it, by one of its outcomes. */
export function completeStage(writer: CaseWriter, command: CompleteStage): Objection {
  const access = mayWorkOn(writer, command.stage, command.actor)
  if (!access.ok) return access.refusal
  const { stage, visit, role } = access
  const outcome = stage.outcomes.find(({ key }) => key === command.outcome)
  if (outcome === undefined) return objection('unknown-outcome', command.outcome)
  const fields = checkFields(stage, outcome, command.fields ?? {}, writer.state.facts)
  if (!fields.ok) return fields.refusal
  if (!holds(outcome.when, trueFacts(fields.facts))) return objection('outcome-not-offered', outcome.key)
  const doneOn = command.on ?? writer.today
  const signatures = ownSignatures(writer, command, outcome, visit, fields.facts)
  const against =
    checkDay(writer, stage, outcome, visit, doneOn) ??
    checkGrounds(writer, stage, visit, outcome, command.grounds ?? []) ??
    checkOfficer(writer, outcome, command) ??
    checkLoose(writer, stage, visit, outcome) ??
    checkSignatures(writer, command, outcome, visit, fields.facts, signatures)
  if (against !== null) return against
  for (const signature of signatures) writer.emit({ type: 'signed', signature })
  record(writer, command, stage, outcome, role, doneOn, fields.facts)
  return null
}

/** One of several signers signs; the last one completes the stage. */
export function signOutcome(writer: CaseWriter, command: SignOutcome): Objection {
  const { state, card } = writer
  const stage = writer.stage(command.stage)
  if (stage === undefined) return objection('unknown-stage', command.stage)
  const outcome = stage.outcomes.find(({ key }) => key === command.outcome)
  if (outcome === undefined) return objection('unknown-outcome', command.outcome)
  const signers = signersOf(outcome, state.facts)
  const roles = signers.flatMap(({ role }) => (role === undefined ? [] : [role]))
  if (roles.length === 0) return objection('not-a-signer')
  const acting = actingAs(card, state, command.actor, roles, writer.context.mapping)
  if (!acting.ok) return objection(acting.code, command.stage)
  const visit = state.visits.findLast(({ stage: key, status }) => key === command.stage && status === 'open')
  if (visit === undefined) return objection('stage-not-open', command.stage)
  const document = command.document ?? null
  const made = signaturesFor(state, visit, outcome.key, document)
  if (made.some(({ who }) => 'staff' in who && who.staff === command.actor.id)) return objection('already-signed')
  const role = signingRole(writer, signers, made, command.actor)
  if (role === null) return objection('not-a-signer')
  writer.emit({
    type: 'signed',
    signature: signature(writer, visit, outcome, document, { staff: command.actor.id, role }),
  })
  return null
}

/** What an outcome brings once it is really done: its events, and where the case goes. */
export function takeEffect(writer: CaseWriter, outcome: Outcome, date: string): void {
  writer.mark(outcome.marks, date)
  if (outcome.end === undefined) goTo(writer, outcome.to)
  else endCase(writer, outcome.end)
}

function record(
  writer: CaseWriter,
  command: CompleteStage,
  stage: Stage,
  outcome: Outcome,
  role: RoleKey,
  doneOn: string,
  facts: Readonly<Record<string, boolean>>,
): void {
  const waits = stage.awaits !== undefined && command.connected === false && !outcome.stay
  writer.emit({
    type: 'outcome-recorded',
    stage: stage.key,
    outcome: outcome.key,
    role,
    result: outcome.stay ? 'stays' : waits ? 'awaiting' : 'done',
    awaits: waits ? (stage.awaits ?? null) : null,
    doneOn,
    fields: command.fields ?? {},
  })
  writer.setFacts({ ...facts, ...Object.fromEntries(outcome.sets.map((fact) => [fact, true])) })
  if (outcome.refusal !== undefined) {
    const { kind, written } = outcome.refusal
    const inWriting = written === 'always' || command.written === true
    writer.emit({ type: 'refused', kind, stage: stage.key, grounds: command.grounds ?? [], written: inWriting })
  }
  if (outcome.effects.includes('assign-officer') && command.officer !== undefined)
    writer.emit({ type: 'officer-assigned', officer: command.officer.id, reason: null })
  if (!waits) takeEffect(writer, outcome, doneOn)
  // At the window the work goes on by hand; what is registered later opens the way out of it.
  else if (stage.place === 'window' && outcome.end === undefined) goTo(writer, outcome.to)
  else openWaiting(writer)
}

/** The day may be given only for what others do, or what a notice had to come before. */
function checkDay({ today }: CaseWriter, stage: Stage, outcome: Outcome, visit: StageVisit, doneOn: string): Objection {
  if (doneOn === today) return null
  const elsewhere = stage.place === 'outside' || beforeTerms(stage, outcome).length > 0
  return elsewhere && isDate(doneOn) && doneOn >= visit.openedOn && doneOn < today ? null : objection('bad-date', 'on')
}

function beforeTerms(stage: Stage, outcome: Outcome): Stage['deadlines'] {
  return stage.deadlines.filter(({ direction, from }) => direction === 'before' && outcome.marks.includes(from))
}

function checkGrounds(
  writer: CaseWriter,
  stage: Stage,
  visit: StageVisit,
  outcome: Outcome,
  grounds: readonly string[],
): Objection {
  if (outcome.refusal === undefined) return grounds[0] === undefined ? null : objection('unknown-ground', grounds[0])
  const list = writer.card.grounds[outcome.refusal.grounds] ?? []
  if (grounds.length === 0) return objection('ground-missing')
  const unknown = grounds.find((ground) => !list.some(({ key }) => key === ground))
  if (unknown !== undefined) return objection('unknown-ground', unknown)
  const unproved = grounds.find((ground) => !isShown(writer.state, stage, visit, ground))
  return unproved === undefined ? null : objection('ground-not-shown', unproved)
}

function checkOfficer(writer: CaseWriter, outcome: Outcome, { officer }: CompleteStage): Objection {
  if (!outcome.effects.includes('assign-officer')) return null
  if (officer === undefined) return objection('officer-missing')
  const { card, state, context } = writer
  return actingAs(card, state, officer, ['officer'], context.mapping).ok
    ? null
    : objection('not-an-officer', officer.id)
}

/** A stage is not left with inquiries in the air, or without what its terms ask for beside its outcome. */
function checkLoose(writer: CaseWriter, stage: Stage, visit: StageVisit, outcome: Outcome): Objection {
  if (outcome.stay || outcome.refusal !== undefined) return null
  const { inquiries, deadlines, marks } = writer.state
  const open = inquiries.find(({ stage: key, letter, status }) => key === stage.key && letter && status === 'sent')
  if (open !== undefined) return objection('inquiries-open', open.id)
  const told = beforeTerms(stage, outcome).find(({ until }) => (marks[until] ?? '') < visit.openedOn)
  if (told !== undefined) return objection('event-missing', told.until)
  const owed = deadlines.find(({ kind, status, stage: key, visit: n, index, until }) => {
    const term = stage.deadlines[index]
    if (kind !== 'term' || status !== 'running' || key !== stage.key || n !== visit.visit) return false
    if (term === undefined || outcome.marks.includes(until)) return false
    return until === 'inquiry-sent' || (runsBeyondStage(term) && !isOfInquiry(term))
  })
  return owed === undefined ? null : objection('event-missing', owed.until)
}

/** Whoever completes the stage signs by it; parties sign on paper before their eyes. */
function ownSignatures(
  writer: CaseWriter,
  command: CompleteStage,
  outcome: Outcome,
  visit: StageVisit,
  facts: Readonly<Record<string, boolean>>,
): CaseSignature[] {
  const signers = signersOf(outcome, facts)
  const document = command.document ?? null
  const made = signaturesFor(writer.state, visit, outcome.key, document)
  const role = signingRole(writer, signers, made, command.actor)
  const parties = signers.flatMap(({ party }) =>
    party !== undefined && command.parties?.includes(party) ? [party] : [],
  )
  return [
    ...(role === null ? [] : [signature(writer, visit, outcome, document, { staff: command.actor.id, role })]),
    ...parties.map((party) => signature(writer, visit, outcome, document, { party })),
  ]
}

function checkSignatures(
  writer: CaseWriter,
  command: CompleteStage,
  outcome: Outcome,
  visit: StageVisit,
  facts: Readonly<Record<string, boolean>>,
  own: readonly CaseSignature[],
): Objection {
  const signers = signersOf(outcome, facts)
  const stranger = command.parties?.find((given) => !signers.some(({ party }) => party === given))
  if (stranger !== undefined) return objection('not-a-signer', stranger)
  const made = signaturesFor(writer.state, visit, outcome.key, command.document ?? null)
  const others = writer.state.signatures.some(
    (one) =>
      one.stage === visit.stage && one.visit === visit.visit && one.outcome === outcome.key && !made.includes(one),
  )
  return missingSignature(signers, [...made, ...own], others)
}

function signature(
  { today }: CaseWriter,
  { stage, visit }: StageVisit,
  outcome: Outcome,
  document: string | null,
  who: CaseSignature['who'],
): CaseSignature {
  return { stage, visit, outcome: outcome.key, who, on: today, document }
}
