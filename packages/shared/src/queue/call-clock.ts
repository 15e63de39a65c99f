import type { CallClock } from './state.ts'

/** Seconds the hub waits beyond the announced time before it cancels: late is allowed, early never (Q14). */
export const graceMs = 5_000
/** What at least remains of the time when the desk comes back (Q13). */
export const remainsAfterReturnMs = 15_000

/** Milliseconds the clock has run up to `mono`. */
export function ranMs(clock: CallClock, mono: number): number {
  switch (clock.is) {
    case 'not-started':
      return 0
    case 'paused':
      return clock.ranMs
    case 'running':
      return clock.ranMs + Math.max(0, mono - clock.since)
  }
}

export function startClock(deskConnected: boolean, mono: number): CallClock {
  return deskConnected ? { is: 'running', ranMs: 0, since: mono } : { is: 'paused', ranMs: 0 }
}

/** The desk went away: the clock stands still (Q13). */
export function pauseClock(clock: CallClock, mono: number): CallClock {
  return clock.is === 'running' ? { is: 'paused', ranMs: ranMs(clock, mono) } : clock
}

/** The desk is back: the clock runs on, and at least 15 s remain (Q13). */
export function resumeClock(clock: CallClock, lengthMs: number, mono: number): CallClock {
  if (clock.is !== 'paused') return clock
  return { is: 'running', ranMs: Math.min(clock.ranMs, lengthMs - remainsAfterReturnMs), since: mono }
}

/** Milliseconds until the no-show is due; null while the clock stands. */
export function noShowInMs(clock: CallClock, lengthMs: number, mono: number): number | null {
  return clock.is === 'running' ? lengthMs + graceMs - ranMs(clock, mono) : null
}

/** Whole seconds shown to people: the announced time without the grace, never below 0; null while the clock stands. */
export function remainingSeconds(clock: CallClock, lengthMs: number, mono: number): number | null {
  return clock.is === 'running' ? Math.max(0, Math.ceil((lengthMs - ranMs(clock, mono)) / 1000)) : null
}
