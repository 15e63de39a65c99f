import type { CaseEvent } from './events.ts'
import { isUnfinished, type RunningCase, type StageVisit } from './state.ts'

type StageEvent = Extract<
  CaseEvent,
  {
    type:
      | 'stage-opened'
      | 'stage-skipped'
      | 'stage-wanted'
      | 'stage-cancelled'
      | 'stage-confirmed'
      | 'stage-returned'
      | 'outcome-recorded'
  }
>

export function evolveStages(state: RunningCase, event: StageEvent): RunningCase {
  switch (event.type) {
    case 'stage-opened':
    case 'stage-skipped':
      return {
        ...state,
        visits: [...state.visits, entered(state, event)],
        wanted: state.wanted.filter((stage) => stage !== event.stage),
      }
    case 'stage-wanted':
      return { ...state, wanted: [...state.wanted, event.stage] }
    case 'stage-cancelled':
      return withUnfinished(state, event.stage, (visit) => ({ ...visit, status: 'cancelled', doneOn: event.on }))
    case 'stage-confirmed':
      return withUnfinished(state, event.stage, (visit) => ({ ...visit, status: 'done', doneOn: event.doneOn }))
    case 'stage-returned':
      return withUnfinished(state, event.stage, (visit) => ({ ...visit, status: 'returned' }))
    case 'outcome-recorded': {
      const fields = { ...state.fields, [event.stage]: { ...state.fields[event.stage], ...event.fields } }
      const { result } = event
      if (result === 'stays') return { ...state, fields }
      return withUnfinished({ ...state, fields }, event.stage, (visit) => ({
        ...visit,
        status: result,
        outcome: event.outcome,
        doneOn: event.doneOn,
        by: event.by,
        role: event.role,
        awaits: event.awaits,
      }))
    }
  }
}

function entered(
  state: RunningCase,
  event: Extract<CaseEvent, { type: 'stage-opened' | 'stage-skipped' }>,
): StageVisit {
  return {
    stage: event.stage,
    visit: event.visit,
    round: state.round,
    status: event.type === 'stage-opened' ? 'open' : 'skipped',
    openedOn: event.on,
    doneOn: null,
    outcome: null,
    by: null,
    role: null,
    awaits: null,
  }
}

function withUnfinished(state: RunningCase, stage: string, next: (visit: StageVisit) => StageVisit): RunningCase {
  const newest = state.visits.findLast((visit) => visit.stage === stage && isUnfinished(visit))
  return { ...state, visits: state.visits.map((visit) => (visit === newest ? next(visit) : visit)) }
}
