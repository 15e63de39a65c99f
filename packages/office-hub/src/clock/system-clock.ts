import type { HubClock } from './hub-clock.ts'

/** Node's timers take a signed 32-bit number of milliseconds. */
const longestTimerMs = 2 ** 31 - 1

/** The real clock: the computer's clock once at the start, the boot clock (monotonic) from then on. */
export function systemClock(): HubClock {
  let offset = Date.now() - performance.now()
  const mono = () => Math.floor(performance.now())
  const at = () => Math.floor(performance.now() + offset)
  return {
    now: () => ({ at: at(), mono: mono() }),
    setTimer(ms, fire) {
      const timer = setTimeout(fire, Math.min(Math.max(0, ms), longestTimerMs))
      return () => clearTimeout(timer)
    },
    startNotBefore(moment) {
      offset = Math.max(offset, moment - performance.now())
    },
    stepMs: () => Date.now() - at(),
    follow(stepMs) {
      offset += stepMs
    },
  }
}
