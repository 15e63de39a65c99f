import { voiceAllowed } from './announcing.ts'
import type { Decision, QueueCommand } from './commands.ts'
import { accept, refuse } from './decision.ts'
import { callOfWindow } from './evolve-call.ts'
import type { EventTime } from './events.ts'
import { nearestCurrentPlace, openDay } from './places.ts'
import { nextTicket } from './policy.ts'
import { isFrozen } from './registering.ts'
import type { QueueState, Ticket, WindowState } from './state.ts'
import { closeWindow, openWindow } from './window-opening.ts'

/** What is done at a window, one visitor after the other. */
export type DeskWork = Extract<
  QueueCommand,
  {
    type:
      | 'open-window'
      | 'close-window'
      | 'outside-queue'
      | 'call-next'
      | 'confirm-voice-call'
      | 'recall'
      | 'start-service'
      | 'hold'
      | 'resume-held'
      | 'transfer'
      | 'finish-service'
      | 'cancel-mismatch'
      | 'reprint-serving'
  }
> & { readonly now: EventTime }

/** A5: recalls of one call, and the least time between two announcements. */
export const recallLimit = 3
export const recallEveryMs = 15_000

export function decideAtDesk(state: QueueState, command: DeskWork): Decision {
  const window = state.windows[command.window]
  if (window === undefined || !state.config?.windows.some((known) => known.id === command.window)) {
    return refuse('unknown-window', 'window')
  }
  if (command.actor.kind !== 'desk') return refuse('not-your-window', 'window')
  if (command.type === 'open-window') return openWindow(state, command, command.actor, window)
  if (window.session === null) return refuse('window-closed', 'window')
  if (window.session !== command.actor.session) return refuse('not-your-window', 'window')
  switch (command.type) {
    case 'close-window':
      return closeWindow(command.window, window)
    case 'call-next':
      return callNext(state, command, window)
    case 'confirm-voice-call':
    case 'recall':
    case 'start-service':
      return decideWhileCalled(state, command, window)
    case 'outside-queue':
      if (isFrozen(state)) return refuse('suspended')
      if (window.doing !== 'nothing') return refuse('window-busy')
      return accept([{ type: 'outside-queue-started', window: command.window }])
    case 'resume-held':
      if (isFrozen(state)) return refuse('suspended')
      if (window.doing !== 'nothing') return refuse('window-busy')
      if (window.held === null) return refuse('nothing-held')
      return accept([{ type: 'held-resumed', window: command.window, number: window.held }], { ticket: window.held })
    case 'finish-service':
      if (window.doing === 'outside-queue') return accept([{ type: 'outside-queue-finished', window: command.window }])
      return decideWhileServing(state, command, window)
    case 'hold':
    case 'transfer':
    case 'cancel-mismatch':
    case 'reprint-serving':
      return decideWhileServing(state, command, window)
  }
}

function callNext(state: QueueState, command: DeskWork, window: WindowState): Decision {
  if (state.suspension !== null) return refuse('suspended')
  if (window.doing !== 'nothing') return refuse('window-busy')
  const ticket = nextTicket(state, command.window, command.now.at)
  if (ticket === null) return refuse('nobody-waiting')
  const call = callId(state)
  const early = ticket.at > command.now.at
  return accept([{ type: 'ticket-called', window: command.window, number: ticket.number, call, early }], {
    ticket: ticket.number,
    call,
  })
}

/** A call is named after the event that makes it: unique in the log of an office, and it tells nothing else. */
export function callId(state: QueueState, ahead = 0): string {
  return `call-${state.epoch}-${state.seq + 1 + ahead}`
}

