import { callOfWindow, deskConnected, followDesk } from './evolve-call.ts'
import type { EventTime, QueueEvent } from './events.ts'
import { closedWindow } from './initial.ts'
import { withoutLeaving } from './leaving-windows.ts'
import { openDay } from './places.ts'
import type { QueueState, Ticket } from './state.ts'
import { endAtWindow, freeWindow } from './window-work.ts'

type WindowEvent = Extract<
  QueueEvent,
  {
    type:
      | 'window-opened'
      | 'window-closed'
      | 'outside-queue-started'
      | 'outside-queue-finished'
      | 'help-asked'
      | 'help-ended'
      | 'service-started'
      | 'ticket-held'
      | 'held-resumed'
      | 'held-returned'
      | 'ticket-transferred'
      | 'finished'
      | 'mismatch'
  }
>

export function evolveWindow(state: QueueState, event: WindowEvent, time: EventTime): void {
  const window = (state.windows[event.window] ??= closedWindow())
  const tickets = openDay(state)?.tickets ?? {}
  const ticket = 'number' in event ? tickets[event.number] : undefined
  switch (event.type) {
    case 'window-opened': {
      window.session = event.session
      window.staff = event.staff
      state.desks[event.session] ??= { connected: false, since: time.mono }
      const call = callOfWindow(state, event.window)
      if (call !== undefined) followDesk(state, call, deskConnected(state, event.window), time.mono)
      return
    }
    case 'window-closed':
      state.windows[event.window] = closedWindow()
      if (state.config !== null) state.config = withoutLeaving(state.config, event.window)
      for (const bound of Object.values(tickets)) if (bound.onlyWindow === event.window) bound.onlyWindow = null
      return
    case 'outside-queue-started':
      window.doing = 'outside-queue'
      return
    case 'outside-queue-finished':
      window.doing = 'nothing'
      return
    case 'help-asked':
      window.helpSince = time.at
      return
    case 'help-ended':
      window.helpSince = null
      return
    case 'service-started':
      freeWindow(state, event.window)
      window.doing = 'serving'
      window.ticket = event.number
      if (ticket !== undefined) ticket.status = { is: 'serving', window: event.window, since: time.at }
      return
    case 'ticket-held':
      freeWindow(state, event.window)
      window.held = event.number
      if (ticket !== undefined) ticket.status = { is: 'held', window: event.window }
      return
    case 'held-resumed':
      window.held = null
      window.doing = 'serving'
      window.ticket = event.number
      if (ticket !== undefined) ticket.status = { is: 'serving', window: event.window, since: time.at }
      return
    case 'held-returned':
      window.held = null
      if (ticket !== undefined) waitAgain(ticket)
      return
    case 'ticket-transferred':
      transfer(state, event, ticket)
      freeWindow(state, event.window)
      state.lastEnded[event.window] = { number: event.number, end: 'transferred', at: time.at }
      return
    case 'finished':
    case 'mismatch':
      endAtWindow(state, event.window, event.number, event.type, time.at)
      return
  }
}

/** Whoever was at a window is in the building: present. */
function waitAgain(ticket: Ticket): void {
  ticket.status = { is: 'waiting' }
  ticket.present = true
}

function transfer(
  state: QueueState,
  event: Extract<WindowEvent, { type: 'ticket-transferred' }>,
  ticket: Ticket | undefined,
): void {
  if (ticket === undefined) return
  waitAgain(ticket)
  if ('window' in event.to) {
    ticket.onlyWindow = event.to.window
    return
  }
  const place = openDay(state)?.places[event.to.place]
  if (place === undefined) return
  place.state = 'taken'
  place.sold += 1
  ticket.onlyWindow = null
  ticket.service = event.to.service
  ticket.place = place.number
  ticket.time = place.time
  ticket.at = place.at
  ticket.lane = place.lane
}
