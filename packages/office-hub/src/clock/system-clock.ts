import type { CancelTimer, HubClock } from './hub-clock.ts'

/** Node's timers take a signed 32-bit number of milliseconds. */
const longestTimerMs = 2 ** 31 - 1

/** What a computer knows about time. */
export interface ComputerTime {
  /** The operating system's clock, ms since 1970. Anybody may set it. */
  os(): number
  /** The boot clock, ms: never goes back, never jumps. */
  boot(): number
  /** Calls `fire` once, `ms` of the boot clock from now. */
  timer(ms: number, fire: () => void): CancelTimer
}

const thisComputer: ComputerTime = {
  os: () => Date.now(),
  boot: () => performance.now(),
  timer(ms, fire) {
    const timer = setTimeout(fire, ms)
    return () => clearTimeout(timer)
  },
}

/** The real clock: the computer's clock once at the start, the boot clock (monotonic) from then on. */
export function systemClock(computer: ComputerTime = thisComputer): HubClock {
  let offset = computer.os() - computer.boot()
  const mono = () => Math.floor(computer.boot())
  const at = () => Math.floor(computer.boot() + offset)
  return {
    now: () => ({ at: at(), mono: mono() }),
    setTimer: (ms, fire) => computer.timer(Math.min(Math.max(0, ms), longestTimerMs), fire),
    startNotBefore(moment) {
      offset = Math.max(offset, moment - computer.boot())
    },
    stepMs: () => computer.os() - at(),
    follow(stepMs) {
      offset += stepMs
    },
  }
}
