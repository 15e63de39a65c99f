import type { OutcomeOffer, StageOffer } from '../../protocol/cases/views.ts'
import { addDays } from '../../calendar/dates.ts'
import type { Card } from '../card.ts'
import { mayActIn } from '../case/access.ts'
import { actingAs } from '../case/actor.ts'
import type { CompleteStage } from '../case/commands.ts'
import { checkFields } from '../case/fields.ts'
import { isRecorded, meansOf } from '../case/recording.ts'
import { missingSignature, signaturesFor, signersOf, signingRole } from '../case/signatures.ts'
import type { Fields, RunningCase, StageVisit } from '../case/state.ts'
import { trueFacts } from '../case/writer.ts'
import { type CaseTask, tasksOf } from '../case/views/tasks.ts'
import { dueBefore } from '../deadlines.ts'
import type { Outcome, Stage } from '../stage.ts'
import { holds } from '../term.ts'
import type { EventKey } from '../vocabulary.ts'
import { refusalText } from './blocked.ts'
import type { CaseFolder } from './commands.ts'
import { contactFields } from './contacts.ts'
import { eventTitles } from './event-titles.ts'
import { documentOf, filledIn, groundsOf, isPossible, type Looking, requiredAnswers, tried } from './trial.ts'

interface At extends Looking {
  readonly card: Card
  readonly folder: CaseFolder
  readonly state: RunningCase
  /** How the one who looks writes surname and initials. */
  readonly signsAs: string | null
  /** Grounds the circumstances of the case point at. */
  readonly pointedAt: readonly string[]
}

/** What the actor can do in the case now, stage by stage, the most urgent first. */
export function offersOf(at: At): StageOffer[] {
  const { card, state, actor, context, today } = at
  return tasksOf(card, state, actor, { ...context, today }).flatMap((task) => {
    const stage = card.stages.find(({ key }) => key === task.stage)
    const visit = visitOf(state, task)
    return stage === undefined || visit === undefined ? [] : [stageOffer(at, task, stage, visit)]
  })
}

function visitOf(state: RunningCase, { kind, stage }: CaseTask): StageVisit | undefined {
  return state.visits.findLast((visit) => visit.stage === stage && (kind === 'record' || visit.status === 'open'))
}

function stageOffer(at: At, task: CaseTask, stage: Stage, visit: StageVisit): StageOffer {
  const { state } = at
  const open = visit.status === 'open'
  const acts = open && task.kind === 'stage'
  const outcomes = open ? stage.outcomes.flatMap((outcome) => outcomeOffer(at, stage, visit, outcome, acts)) : []
  return {
    stage: stage.key,
    number: task.number,
    title: task.title,
    does: stage.does,
    kind: task.kind,
    target: task.target,
    limit: task.limit,
    daysLeft: task.daysLeft,
    overdue: task.overdue,
    fields: acts ? stage.fields : [],
    outcomes,
    prefill: acts ? prefill(at, stage) : {},
    inquiries: acts
      ? stage.inquiries
          .filter(({ when }) => holds(when, trueFacts(state.facts)))
          .map(({ key, title, letter, connector }) => ({ key, title, letter, connector }))
      : [],
    plan: acts ? plans(at, stage) : [],
    record: task.kind === 'sign' ? [] : records(at, stage, visit),
  }
}

/** Begun with what is known: earlier answers, the contacts of the form, today's date and who signs. */
function prefill({ state, folder, today, signsAs }: At, stage: Stage): Fields {
  const known: Record<string, string | number | boolean> = {}
  for (const { key } of stage.fields) {
    if (key === 'signature-date') known[key] = today
    if (key === 'signature-name' && signsAs !== null) known[key] = signsAs
  }
  return { ...known, ...contactFields(stage, folder.dossier.applicant), ...state.fields[stage.key] }
}

