import type { HoldView } from '@cherha/shared/protocol'

/** A hold as it was seen; `at`: `performance.now()` when the view came. */
export interface Seen {
  readonly view: Pick<HoldView & { readonly state: 'held' }, 'id' | 'resendSeconds'>
  readonly at: number
}

/** More than two clocks differ by, and less than the 60 s of rule B9. */
const leastSeconds = 30

/** Whether the later view is of a newer code: the time until the next one has started anew (B9). */
export function hasNewCode(before: Seen, after: Seen): boolean {
  if (before.view.id !== after.view.id) return false
  const [old, now] = [endOf(before), endOf(after)]
  if (old === null) return false
  return now === null || now - old > leastSeconds
}

/** When a next code may be asked for, in seconds; null: there is none. */
function endOf({ view: { resendSeconds }, at }: Seen): number | null {
  return resendSeconds === null ? null : at / 1_000 + resendSeconds
}
