import type { EventKey } from '../vocabulary.ts'
import type { CaseEvent } from './events.ts'
import { evolveDeadlines } from './evolve-deadlines.ts'
import { evolveStages } from './evolve-stages.ts'
import type { CaseInquiry, CaseState, HistoryLine, RunningCase } from './state.ts'

/** The case after an event. Never refuses: what is in the log has happened. */
export function evolveCase(state: CaseState, event: CaseEvent): CaseState {
  if (event.type === 'case-started') return begun(event)
  return state.status === 'none' ? state : evolveRunning(state, event)
}

/** The same for a case that runs. */
export function evolveRunning(state: RunningCase, event: CaseEvent): RunningCase {
  const next = change(state, event)
  const version = countsAsChange(event) ? state.version + 1 : state.version
  const on = event.on > state.on ? event.on : state.on
  const line = historyLine(event, version)
  return { ...next, version, on, history: line === null ? state.history : [...state.history, line] }
}

/** Terms are worked out by the rules: what they do changes nothing a person could have seen and acted on. */
function countsAsChange(event: CaseEvent): boolean {
  return !event.type.startsWith('deadline-')
}

function begun(event: Extract<CaseEvent, { type: 'case-started' }>): RunningCase {
  return {
    status: 'open',
    id: event.id,
    card: { id: event.card, version: event.cardVersion },
    office: event.office,
    service: event.service,
    entity: event.entity,
    track: event.track,
    day: event.day,
    version: 1,
    on: event.on,
    end: null,
    round: 0,
    reopenedOn: null,
    facts: {},
    marks: {},
    planned: {},
    visits: [],
    wanted: [],
    officer: null,
    fields: {},
    inquiries: [],
    signatures: [],
    notices: [],
    deadlines: [],
    refusals: [],
    complaints: [],
    history: [{ version: 1, on: event.on, type: event.type, stage: null, outcome: null, by: event.by }],
  }
}

function change(state: RunningCase, event: CaseEvent): RunningCase {
  switch (event.type) {
    case 'case-started':
      return state
    case 'stage-opened':
    case 'stage-skipped':
    case 'stage-wanted':
    case 'stage-cancelled':
    case 'stage-confirmed':
    case 'stage-returned':
    case 'outcome-recorded':
      return evolveStages(state, event)
    case 'deadline-set':
    case 'deadline-moved':
    case 'deadline-met':
    case 'deadline-dropped':
    case 'deadline-warned':
    case 'deadline-overdue':
      return { ...state, deadlines: evolveDeadlines(state.deadlines, event) }
    case 'facts-set':
      return { ...state, facts: { ...state.facts, ...event.facts } }
    case 'event-marked':
      return {
        ...state,
        marks: { ...state.marks, [event.event]: event.date },
        planned: without(state.planned, [event.event]),
      }
    case 'event-planned':
      return {
        ...state,
        planned: { ...state.planned, [event.event]: event.date },
        marks: without(state.marks, event.clears),
        notices: state.notices.filter(
          ({ stage, event: told }) => stage !== event.stage || !event.clears.includes(told),
        ),
      }
    case 'signed':
      return { ...state, signatures: [...state.signatures, event.signature] }
    case 'refused':
      return {
        ...state,
        refusals: [
          ...state.refusals,
          {
            kind: event.kind,
            stage: event.stage,
            on: event.on,
            grounds: event.grounds,
            written: event.written,
            annulled: false,
          },
        ],
      }
    case 'officer-assigned':
      return { ...state, officer: event.officer }
    case 'inquiry-sent':
      return { ...state, inquiries: [...state.inquiries, event.inquiry] }
    case 'inquiry-received':
      return withInquiry(state, event.inquiry, (inquiry) => ({ ...inquiry, receivedOn: event.date }))
    case 'inquiry-answered':
      return withInquiry(state, event.inquiry, (inquiry) => ({
        ...inquiry,
        status: 'answered',
        closedOn: event.date,
        result: event.result,
      }))
    case 'inquiry-unanswered':
      return withInquiry(state, event.inquiry, (inquiry) => ({ ...inquiry, status: 'unanswered', closedOn: event.on }))
    case 'notice-recorded':
      return { ...state, notices: [...state.notices, event.notice] }
    case 'complaint-filed':
      return { ...state, complaints: [...state.complaints, event.complaint] }
    case 'complaint-decided':
      return decided(state, event)
    case 'case-reopened':
      return { ...state, status: 'open', end: null, round: state.round + 1, reopenedOn: event.on, wanted: [] }
    case 'case-ended':
      return { ...state, status: 'ended', end: { how: event.how, on: event.on }, wanted: [] }
  }
}

function decided(state: RunningCase, event: Extract<CaseEvent, { type: 'complaint-decided' }>): RunningCase {
  const open = state.complaints.findLast(({ status }) => status === 'filed')
  return {
    ...state,
    complaints: state.complaints.map((complaint) =>
      complaint === open ? { ...complaint, status: event.result, decidedOn: event.on } : complaint,
    ),
    refusals:
      event.result === 'annulled'
        ? state.refusals.map((refusal) => (refusal.kind === open?.of ? { ...refusal, annulled: true } : refusal))
        : state.refusals,
  }
}

function withInquiry(state: RunningCase, id: string, next: (inquiry: CaseInquiry) => CaseInquiry): RunningCase {
  return { ...state, inquiries: state.inquiries.map((inquiry) => (inquiry.id === id ? next(inquiry) : inquiry)) }
}

function without(
  dates: Readonly<Partial<Record<EventKey, string>>>,
  events: readonly EventKey[],
): Readonly<Partial<Record<EventKey, string>>> {
  return Object.fromEntries(Object.entries(dates).filter(([event]) => !(events as readonly string[]).includes(event)))
}

function historyLine(event: CaseEvent, version: number): HistoryLine | null {
  if (event.type === 'deadline-set' || event.type === 'deadline-moved') return null
  if (event.type === 'deadline-met' || event.type === 'deadline-dropped') return null
  return {
    version,
    on: event.on,
    type: event.type,
    stage: 'stage' in event ? event.stage : null,
    outcome: event.type === 'outcome-recorded' ? event.outcome : null,
    by: event.by,
  }
}
