import type { Card } from '../../card.ts'
import type { Text } from '../../term.ts'
import type { WorkingCalendar } from '../../working-days.ts'
import { CaseDates, happenedFor } from '../case-dates.ts'
import { isUnfinished, type RunningCase } from '../state.ts'
import { stageOf } from '../writer.ts'
import { expectations, phases } from './status-texts.ts'

export type CasePhase = keyof typeof phases

/** What the applicant is told: no names, no units, no grounds. */
export interface PublicStatus {
  readonly phase: CasePhase
  /** The phase in plain words. */
  readonly stage: Text
  /** The card's own names of what is done now. */
  readonly now: readonly Text[]
  /** The last day the law gives; null when nothing is owed any more. */
  readonly deadline: string | null
  readonly overdue: boolean
  readonly expected: Text
  /** A visit that has been agreed on. */
  readonly visitOn: string | null
  readonly appeal: Text | null
}

export function publicStatus(
  card: Card,
  state: RunningCase,
  { today, calendar }: { readonly today: string; readonly calendar: WorkingCalendar },
): PublicStatus {
  const phase = phaseOf(card, state)
  const visitOn = state.planned['residence-visited'] ?? null
  const deadline = state.status === 'ended' ? null : legalDeadline(card, state, calendar)
  const { uk, en } = expectations[visitOn !== null && state.status === 'open' ? 'visit' : phase]
  return {
    phase,
    stage: phases[phase],
    now: state.visits.filter(isUnfinished).flatMap(({ stage }) => stageOf(card, stage)?.title ?? []),
    deadline,
    overdue: deadline !== null && today > deadline,
    expected: { uk, en },
    visitOn: state.status === 'open' ? visitOn : null,
    appeal: state.facts['refused'] === true ? (card.appeal?.text ?? null) : null,
  }
}

function phaseOf(card: Card, state: RunningCase): CasePhase {
  if (state.end !== null) return state.end.how
  const open = state.visits.filter(isUnfinished)
  const atWindow = open.filter(({ stage }) => stageOf(card, stage)?.place === 'window')
  if (atWindow.some(({ status }) => status === 'open')) return 'intake'
  if (atWindow.length > 0) return 'awaiting-registry'
  if (state.facts['refused'] === true) return 'refusal-decided'
  const collecting = open.some(({ stage }) =>
    stageOf(card, stage)?.outcomes.some(({ end, marks }) => end === 'issued' && marks.includes('issued')),
  )
  if (state.marks['decided-to-issue'] === undefined)
    return state.facts['reopened'] === true ? 'decided-anew' : 'considered'
  if (card.result === 'decision') return 'copy-sent'
  return collecting ? 'ready' : 'being-made'
}

/** The service's own last day; before a decision without one, the decision's; else that of the stage that is open. */
function legalDeadline(card: Card, state: RunningCase, calendar: WorkingCalendar): string | null {
  const running = state.deadlines.filter(({ status, owed, kind }) => {
    return status === 'running' && owed === 'service' && kind !== 'reminder'
  })
  const cap = running.find(({ kind }) => kind === 'cap')
  if (cap !== undefined) return cap.date
  const decision = card.stages.find(({ outcomes }) => outcomes.some(({ marks }) => marks.includes('decided-to-issue')))
  const decided = state.facts['refused'] === true || state.marks['decided-to-issue'] !== undefined
  if (decision !== undefined && !decided && state.marks['documents-accepted'] !== undefined) {
    const date = new CaseDates(card, state, calendar, happenedFor(state)).stage(decision.key, 'limit')
    if (date !== null) return date
  }
  return running.map(({ date }) => date).sort()[0] ?? null
}
