import type { CallView } from '@cherha/shared/protocol'

/** What stands beside a called number. Only `counting` has figures. */
export type Countdown =
  | { readonly state: 'announcing' }
  /** Announced, but the clock stands still (the desk is not connected, or the hub cannot be heard). */
  | { readonly state: 'paused' }
  | { readonly state: 'counting'; readonly seconds: number }

/**
 * Time left of a call.
 * @param elapsedMs since the view arrived, ms
 * @param linked false while the hub cannot be heard: its clock may stand, so nothing is counted here
 */
export function countdown(
  call: Pick<CallView, 'announced' | 'remainingSeconds'>,
  elapsedMs: number,
  linked: boolean,
): Countdown {
  if (!call.announced) return { state: 'announcing' }
  if (call.remainingSeconds === null || !linked) return { state: 'paused' }
  return { state: 'counting', seconds: Math.max(0, call.remainingSeconds - Math.floor(Math.max(0, elapsedMs) / 1_000)) }
}

/** `97` → `1:37`. */
export function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** How full each of the four quarters is, percent, the last to run out first. */
export function quarters(seconds: number, noShowSeconds: number): readonly [number, number, number, number] {
  const length = noShowSeconds / 4
  const fill = (index: number): number =>
    Math.round(Math.min(1, Math.max(0, (seconds - index * length) / length)) * 100)
  return [fill(0), fill(1), fill(2), fill(3)]
}

/** Whether a quarter is lit at all. @param quarter 3 runs out first */
export function isLit(left: Countdown, quarter: number, noShowSeconds: number): boolean {
  return left.state === 'counting' && (quarters(left.seconds, noShowSeconds)[quarter] ?? 0) > 0
}

/** Whole minutes a visitor is promised: never more than the rule gives. */
export function noShowMinutes(noShowSeconds: number): number {
  return Math.floor(noShowSeconds / 60)
}
