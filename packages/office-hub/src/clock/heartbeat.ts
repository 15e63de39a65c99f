import type { CancelTimer, HubClock } from './hub-clock.ts'

export interface Heartbeat {
  stop(): void
}

/** Calls `beat` every so many seconds of the boot clock; a beat that comes late is not made up for. */
export function startHeartbeat(clock: HubClock, everySeconds: number, beat: () => void): Heartbeat {
  let cancel: CancelTimer = () => {}
  const arm = () => {
    cancel = clock.setTimer(everySeconds * 1_000, () => {
      arm()
      beat()
    })
  }
  arm()
  return { stop: () => cancel() }
}
