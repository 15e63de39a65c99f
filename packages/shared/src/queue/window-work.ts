import { openDay } from './places.ts'
import type { QueueState } from './state.ts'

/** The window has nothing at hand any more; its call, if any, is over. */
export function freeWindow(state: QueueState, windowId: string): void {
  const window = state.windows[windowId]
  if (window === undefined) return
  window.doing = 'nothing'
  window.ticket = null
  for (const id in state.calls) if (state.calls[id]?.window === windowId) delete state.calls[id]
}

/** A registration ends at a window, for good. */
export function endAtWindow(
  state: QueueState,
  windowId: string,
  number: string,
  by: 'finished' | 'no-show' | 'mismatch',
  at: number,
): void {
  const ticket = openDay(state)?.tickets[number]
  if (ticket !== undefined) ticket.status = { is: 'ended', by }
  const window = state.windows[windowId]
  if (window?.held === number) window.held = null
  else freeWindow(state, windowId)
  const tally = (state.tallies[windowId] ??= { finished: 0, noShow: 0, mismatch: 0 })
  tally[by === 'no-show' ? 'noShow' : by] += 1
  state.lastEnded[windowId] = { number, end: by, at }
}
