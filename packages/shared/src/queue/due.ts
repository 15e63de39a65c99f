import { announceWithinMs } from './announcing.ts'
import { noShowInMs } from './call-clock.ts'
import { closeDay, closesAt, nextDay, openingOf } from './days.ts'
import type { EventTime, QueueEvent } from './events.ts'
import { openDay } from './places.ts'
import { renewCalls } from './office.ts'
import type { Call, QueueState } from './state.ts'
import { closing } from './window-opening.ts'

/** Q38: how long a desk may be silent before its window closes. */
const deskSilentMs = 180_000

/** Something that happens by itself when its time has come. */
interface Due {
  /** Milliseconds from now; 0 or less: now. */
  readonly inMs: number
  readonly events: () => QueueEvent[]
}

/**
 * Milliseconds until something happens by itself, 0 when it is due now; null when nothing is to come.
 * The hub sleeps that long and sends a `tick`.
 */
export function nextWake(state: QueueState, now: EventTime): number | null {
  const earliest = earliestDue(state, now)
  return earliest === null ? null : Math.max(0, Math.ceil(earliest.inMs))
}

/** What a tick does: the first thing that is due, and nothing else; the hub ticks again while `nextWake` is 0. */
export function dueEvents(state: QueueState, now: EventTime): QueueEvent[] {
  const earliest = earliestDue(state, now)
  return earliest !== null && earliest.inMs <= 0 ? earliest.events() : []
}

function earliestDue(state: QueueState, now: EventTime): Due | null {
  let earliest: Due | null = null
  for (const due of allDue(state, now)) {
    if (earliest === null || due.inMs < earliest.inMs) earliest = due
  }
  return earliest
}

/** Everything that will happen by itself; a list, because this is asked before and after every command. */
function allDue(state: QueueState, now: EventTime): Due[] {
  const due: Due[] = []
  addDayDue(due, state, now.at)
  const until = state.suspension?.until
  if (until != null) {
    due.push({
      inMs: until - now.at,
      events: () => [{ type: 'office-resumed' }, ...renewCalls(state, 'resume', 1)],
    })
  }
  if (state.suspension !== null) return due
  for (const id in state.calls) {
    const call = state.calls[id]
    if (call !== undefined) addCallDue(due, state, call, now.mono)
  }
  addDesksDue(due, state, now.mono)
  return due
}

function addDayDue(due: Due[], state: QueueState, at: number): void {
  const closes = closesAt(state)
  const today = openDay(state)
  if (closes !== null && today !== null) due.push({ inMs: closes - at, events: () => closeDay(state, today) })
  const next = nextDay(state, at)
  if (next !== null) due.push({ inMs: next.clock.midnight - at, events: () => openingOf(state, next) })
}

function addCallDue(due: Due[], state: QueueState, call: Call, mono: number): void {
  if (call.announcedBy === null) {
    if (call.shownAt === null) return
    due.push({
      inMs: call.shownAt + announceWithinMs - mono,
      events: () => [{ type: 'call-announced', call: call.id, by: 'timeout', silent: true }],
    })
    return
  }
  const lengthMs = (state.config?.rules.noShowSeconds ?? 120) * 1000
  const inMs = noShowInMs(call.clock, lengthMs, mono)
  if (inMs === null) return
  const { window, number, id } = call
  due.push({
    inMs,
    events: () => [
      call.early
        ? { type: 'call-returned', window, number, because: 'early' }
        : { type: 'no-show', window, number, call: id },
    ],
  })
}

/** Q38: a silent desk gives back the ticket it called and closes its window; whom it serves or holds stays. */
function addDesksDue(due: Due[], state: QueueState, mono: number): void {
  for (const id in state.windows) {
    const window = state.windows[id]
    if (window === undefined || window.session === null) continue
    const desk = state.desks[window.session]
    if (desk?.connected === true) continue
    const called = window.doing === 'called' && window.ticket !== null ? window.ticket : null
    const idle = window.doing === 'nothing' && window.held === null
    if (called === null && !idle) continue
    due.push({
      inMs: (desk?.since ?? mono) + deskSilentMs - mono,
      events: () => [
        ...(called === null
          ? []
          : [{ type: 'call-returned', window: id, number: called, because: 'desk-silent' } as const]),
        ...closing(id, { ...window, doing: 'nothing' }, 'desk-silent'),
      ],
    })
  }
}
