import type { DeskView } from '@cherha/shared/protocol'
import { formatTime, type HubState, hubNow } from '@cherha/ui'

/** Whole seconds since the view arrived; 0 without one. `pageNow` is `Date.now()`. */
export function elapsedSeconds(hub: HubState<DeskView> | null, pageNow: number): number {
  return hub === null || hub.view === null ? 0 : Math.max(0, Math.floor((pageNow - hub.receivedAt) / 1000))
}

/** A moment of this page's clock (`Date.now()`) as hub time, ms since 1970: the clock of a desk may be wrong. */
export function asHubTime(hub: HubState<DeskView>, pageMoment: number): number {
  return hubNow(hub) + (pageMoment - Date.now())
}

/** Time of day in the office with seconds, `HH:MM:SS`. @param moment ms since 1970 */
export function timeWithSeconds(moment: number, timeZone: string): string {
  return `${formatTime(moment, timeZone)}:${String(Math.floor(moment / 1000) % 60).padStart(2, '0')}`
}
