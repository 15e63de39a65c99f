import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'

/** Time as an answer's pace needs it. */
export interface SteadyPace {
  /** Ms that only go forward. */
  now(): number
  /** A random number of ms that is added to every answer. */
  jitter(): number
  wait(ms: number): Promise<void>
}

/** Longer than an ordinary answer takes, shorter than a person notices. */
export const paceMs = 300

export const computerPace: SteadyPace = {
  now: () => performance.now(),
  jitter: () => randomInt(0, 50),
  wait: async (ms) => {
    await sleep(ms)
  },
}

/**
 * Does some work and answers not before a fixed time from its beginning, so that how long it took says nothing of what
 * was found. Work that takes longer answers at the next multiple of that time; one that fails, too.
 */
export async function atSteadyPace<T>(pace: SteadyPace, work: () => Promise<T>): Promise<T> {
  const began = pace.now()
  try {
    return await work()
  } finally {
    const took = pace.now() - began
    const steps = Math.max(1, Math.ceil(took / paceMs))
    await pace.wait(steps * paceMs - took + pace.jitter())
  }
}