function decideWhileCalled(
  state: QueueState,
  command: Extract<DeskWork, { type: 'confirm-voice-call' | 'recall' | 'start-service' }>,
  window: WindowState,
): Decision {
  const call = callOfWindow(state, command.window)
  if (window.doing !== 'called' || window.ticket === null || call === undefined) return refuse('nothing-called')
  const mono = command.now.mono
  switch (command.type) {
    case 'start-service':
      if (isFrozen(state)) return refuse('suspended')
      return accept([{ type: 'service-started', window: command.window, number: window.ticket }], {
        ticket: window.ticket,
      })
    case 'confirm-voice-call':
      if (state.suspension !== null) return refuse('suspended')
      if (call.announcedBy !== null) return refuse('already-announced')
      if (!voiceAllowed(state, call, mono)) return refuse('display-announcing')
      return accept([{ type: 'call-announced', call: call.id, by: 'voice', silent: false }], { call: call.id })
    case 'recall':
      if (state.suspension !== null) return refuse('suspended')
      if (call.recalls >= recallLimit) return refuse('recall-limit')
      if (mono - Math.max(call.calledAt, call.lastAnnouncedAt) < recallEveryMs) return refuse('recall-too-soon')
      return accept([{ type: 'call-recalled', call: call.id }], { call: call.id })
  }
}

function decideWhileServing(
  state: QueueState,
  command: Extract<DeskWork, { type: 'hold' | 'transfer' | 'finish-service' | 'cancel-mismatch' | 'reprint-serving' }>,
  window: WindowState,
): Decision {
  const ticket = window.ticket === null ? undefined : openDay(state)?.tickets[window.ticket]
  if (window.doing !== 'serving' || ticket === undefined) return refuse('not-serving')
  const at = { window: command.window, number: ticket.number }
  switch (command.type) {
    case 'hold':
      if (window.held !== null) return refuse('already-held')
      return accept([{ type: 'ticket-held', ...at, reason: command.reason }], { ticket: ticket.number })
    case 'finish-service':
      return accept([{ type: 'finished', ...at, because: 'clerk' }], { ticket: ticket.number })
    case 'cancel-mismatch':
      if (command.reason === 'priority-unproven' && ticket.priority === null) return refuse('not-priority', 'reason')
      return accept([{ type: 'mismatch', ...at, reason: command.reason }], { ticket: ticket.number })
    case 'reprint-serving': {
      // P12: whose it is follows from the window; the clerk names no ticket
      const { number, time, service } = ticket
      const date = openDay(state)?.date ?? ''
      return accept([{ type: 'reprint-requested', date, number, device: '', window: command.window }], {
        ticket: number,
        date,
        time,
        service,
        printedSeq: ticket.registeredSeq,
        sold: ticket.sold,
      })
    }
    case 'transfer':
      return transfer(state, command, ticket)
  }
}

function transfer(state: QueueState, command: Extract<DeskWork, { type: 'transfer' }>, ticket: Ticket): Decision {
  const event = {
    type: 'ticket-transferred',
    window: command.window,
    number: ticket.number,
    reason: command.reason,
  } as const
  if (command.toWindow !== undefined) {
    const target = state.config?.windows.find((candidate) => candidate.id === command.toWindow)
    if (target === undefined) return refuse('unknown-window', 'toWindow')
    if (target.id === command.window) return refuse('same-window', 'toWindow')
    if (state.windows[target.id]?.session == null) return refuse('window-closed', 'toWindow')
    if (!target.services.includes(ticket.service)) return refuse('service-not-at-window', 'toWindow')
    return accept([{ ...event, to: { window: target.id } }], {
      ticket: ticket.number,
      time: ticket.time,
      window: target.id,
    })
  }
  const service = state.config?.services.find((candidate) => candidate.id === command.toService)
  if (service === undefined) return refuse('unknown-service', 'toService')
  if (service.id === ticket.service) return refuse('same-service', 'toService')
  const day = openDay(state)
  const place = day === null ? null : nearestCurrentPlace(day, service.id, command.now.at)
  if (place === null) return refuse('no-places', 'toService')
  return accept([{ ...event, to: { service: service.id, place: place.number } }], {
    ticket: ticket.number,
    time: place.time,
    service: service.id,
  })
}