function outcomeOffer(at: At, stage: Stage, visit: StageVisit, outcome: Outcome, acts: boolean): OutcomeOffer[] {
  const { card, state, actor, context, folder } = at
  if (!isPossible(stage, outcome, trueFacts(state.facts))) return []
  const command = filledIn(card, state, stage, visit, outcome, at)
  const checked = checkFields(stage, outcome, command.fields ?? {}, state.facts)
  const signers = signersOf(outcome, checked.ok ? checked.facts : state.facts)
  const made = signaturesFor(state, visit, outcome.key, documentOf(state, visit, outcome.key) ?? null)
  const staff = signers.filter(({ role }) => role !== undefined)
  const own = signingRole({ card, state, context }, staff, made, actor)
  const mine = own === null ? [] : [{ ...made[0], ...ownSignature(visit, outcome, actor.id, own, at.today) }]
  const waitsForOthers = missingSignature(staff, [...made, ...mine], false) !== null
  const canSign = staff.some(
    ({ role }) => role !== undefined && actingAs(card, state, actor, [role], context.mapping).ok,
  )
  if (!acts && !canSign) return []
  const kind = !acts || (waitsForOthers && own !== null) ? 'sign' : 'complete'
  const refusal = kind === 'complete' ? tried(card, folder, command, context) : notSigned(at, command, acts)
  const electronic = staff.some(({ how }) => how === 'electronic') && stage.place !== 'window'
  const grounds = groundsOf(card, state, stage, visit, outcome)
  const asksDay = kind === 'complete' && (stage.place === 'outside' || marksPlanned(stage, outcome))
  return [
    {
      key: outcome.key,
      title: outcome.title,
      kind,
      fields: kind === 'complete' ? outcome.fields : [],
      grounds: outcome.refusal === undefined || kind === 'sign' ? null : [...grounds],
      written: kind === 'sign' ? null : (outcome.refusal?.written ?? null),
      parties: kind === 'sign' ? [] : outcome.signers.filter(({ party }) => party !== undefined),
      signs: electronic ? (outcome.papers[0] ?? null) : null,
      assignsOfficer: kind === 'complete' && outcome.effects.includes('assign-officer'),
      asksDay,
      earliest: asksDay ? visit.openedOn : null,
      asksStageFields: kind === 'complete' && goesOn(stage, outcome),
      requires: kind === 'sign' ? [] : [...requiredAnswers(stage, outcome)],
      suggestedGrounds: at.pointedAt.filter((key) => grounds.some((ground) => ground.key === key)),
      papers: [...outcome.papers],
      blocked: refusal === null ? null : refusalText(card, refusal, context.mapping),
    },
  ]
}

/** Nobody signs what could not be completed anyway: only the signatures themselves may still be missing. */
function notSigned({ card, folder, context }: At, command: CompleteStage & { readonly at: number }, acts: boolean) {
  const { actor, today, at, version, stage, outcome, document } = command
  const signing = document === undefined ? {} : { document }
  const refusal = tried(card, folder, { type: 'sign', actor, today, at, version, stage, outcome, ...signing }, context)
  const whole = refusal === null && acts ? tried(card, folder, command, context) : null
  return whole === null || whole.code === 'signature-missing' || whole.code === 'document-changed' ? refusal : whole
}

function ownSignature(
  visit: StageVisit,
  outcome: Outcome,
  staff: string,
  role: NonNullable<ReturnType<typeof signingRole>>,
  on: string,
) {
  return { stage: visit.stage, visit: visit.visit, outcome: outcome.key, who: { staff, role }, on, document: null }
}

function marksPlanned(stage: Stage, outcome: Outcome): boolean {
  return stage.deadlines.some(({ direction, from }) => direction === 'before' && outcome.marks.includes(from))
}

/** A refusal, a correction and a step beside the stage do not ask for the stage's fields. */
function goesOn(stage: Stage, outcome: Outcome): boolean {
  return !outcome.stay && outcome.refusal === undefined && !outcome.to.includes(stage.key)
}

/** Days that can be agreed: of each event something has to come before. */
function plans({ card, folder, state, actor, today, context }: At, stage: Stage): StageOffer['plan'] {
  const events = new Set(stage.deadlines.filter(({ direction }) => direction === 'before').map(({ from }) => from))
  return [...events].flatMap((event) => {
    const terms = stage.deadlines.filter(({ direction, from }) => direction === 'before' && from === event)
    let earliest = today
    while (terms.some(({ limit }) => dueBefore(earliest, limit, context.calendar) < today))
      earliest = addDays(earliest, 1)
    const version = state.version
    const command = {
      type: 'plan-event',
      actor,
      today,
      at: 0,
      version,
      stage: stage.key,
      event,
      date: earliest,
    } as const
    return tried(card, folder, command, context) === null ? [{ event, title: eventTitles[event], earliest }] : []
  })
}

/** What can be recorded beside the outcomes, with the means that are still missing. */
function records(
  { card, folder, state, actor, today, context }: At,
  stage: Stage,
  visit: StageVisit,
): StageOffer['record'] {
  if (!mayActIn({ card, state, context }, stage.key, actor).ok) return []
  const events = new Set(stage.deadlines.map(({ until }) => until).filter(isRecorded))
  const takes = (event: EventKey, means?: string): boolean => {
    const how = means === undefined ? {} : { means }
    const command = {
      type: 'record-event',
      actor,
      today,
      at: 0,
      version: state.version,
      stage: stage.key,
      event,
      ...how,
    }
    return tried(card, folder, command as Parameters<typeof tried>[2], context) === null
  }
  return [...events].flatMap((event) => {
    const asked = meansOf(stage, event)
    const means = asked.filter((one) => takes(event, one))
    if (asked.length > 0) return means.length > 0 ? [{ event, title: eventTitles[event], means }] : []
    return visit.status !== 'skipped' && takes(event) ? [{ event, title: eventTitles[event], means: [] }] : []
  })
}
