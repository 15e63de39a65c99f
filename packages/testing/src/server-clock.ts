import type { ServerClock } from '@cherha/queue-server'
import type { VirtualClock } from './virtual-clock.ts'

/** The virtual clock as the queue server reads it. */
export function serverClock(clock: VirtualClock): ServerClock {
  return {
    now: () => clock.now().at,
    setTimer: (ms, fire) => clock.setTimer(ms, fire),
  }
}
