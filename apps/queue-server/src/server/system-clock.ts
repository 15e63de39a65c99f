import type { ServerClock } from '../offices/ports.ts'

/** Node's timers take a signed 32-bit number of milliseconds. */
const longestTimerMs = 2 ** 31 - 1

/** The computer's clock. A server keeps it right by its operating system (NTP). */
export function systemClock(): ServerClock {
  return {
    now: () => Date.now(),
    setTimer(ms, fire) {
      const timer = setTimeout(fire, Math.min(Math.max(0, ms), longestTimerMs))
      return () => clearTimeout(timer)
    },
  }
}
