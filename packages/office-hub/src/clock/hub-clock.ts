import type { EventTime } from '@cherha/shared/queue'

/** Stops a timer; harmless once it has fired. */
export type CancelTimer = () => void

/**
 * The hub's time. It advances by the boot clock alone, so nobody who changes the computer's clock moves a
 * no-show: a step of the computer's clock is only reported (`stepMs`) until a lead accepts it.
 */
export interface HubClock {
  /** Hub time in ms since 1970 and the boot clock in ms; both whole numbers. */
  now(): EventTime
  /** Calls `fire` once, `ms` of the boot clock from now. */
  setTimer(ms: number, fire: () => void): CancelTimer
  /** Called once per boot, before the first event: hub time never starts before a moment already in the log. */
  startNotBefore(at: number): void
  /** How far the computer's clock is ahead of hub time, in ms. */
  stepMs(): number
  /** Follows a step a lead has accepted. */
  follow(stepMs: number): void
}
