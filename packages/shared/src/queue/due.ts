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

function* allDue(state: QueueState, now: EventTime): Generator<Due> {
  yield* dayDue(state, now.at)
  const until = state.suspension?.until
  if (until != null) {
    yield {
      inMs: until - now.at,
      events: () => [{ type: 'office-resumed' }, ...renewCalls(state, 'resume', 1)],
    }
  }
  if (state.suspension !== null) return
  for (const id in state.calls) {
    const call = state.calls[id]
    if (call !== undefined) yield* callDue(state, call, now.mono)
  }
  yield* desksDue(state, now.mono)
}

function* dayDue(state: QueueState, at: number): Generator<Due> {
  const closes = closesAt(state)
  const today = openDay(state)
  if (closes !== null && today !== null) yield { inMs: closes - at, events: () => closeDay(state, today) }
  const next = nextDay(state, at)
  if (next !== null) yield { inMs: next.clock.midnight - at, events: () => openingOf(state, next) }
}

function* callDue(state: QueueState, call: Call, mono: number): Generator<Due> {
  if (call.announcedBy === null) {
    if (call.shownAt === null) return
    yield {
      inMs: call.shownAt + announceWithinMs - mono,
      events: () => [{ type: 'call-announced', call: call.id, by: 'timeout', silent: true }],
    }
    return
  }
  const lengthMs = (state.config?.rules.noShowSeconds ?? 120) * 1000
  const inMs = noShowInMs(call.clock, lengthMs, mono)
  if (inMs === null) return
  const { window, number, id } = call
  yield {
    inMs,
    events: () => [
      call.early
        ? { type: 'call-returned', window, number, because: 'early' }
        : { type: 'no-show', window, number, call: id },
    ],
  }
}

/** Q38: a silent desk gives back the ticket it called and closes its window; whom it serves or holds stays. */
function* desksDue(state: QueueState, mono: number): Generator<Due> {
  for (const [id, window] of Object.entries(state.windows)) {
    const desk = window.session === null ? undefined : state.desks[window.session]
    if (window.session === null || desk?.connected === true) continue
    const called = window.doing === 'called' && window.ticket !== null ? window.ticket : null
    const idle = window.doing === 'nothing' && window.held === null
    if (called === null && !idle) continue
    yield {
      inMs: (desk?.since ?? mono) + deskSilentMs - mono,
      events: () => [
        ...(called === null
          ? []
          : [{ type: 'call-returned', window: id, number: called, because: 'desk-silent' } as const]),
        ...closing(id, { ...window, doing: 'nothing' }, 'desk-silent'),
      ],
    }
  }
}
