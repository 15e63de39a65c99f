import { isDate } from '../../calendar/dates.ts'
import { dueBefore } from '../deadlines.ts'
import type { Stage } from '../stage.ts'
import { holds } from '../term.ts'
import { type EventKey, outsideEvents } from '../vocabulary.ts'
import { mayActIn, mayWorkOn } from './access.ts'
import type { ConfirmAwaited, NoticeSent, PlanEvent, RecordEvent } from './commands.ts'
import { takeEffect } from './complete.ts'
import { goTo, openWaiting } from './flow.ts'
import { type Objection, objection } from './refusals.ts'
import { lastVisit, type StageVisit } from './state.ts'
import { type CaseWriter, trueFacts } from './writer.ts'

/** Agrees on the day of a visit; what has to be told before it has to be told anew. */
export function planEvent(writer: CaseWriter, { stage: key, event, date, actor }: PlanEvent): Objection {
  const access = mayWorkOn(writer, key, actor)
  if (!access.ok) return access.refusal
  const terms = access.stage.deadlines.filter(({ direction, from }) => direction === 'before' && from === event)
  if (terms.length === 0) return objection('unknown-event', event)
  const { today, context } = writer
  if (!isDate(date) || date < today) return objection('bad-date', 'date')
  if (terms.some(({ limit }) => dueBefore(date, limit, context.calendar) < today))
    return objection('notice-too-late', date)
  writer.emit({ type: 'event-planned', stage: key, event, date, clears: terms.map(({ until }) => until) })
  return null
}

/** Writes down what a term waits for beside the stage's outcomes, also after the case has ended. */
export function recordEvent(writer: CaseWriter, command: RecordEvent): Objection {
  const access = mayActIn(writer, command.stage, command.actor)
  return access.ok ? record(writer, access.stage, command) : access.refusal
}

/** The same for a notice that went out by itself. */
export function noticeSent(writer: CaseWriter, command: NoticeSent): Objection {
  const stage = writer.stage(command.stage)
  return stage === undefined ? objection('unknown-stage', command.stage) : record(writer, stage, command)
}

function record(
  writer: CaseWriter,
  stage: Stage,
  command: Pick<RecordEvent, 'stage' | 'event' | 'means' | 'on'>,
): Objection {
  const { stage: key, event, means } = command
  const facts = trueFacts(writer.state.facts)
  const terms = stage.deadlines.filter(({ until, when }) => until === event && holds(when, facts))
  if (terms.length === 0 || !isRecorded(event)) return objection('unknown-event', event)
  const visit = visitFor(writer, key, event)
  if (visit === null)
    return objection(writer.state.marks[event] === undefined ? 'stage-not-open' : 'event-recorded', event)
  const date = command.on ?? writer.today
  if (!isDate(date) || date > writer.today || date < visit.openedOn) return objection('bad-date', 'on')
  const asked = meansOf(stage, event)
  if (asked.length > 0 && !asked.includes(means ?? '')) return objection('field-missing', 'means')
  if (asked.length > 0 && terms.every(({ from }) => writer.state.planned[from] === undefined))
    return objection('event-missing', terms[0]?.from)
  const given = new Set(
    writer.state.notices
      .filter((n) => n.stage === key && n.visit === visit.visit && n.event === event)
      .map(({ by }) => by),
  )
  if (means !== undefined && given.has(means)) return objection('event-recorded', means)
  if ((writer.state.marks[event] ?? '') >= visit.openedOn) return objection('event-recorded', event)
  if (means !== undefined) {
    const notice = { stage: key, visit: visit.visit, event, by: means, on: date }
    writer.emit({ type: 'notice-recorded', notice })
    given.add(means)
  }
  if (asked.every((one) => given.has(one))) writer.mark([event], date)
  return null
}

/** What people write down beside the outcomes; an inquiry's course and the end of a stage come from elsewhere. */
export function isRecorded(event: EventKey): boolean {
  return outsideEvents.includes(event) && !event.startsWith('inquiry-') && event !== 'stage-completed'
}

/** An outside system has taken what was done by hand, or sends it back. */
export function confirmAwaited(writer: CaseWriter, { stage: key, taken, reference }: ConfirmAwaited): Objection {
  const stage = writer.stage(key)
  if (stage === undefined) return objection('unknown-stage', key)
  const visit = lastVisit(writer.state, key)
  const outcome = stage.outcomes.find((one) => one.key === visit?.outcome)
  if (visit?.status !== 'awaiting' || outcome === undefined) return objection('nothing-awaited', key)
  if (!taken) {
    writer.emit({ type: 'stage-returned', stage: key, reason: reference })
    goTo(writer, [key])
    return null
  }
  // What was done at the window counts from the day it was done there; elsewhere from when it was taken.
  const atWindow = stage.place === 'window'
  const doneOn = atWindow ? (visit.doneOn ?? writer.today) : writer.today
  writer.emit({ type: 'stage-confirmed', stage: key, doneOn, reference })
  if (!atWindow || outcome.end !== undefined) takeEffect(writer, outcome, doneOn)
  else {
    writer.mark(outcome.marks, doneOn)
    openWaiting(writer)
  }
  return null
}

/** The time through the stage the event belongs to: the open one, or one whose term still waits for it. */
function visitFor({ state }: CaseWriter, key: string, event: EventKey): StageVisit | null {
  const owed = state.deadlines.find(
    ({ stage, until, status }) => stage === key && until === event && status === 'running',
  )
  return (
    state.visits.find(({ stage, visit }) => stage === key && visit === owed?.visit) ??
    state.visits.findLast(({ stage, status }) => stage === key && status === 'open') ??
    null
  )
}

/** The means by which a notice before a visit is given: all of them, where the card says so. */
export function meansOf(stage: Stage, event: EventKey): readonly string[] {
  const before = stage.deadlines.filter(({ direction, until }) => direction === 'before' && until === event)
  const notices = stage.outcomes
    .filter(({ marks }) => before.some(({ from }) => marks.includes(from)))
    .flatMap((outcome) => outcome.notices.filter(({ all }) => all))
  return [...new Set(notices.flatMap(({ by }) => by))]
}
