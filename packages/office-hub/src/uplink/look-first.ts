import type { EventLog } from '@cherha/event-log'
import type { AliveStamp } from '../clock/alive-stamp.ts'
import type { HubClock } from '../clock/hub-clock.ts'

/** A hub that was down no longer than that was stopped or killed, not put back from a backup. */
const recentlyMs = 5 * 60_000

/**
 * How long a start may ask the server whether the disk is the newest, ms. A hub that lived a moment ago is on the disk it
 * was on; one that was away for long may have been put back from a backup, and two seconds are a small price.
 */
export function lookFirstMs(log: Pick<EventLog, 'head'>, alive: AliveStamp, clock: HubClock): number {
  const seen = alive.read()
  const now = clock.now().at + clock.stepMs()
  const recent = seen !== null && Math.abs(now - seen) < recentlyMs
  return recent && log.head().seq > 0 ? 0 : 2_000
}
