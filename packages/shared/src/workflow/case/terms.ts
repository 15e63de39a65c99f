import type { Card } from '../card.ts'
import { dueDate } from '../deadlines.ts'
import type { Stage } from '../stage.ts'
import { type Deadline, holds, type Term } from '../term.ts'
import type { EventKey } from '../vocabulary.ts'
import { addWorkingDays, type WorkingCalendar } from '../working-days.ts'
import { addDays } from '../../calendar/dates.ts'
import { CaseDates, happenedFor } from './case-dates.ts'
import { type CaseDeadline, type CaseInquiry, isUnfinished, type RunningCase, type StageVisit } from './state.ts'
import { lastVisit, warningLead } from './state.ts'
import { trueFacts } from './writer.ts'

/** What of a deadline the card and the case decide; the rest is its own history. */
export type WantedDeadline = Omit<CaseDeadline, 'warned' | 'overdue' | 'status' | 'closedOn'>

/** Every term that runs now, by the card and what has happened. Terms of earlier times through a stage are not here. */
export function termsOf(card: Card, state: RunningCase, calendar: WorkingCalendar): WantedDeadline[] {
  return [
    ...card.stages.flatMap((stage) => {
      const visit = lastVisit(state, stage.key)
      return visit === undefined ? [] : stageTerms(card, stage, visit, state, calendar)
    }),
    ...capsOf(card, state, calendar),
    ...remindersOf(card, state, calendar),
  ]
}

/** A stage done by hand at the window is done, though it still has to be registered. */
export function isWorkLeft(stage: Stage, visit: StageVisit): boolean {
  return stage.place === 'window' ? visit.status === 'open' : isUnfinished(visit)
}

function stageTerms(
  card: Card,
  stage: Stage,
  visit: StageVisit,
  state: RunningCase,
  calendar: WorkingCalendar,
): WantedDeadline[] {
  if (visit.status === 'skipped' || visit.status === 'cancelled') return []
  const facts = trueFacts(state.facts)
  const happened = happenedFor(state, visit)
  return stage.deadlines.flatMap((deadline, index): WantedDeadline[] => {
    if (deadline.tracks?.includes(state.track) === false || !holds(deadline.when, facts)) return []
    if (isOfInquiry(deadline)) return inquiryTerms(deadline, index, visit, state, calendar)
    if (!runsBeyondStage(deadline) && !isWorkLeft(stage, visit)) return []
    // What is done during the visit is due on day 0, before anything has been accepted.
    const from = happened.get(deadline.from) ?? (deadline.limit.unit === 'same-visit' ? state.day : undefined)
    if (from === undefined || isCap(card, stage, deadline, state)) return []
    const dates = new CaseDates(card, state, calendar, happened)
    const date = dates.term(deadline, 'limit')
    if (date === null) return []
    const planned = deadline.direction === 'before' ? `@${from}` : ''
    const id = `${stage.key}#${visit.visit}.${index}${planned}`
    const target = dates.term(deadline, 'target') ?? date
    return [wanted(id, stage.key, visit.visit, index, null, deadline, target, date, calendar)]
  })
}

/** Each inquiry of the stage has its own. */
function inquiryTerms(
  deadline: Deadline,
  index: number,
  visit: StageVisit,
  state: RunningCase,
  calendar: WorkingCalendar,
): WantedDeadline[] {
  return state.inquiries.flatMap((inquiry): WantedDeadline[] => {
    if (inquiry.stage !== visit.stage || inquiry.visit !== visit.visit || !inquiry.letter) return []
    const from = inquiryDate(inquiry, deadline.from)
    if (from === null) return []
    const id = `${visit.stage}#${visit.visit}.${index}/${inquiry.id}`
    const date = dueDate(from, deadline.limit, calendar)
    return [wanted(id, visit.stage, visit.visit, index, inquiry.id, deadline, date, date, calendar)]
  })
}

function inquiryDate(inquiry: CaseInquiry, from: EventKey): string | null {
  return from === 'inquiry-received' ? inquiry.receivedOn : inquiry.sentOn
}

function wanted(
  id: string,
  stage: string,
  visit: number,
  index: number,
  inquiry: string | null,
  deadline: Deadline,
  target: string,
  date: string,
  calendar: WorkingCalendar,
): WantedDeadline {
  const earlier = target < date ? target : null
  const { until, owed, limit } = deadline
  const warnOn = owed === 'other-body' ? null : warningDay(date, earlier, limit, calendar)
  return { id, kind: 'term', stage, visit, index, inquiry, until, owed, target: earlier, date, warnOn }
}

/** Some working days before the last day, the more the longer the term, or the day after a missed target. */
export function warningDay(date: string, target: string | null, term: Term, calendar: WorkingCalendar): string | null {
  const lead = warningLead(term)
  if (lead === null) return null
  const day = addWorkingDays(date, -lead, calendar)
  const missed = target === null ? day : addDays(target, 1)
  return missed < day ? missed : day
}

function capsOf(card: Card, state: RunningCase, calendar: WorkingCalendar): WantedDeadline[] {
  if (state.status === 'ended' || state.facts['refused'] === true) return []
  const happened = happenedFor(state)
  return card.caps.flatMap((cap, index): WantedDeadline[] => {
    const from = happened.get(cap.from)
    if (from === undefined || cap.tracks?.includes(state.track) === false) return []
    const date = dueDate(from, cap.limit, calendar)
    const warnOn = warningDay(date, null, cap.limit, calendar)
    const id = `cap.${index}#${state.round}`
    const { stage } = cap
    const whole = { target: null, date, warnOn, inquiry: null, owed: 'service', until: 'stage-completed' } as const
    return [{ id, kind: 'cap', stage, visit: state.round, index, ...whole }]
  })
}

function remindersOf(card: Card, state: RunningCase, calendar: WorkingCalendar): WantedDeadline[] {
  if (state.status === 'ended') return []
  return card.reminders.flatMap((reminder, index): WantedDeadline[] => {
    const from = state.marks[reminder.from]
    const done = state.marks[reminder.unless]
    if (from === undefined || (done !== undefined && done >= from)) return []
    const date = dueDate(from, reminder.after, calendar)
    const id = `reminder.${reminder.key}@${from}`
    const whole = { target: null, warnOn: null, inquiry: null, owed: 'service', until: reminder.unless } as const
    return [{ id, kind: 'reminder', stage: '', visit: state.round, index, date, ...whole }]
  })
}

/** The whole service's cap, printed again in the row of its stage, is one term. */
function isCap(card: Card, stage: Stage, deadline: Deadline, state: RunningCase): boolean {
  return (
    state.facts['refused'] !== true &&
    card.caps.some(
      (cap) =>
        cap.stage === stage.key &&
        cap.from === deadline.from &&
        cap.tracks?.includes(state.track) !== false &&
        JSON.stringify(cap.limit) === JSON.stringify(deadline.limit),
    )
  )
}

export function isOfInquiry({ from, until }: Deadline): boolean {
  return from === 'inquiry-received' || from === 'inquiry-sent' || until === 'inquiry-answered'
}

/** Ended by an event of its own, whether the stage is over by then or not: a notice, originals on their way. */
export function runsBeyondStage({ until, direction }: Pick<Deadline, 'until' | 'direction'>): boolean {
  return until !== 'stage-completed' && until !== 'inquiry-sent' && direction === 'after'
}
