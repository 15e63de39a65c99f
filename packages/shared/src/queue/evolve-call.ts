import { pauseClock, resumeClock, startClock } from './call-clock.ts'
import type { EventTime, QueueEvent } from './events.ts'
import { openDay } from './places.ts'
import type { Call, QueueState } from './state.ts'
import { endAtWindow, freeWindow } from './window-work.ts'

type CallEvent = Extract<
  QueueEvent,
  {
    type:
      | 'hub-started'
      | 'ticket-called'
      | 'call-renewed'
      | 'call-shown'
      | 'call-announced'
      | 'call-recalled'
      | 'call-returned'
      | 'no-show'
      | 'desk-connected'
      | 'desk-disconnected'
      | 'office-suspended'
      | 'office-resuming'
      | 'office-resumed'
  }
>

export function evolveCall(state: QueueState, event: CallEvent, time: EventTime): void {
  switch (event.type) {
    case 'hub-started':
      // the boot clock starts anew: no duration of an earlier boot means anything any more
      state.devices = {}
      // hub time is taken from the computer anew: what still differs is seen again
      state.clockStepMs = null
      for (const session in state.desks) state.desks[session] = { connected: false, since: time.mono }
      for (const call of Object.values(state.calls)) rewind(call, time.mono)
      return
    case 'ticket-called':
      beginCall(state, event, event.early, time.mono)
      return
    case 'call-renewed': {
      const old = callOfWindow(state, event.window)
      if (old !== undefined) delete state.calls[old.id]
      beginCall(state, event, old?.early ?? false, time.mono)
      return
    }
    case 'call-shown': {
      const call = state.calls[event.call]
      if (call !== undefined) call.shownAt ??= time.mono
      return
    }
    case 'call-announced': {
      const call = state.calls[event.call]
      if (call === undefined || call.announcedBy !== null) return
      call.announcedBy = event.by
      if (event.by === 'display') call.shownAt ??= time.mono
      call.lastAnnouncedAt = time.mono
      call.clock = startClock(deskConnected(state, call.window), time.mono)
      return
    }
    case 'call-recalled': {
      const call = state.calls[event.call]
      if (call === undefined) return
      call.recalls += 1
      call.lastAnnouncedAt = time.mono
      return
    }
    case 'call-returned':
      returnCall(state, event, time)
      return
    case 'no-show':
      endAtWindow(state, event.window, event.number, 'no-show', time.at)
      return
    case 'desk-connected':
    case 'desk-disconnected':
      deskPresence(state, event.session, event.type === 'desk-connected', time.mono)
      return
    case 'office-suspended':
      state.suspension = { reason: event.reason, since: time.at, until: null }
      for (const call of Object.values(state.calls)) rewind(call, time.mono)
      return
    case 'office-resuming':
      if (state.suspension !== null) state.suspension.until = event.until
      return
    case 'office-resumed':
      state.suspension = null
      return
  }
}

/** The call goes back to "not announced"; it is renewed under a new id before its clock can run again. */
function rewind(call: Call, mono: number): void {
  call.calledAt = mono
  call.shownAt = null
  call.announcedBy = null
  call.recalls = 0
  call.lastAnnouncedAt = mono
  call.clock = { is: 'not-started' }
}

function beginCall(
  state: QueueState,
  event: { readonly window: string; readonly number: string; readonly call: string },
  early: boolean,
  mono: number,
): void {
  const ticket = openDay(state)?.tickets[event.number]
  const window = state.windows[event.window]
  if (ticket === undefined || window === undefined) return
  ticket.status = { is: 'called', window: event.window, call: event.call }
  window.doing = 'called'
  window.ticket = event.number
  state.calls[event.call] = {
    id: event.call,
    seq: state.seq,
    number: event.number,
    window: event.window,
    early,
    calledAt: mono,
    shownAt: null,
    announcedBy: null,
    recalls: 0,
    lastAnnouncedAt: mono,
    clock: { is: 'not-started' },
  }
}

function returnCall(state: QueueState, event: Extract<CallEvent, { type: 'call-returned' }>, time: EventTime): void {
  const ticket = openDay(state)?.tickets[event.number]
  if (ticket !== undefined) {
    ticket.status = { is: 'waiting' }
    // Q9: one unanswered early call ends presence; a desk that fell silent is not the visitor's fault
    if (event.because === 'early') ticket.present = false
  }
  freeWindow(state, event.window)
  state.lastEnded[event.window] = { number: event.number, end: 'returned', at: time.at }
}

export function callOfWindow(state: QueueState, window: string): Call | undefined {
  for (const id in state.calls) if (state.calls[id]?.window === window) return state.calls[id]
  return undefined
}

export function deskConnected(state: QueueState, window: string): boolean {
  const session = state.windows[window]?.session
  return session != null && state.desks[session]?.connected === true
}

function deskPresence(state: QueueState, session: string, connected: boolean, mono: number): void {
  state.desks[session] = { connected, since: mono }
  for (const call of Object.values(state.calls)) {
    if (state.windows[call.window]?.session === session) followDesk(state, call, connected, mono)
  }
}

/** The call's clock runs only while the desk that called is connected (Q13). */
export function followDesk(state: QueueState, call: Call, connected: boolean, mono: number): void {
  const lengthMs = (state.config?.rules.noShowSeconds ?? 120) * 1000
  call.clock = connected ? resumeClock(call.clock, lengthMs, mono) : pauseClock(call.clock, mono)
}
