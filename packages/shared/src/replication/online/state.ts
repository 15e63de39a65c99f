import type { DayClock } from '../../calendar/index.ts'
import type { Channel, OfficeConfig } from '../../protocol/index.ts'

/**
 * What the queue server has decided about an office: a fold of the office's inbox, which it alone writes. Plain JSON
 * data. Unlike the live queue it is never changed in place: a command is decided on a draft while others read the state
 * that is stored.
 */
export interface OnlineState {
  /** Seq of the last inbox item folded in. */
  readonly seq: number
  readonly config: OfficeConfig | null
  /** How often the office has been configured: the version an administrator changes. */
  readonly version: number
  readonly days: Readonly<Record<string, OnlineDay>>
  /** The newest date that was closed; no plan is published for it or for an earlier one. */
  readonly lastClosed: string | null
}

export interface OnlineDay {
  readonly date: string
  readonly clock: DayClock
  /** Inbox seq of the plan: the day is sold online from when the hub has learnt it. */
  readonly publishedSeq: number
  /** `closed`: the hub owns every place and registration of the day (day handover). */
  readonly state: 'open' | 'closed' | 'cancelled'
  readonly places: Readonly<Record<string, OnlinePlace>>
  /** Letter of each service in the plan. */
  readonly letters: Readonly<Record<string, string>>
  /** Highest number of each letter given by the server so far: N4's series goes on from it. */
  readonly highest: Readonly<Record<string, number>>
}

/** A place as the server knows it. What became of the hub's places is in the mirror, not here. */
export interface OnlinePlace {
  readonly number: string
  readonly service: string
  readonly minutes: number
  readonly time: string
  /** The start, ms since 1970. */
  readonly at: number
  readonly lane: number
  readonly channel: Channel
  /** How often it was sold online. */
  readonly sold: number
  /** `asked`: the hub owns it and has been asked to withdraw it. */
  readonly state: 'free' | 'booked' | 'withdrawn' | 'asked'
  /** Of the live booking: finds a second one of the same person. */
  readonly fingerprint: string | null
}

/** Version of the state's shape; a snapshot of another version is not used. */
export const onlineStateVersion = 1

/** An office before its first inbox item. */
export function initialOnlineState(): OnlineState {
  return { seq: 0, config: null, version: 0, days: {}, lastClosed: null }
}
