import { openDay } from './places.ts'
import type { QueueState, Tally } from './state.ts'

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
  const served = ticket?.status.is === 'serving' ? Math.max(0, at - ticket.status.since) : 0
  if (ticket !== undefined) ticket.status = { is: 'ended', by }
  const window = state.windows[windowId]
  if (window?.held === number) window.held = null
  else freeWindow(state, windowId)
  const staff = window?.staff ?? null
  if (staff !== null) {
    const tally = (state.tallies[staff] ??= noTally())
    tally[by === 'no-show' ? 'noShow' : by] += 1
    if (by === 'finished') tally.servedMs += served
  }
  state.lastEnded[windowId] = { number, end: by, at }
}

/** A clerk's day before it has begun. */
export function noTally(): Tally {
  return { finished: 0, noShow: 0, mismatch: 0, servedMs: 0 }
}
