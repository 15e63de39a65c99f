import type { Stage } from '../stage.ts'
import { holds } from '../term.ts'
import type { CaseEnd, RunningCase } from './state.ts'
import { isUnfinished, visitsOf } from './state.ts'
import { type CaseWriter, stageOf, trueFacts } from './writer.ts'

/** The case comes to stages: each opens, waits for others, or is passed by. */
export function goTo(writer: CaseWriter, stages: readonly string[]): void {
  reach(writer, stages, new Set())
  openWaiting(writer)
}

/** Opens the stages that waited for something that is over now. */
export function openWaiting(writer: CaseWriter): void {
  for (let before = -1; before !== writer.events.length; ) {
    before = writer.events.length
    const ready = writer.state.wanted.find((key) => {
      const stage = writer.stage(key)
      return stage !== undefined && !hasToWait(writer, stage)
    })
    if (ready !== undefined) reach(writer, [ready], new Set())
  }
}

/** Ends the case; stages that are still open are cancelled. */
export function endCase(writer: CaseWriter, how: CaseEnd): void {
  cancelOpenStages(writer)
  writer.emit({ type: 'case-ended', how })
}

export function cancelOpenStages(writer: CaseWriter): void {
  for (const { stage } of writer.state.visits.filter(isUnfinished)) writer.emit({ type: 'stage-cancelled', stage })
}

function reach(writer: CaseWriter, keys: readonly string[], passed: Set<string>): void {
  for (const key of keys) {
    const stage = writer.stage(key)
    // Open already, or a circle of stages that are all passed by.
    if (stage === undefined || passed.has(key) || visitsOf(writer.state, key).some(isUnfinished)) continue
    if (hasToWait(writer, stage)) {
      if (!writer.state.wanted.includes(key)) writer.emit({ type: 'stage-wanted', stage: key })
      continue
    }
    const visit = visitsOf(writer.state, key).length + 1
    if (holds(stage.when, trueFacts(writer.state.facts))) {
      writer.emit({ type: 'stage-opened', stage: key, visit })
    } else {
      passed.add(key)
      writer.emit({ type: 'stage-skipped', stage: key, visit })
      reach(writer, stage.otherwise, passed)
    }
  }
}

/** For the stages it needs, or, once the case leaves the window, for all of the intake to be registered. */
function hasToWait(writer: CaseWriter, stage: Stage): boolean {
  const { state } = writer
  if (stage.needs.some((key) => state.wanted.includes(key) || visitsOf(state, key).some(isUnfinished))) return true
  return stage.place !== 'window' && isIntakeUnfinished(writer)
}

function isIntakeUnfinished({ card, state }: Pick<CaseWriter, 'card' | 'state'>): boolean {
  return state.visits.some((visit) => isUnfinished(visit) && stageOf(card, visit.stage)?.place === 'window')
}

/** Nothing has left the window yet: the applicant can still leave without an application. */
export function isAtWindow({ card, state }: { card: CaseWriter['card']; state: RunningCase }): boolean {
  return state.wanted.length === 0 && state.visits.every(({ stage }) => stageOf(card, stage)?.place === 'window')
}
