import type { Card } from '../card.ts'
import { CaseDates, happenedFor } from '../case/case-dates.ts'
import type { RunningCase } from '../case/state.ts'
import { dueDate } from '../deadlines.ts'
import type { Stage } from '../stage.ts'
import type { WorkingCalendar } from '../working-days.ts'

/** The stage that decides the application. */
export function decisionStage(card: Card): Stage | undefined {
  return card.stages.find(({ outcomes }) => outcomes.some(({ marks }) => marks.includes('decided-to-issue')))
}

export interface CaseTerms {
  readonly accepted: string | null
  /** The day it was decided, or by which it has to be so that the rest is in time. */
  readonly decision: string | null
  /** The last day of the whole; null after a refusal, or where the card has none. */
  readonly result: string | null
}

/** The days above the path. */
export function caseTerms(card: Card, state: RunningCase, calendar: WorkingCalendar): CaseTerms {
  const { marks } = state
  const accepted = marks['documents-accepted'] ?? null
  if (accepted === null) return { accepted, decision: null, result: null }
  const happened = happenedFor(state)
  const dates = new CaseDates(card, state, calendar, happened)
  const stage = decisionStage(card)
  const decided = [marks['decided-to-issue'], marks['decided-to-refuse']]
    .flatMap((date) => date ?? [])
    .sort()
    .at(-1)
  const since = state.reopenedOn
  const isDecided = decided !== undefined && (since === null || decided >= since) && !decidesNow(state, stage)
  const planned = stage === undefined || state.status === 'ended' ? null : dates.stage(stage.key, 'target')
  return { accepted, decision: isDecided ? decided : planned, result: lastDay(card, state, calendar) }
}

function decidesNow(state: RunningCase, stage: Stage | undefined): boolean {
  return state.visits.some(({ stage: key, status }) => key === stage?.key && status === 'open')
}

function lastDay(card: Card, state: RunningCase, calendar: WorkingCalendar): string | null {
  if (state.facts['refused'] === true) return null
  const happened = happenedFor(state)
  const cap = card.caps.find(({ tracks }) => tracks === undefined || tracks.includes(state.track))
  if (cap !== undefined) {
    const from = happened.get(cap.from)
    return from === undefined ? null : dueDate(from, cap.limit, calendar)
  }
  const last = card.stages.find(({ outcomes }) => outcomes.some(({ end }) => end === 'issued' || end === 'granted'))
  if (last === undefined) return null
  return new CaseDates(card, state, calendar, happened).stage(last.key, 'limit')
}
