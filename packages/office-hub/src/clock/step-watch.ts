import type { HubClock } from './hub-clock.ts'

/** Smaller differences are the drift of two clocks, not a step. */
const toleranceMs = 2_000

/**
 * Notices that somebody moved the computer's clock. Each new difference of more than 2 s is reported once;
 * so is the return to hub time (as 0), because a lead must not accept a step that is gone.
 */
export function stepWatch(
  clock: HubClock,
  report: (stepMs: number) => void,
): { look(): void; followed(): void; rebase(): void } {
  let reported = 0
  /** How far the computer's clock is off without that being a step. */
  let base = 0
  return {
    look() {
      const difference = clock.stepMs() - base
      const step = Math.abs(difference) > toleranceMs ? difference : 0
      if (Math.abs(step - reported) <= toleranceMs && (step === 0) === (reported === 0)) return
      reported = step
      report(step)
    },
    /** A lead accepted the reported step. */
    followed() {
      reported = 0
    },
    /** Hub time is known better than the computer's clock: only what changes from here on is a step. */
    rebase() {
      base = clock.stepMs()
      reported = 0
    },
  }
}
