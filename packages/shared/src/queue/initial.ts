import type { QueueState, WindowState } from './state.ts'

/** Version of the state's shape; a snapshot of another version is not used. Raise it with every change of `state.ts`. */
export const stateVersion = 7

/** The hash before the first record of a log. */
const noHash = '0'.repeat(64)

/** An office before its first event. */
export function initialState(): QueueState {
  return {
    config: null,
    seq: 0,
    epoch: 0,
    inbox: { seq: 0, hash: noHash },
    lastAt: 0,
    days: {},
    today: null,
    lastClosed: null,
    closed: [],
    confirmedDay: null,
    windows: {},
    calls: {},
    suspension: null,
    devices: {},
    desks: {},
    clockStepMs: null,
    sessions: {},
    tallies: {},
    lastEnded: {},
    feedbackAt: {},
    assistance: {},
  }
}

export function closedWindow(): WindowState {
  return { session: null, staff: null, doing: 'nothing', ticket: null, held: null, helpSince: null }
}
