import type { Card } from '../card.ts'
import { type PlanMode, PlanDates } from '../plan-dates.ts'
import type { EventKey } from '../vocabulary.ts'
import type { WorkingCalendar } from '../working-days.ts'
import type { RunningCase, StageVisit } from './state.ts'
import { trueFacts } from './writer.ts'

/** The dates of a running case: what has happened on its own day, the rest as planned from there. */
export class CaseDates extends PlanDates {
  readonly #happened: ReadonlyMap<EventKey, string>

  constructor(card: Card, state: RunningCase, calendar: WorkingCalendar, happened: ReadonlyMap<EventKey, string>) {
    super(card, state.day, state.track, trueFacts(state.facts), calendar)
    this.#happened = happened
  }

  override event(event: EventKey, mode: PlanMode): string | null {
    return this.#happened.get(event) ?? super.event(event, mode)
  }
}

/**
 * When the events of a case happened, as a term counts them. A case that is decided anew counts from that day, and
 * a stage that is done again from the day it opened again: not from what happened before the first time.
 */
export function happenedFor(state: RunningCase, visit?: StageVisit): ReadonlyMap<EventKey, string> {
  const before =
    visit === undefined || visit.visit === 1
      ? undefined
      : state.visits.find(({ stage, visit: n }) => stage === visit.stage && n === visit.visit - 1)
  const over = before?.status === 'done' || before?.status === 'returned' ? before.doneOn : null
  const marks = { ...state.marks, ...state.planned }
  const happened = new Map<EventKey, string>()
  for (const [key, date] of Object.entries(marks)) {
    const again = visit !== undefined && over !== null && date <= over ? visit.openedOn : date
    happened.set(key as EventKey, later(again, state.reopenedOn))
  }
  return happened
}

function later(date: string, other: string | null): string {
  return other !== null && other > date ? other : date
}
