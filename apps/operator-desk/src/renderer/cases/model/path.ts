import type { CaseView, PathStopView } from '@cherha/shared/protocol'
import type { Card, Text } from '@cherha/shared/workflow'

/** What a stop looks like. `maybe`: done only in some cases; `stopped`: the case ended here without its result. */
export type StopLook = 'done' | 'here' | 'awaiting' | 'ahead' | 'maybe' | 'stopped' | 'unreached'

export interface PathStop {
  readonly key: string
  /** `12`, or `1–6` for the stages of one visit; null where the card has no number for it. */
  readonly number: string | null
  /** Null: the stages of the visit, named by the page. */
  readonly title: Text | null
  readonly look: StopLook
  /** The day it was done, or, ahead, the day it is planned for; without a plan the last day the law gives. */
  readonly date: string | null
  readonly overdue: boolean
  /** The stages it stands for. */
  readonly stages: readonly PathStopView[]
}

export interface DrawnPath {
  readonly stops: readonly PathStop[]
  /** Numbers of the stages only an authorised entity has, left out. */
  readonly entityOnly: readonly string[]
}

/**
 * The path as it is drawn. The stages at the window are one stop; those of an authorised entity are left out of a case
 * it has nothing to do with, and so are steps without a number that the case never came to.
 * @param card of the case; without it only what the view says is known
 */
export function drawnPath(view: Pick<CaseView, 'path' | 'entity' | 'status'>, card: Card | null): DrawnPath {
  const entityOnly: string[] = []
  const stages = view.path.filter((stop) => {
    if (stop.status === 'not-applicable') return false
    if (wasReached(stop)) return true
    if (view.entity === null && isEntityOnly(stop.key, card)) {
      if (stop.number !== null) entityOnly.push(stop.number)
      return false
    }
    // what an open case can no longer come to is not part of its path
    if (stop.status === 'skipped' || (stop.status === 'not-reached' && view.status !== 'ended')) return false
    return !(stop.conditional && stop.number === null)
  })
  const window = stages.filter(({ place }) => place === 'window')
  const first = stages.findIndex(({ place }) => place === 'window')
  const others = stages.filter(({ place }) => place !== 'window').map(single)
  if (window.length < 2) return { stops: stages.map(single), entityOnly }
  const before = stages.slice(0, first).length
  return { stops: [...others.slice(0, before), together(window), ...others.slice(before)], entityOnly }
}

function wasReached({ status }: PathStopView): boolean {
  return status !== 'ahead' && status !== 'not-reached' && status !== 'skipped'
}

function isEntityOnly(key: string, card: Card | null): boolean {
  return card?.stages.find((stage) => stage.key === key)?.when.includes('channel-entity') ?? false
}

function single(stop: PathStopView): PathStop {
  const { key, number, title, overdue } = stop
  const look = lookOf(stop)
  return {
    key,
    number,
    title,
    look,
    date: look === 'unreached' || look === 'maybe' ? null : (stop.doneOn ?? stop.target ?? stop.limit),
    overdue: overdue && (look === 'here' || look === 'awaiting'),
    stages: [stop],
  }
}

function lookOf({ status, conditional }: PathStopView): StopLook {
  switch (status) {
    case 'done':
      return 'done'
    case 'open':
    case 'returned':
      return 'here'
    case 'awaiting':
      return 'awaiting'
    case 'cancelled':
      return 'stopped'
    case 'not-reached':
      return 'unreached'
    case 'waiting':
      return 'ahead'
    case 'ahead':
    case 'skipped':
    case 'not-applicable':
      return conditional ? 'maybe' : 'ahead'
  }
}

/** The stages of one visit as one stop. A step the case did not need does not count. */
function together(stages: readonly PathStopView[]): PathStop {
  const drawn = stages.map(single)
  const look: StopLook = drawn.some((stop) => stop.look === 'here')
    ? 'here'
    : drawn.some((stop) => stop.look === 'awaiting')
      ? 'awaiting'
      : drawn.some((stop) => stop.look === 'stopped' || stop.look === 'unreached')
        ? 'stopped'
        : drawn.every((stop) => stop.look === 'done' || stop.look === 'maybe')
          ? 'done'
          : 'ahead'
  const numbers = stages.flatMap(({ number }) => number ?? [])
  const days = stages.flatMap(({ doneOn }) => doneOn ?? []).sort()
  const now = drawn.find((stop) => stop.look === look)
  return {
    key: stages[0]?.key ?? 'window',
    number: numbers.length > 1 ? `${numbers[0]}–${numbers.at(-1)}` : (numbers[0] ?? null),
    title: null,
    look,
    date: look === 'done' || look === 'stopped' ? (days.at(-1) ?? null) : (now?.date ?? null),
    overdue: drawn.some(({ overdue }) => overdue),
    stages,
  }
}

/** How many stops stand in one row: all of them up to twelve, then two rows of about the same length. */
export function stopsPerRow(count: number): number {
  return count <= 12 ? Math.max(count, 1) : Math.ceil(count / Math.ceil(count / 12))
}
