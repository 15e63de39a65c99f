import type { DeskView } from '@cherha/shared/protocol'

/** Rule A: with so many seconds left the desk asks whether the visitor has come. */
const askAtSeconds = 15

export interface Countdown {
  /** Whole seconds until the no-show; null until the call is announced or while the hub has stopped the clock. */
  readonly seconds: number | null
  /** What is left of the whole time, 0 to 1. */
  readonly part: number
  /** The hub has stopped the clock of an announced call, or cannot be heard: it runs only while the desk is connected. */
  readonly stopped: boolean
  readonly ask: boolean
}

/** The time left for a called visitor, between two views of the hub. */
export function countdownOf(view: DeskView, elapsedSeconds: number, connected: boolean): Countdown {
  const ticket = view.ticket
  if (ticket === null || !ticket.announced) return { seconds: null, part: 1, stopped: false, ask: false }
  if (ticket.remainingSeconds === null) return { seconds: null, part: 1, stopped: true, ask: false }
  const whole = view.office.noShowSeconds
  const seconds = Math.max(0, ticket.remainingSeconds - (connected ? elapsedSeconds : 0))
  return { seconds, part: Math.min(1, seconds / whole), stopped: !connected, ask: seconds <= askAtSeconds }
}

/** Seconds as `1:37`. */
export function minutesAndSeconds(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
