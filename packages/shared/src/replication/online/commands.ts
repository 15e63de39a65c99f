import type { DayClock } from '../../calendar/index.ts'
import type { Channel, InboxItem, InboxItemOf, Language, OfficeConfig } from '../../protocol/index.ts'
import type { PlannedService, Sealed } from '../../queue/events.ts'
import type { Place } from '../../queue/state.ts'

/** A place an administrator adds to a published day. */
export interface PlaceToAdd {
  readonly service: string
  readonly minutes: number
  readonly time: string
  /** The start, ms since 1970. */
  readonly at: number
  readonly lane: number
  readonly channel: Channel
}

/** What may be asked of the server about an office; ids and what the hub has acknowledged come with the command. */
export type OnlineCommand =
  | { readonly type: 'configure'; readonly config: OfficeConfig; readonly version?: number }
  | {
      readonly type: 'publish'
      readonly date: string
      readonly clock: DayClock
      readonly services: readonly PlannedService[]
    }
  | {
      readonly type: 'book'
      readonly date: string
      readonly service: string
      readonly time: string
      readonly language: Language
      readonly sealed: Sealed
      /** Seq of the newest inbox item the hub has in its log, by the mirror. */
      readonly acknowledged: number
      /** The day as the hub has it: a place is sold only when both sides mean the same by its number. */
      readonly hubDay: HubDay | null
      /** The office's date. */
      readonly today: string
    }
  | {
      readonly type: 'cancel-booking'
      readonly date: string
      readonly number: string
      readonly by: 'visitor' | 'office'
      /** Id of the request, if one has to be made. */
      readonly request: string
    }
  | { readonly type: 'close-online'; readonly date: string }
  | {
      readonly type: 'change-places'
      readonly date: string
      readonly add: readonly PlaceToAdd[]
      readonly withdraw: readonly string[]
      /** Ids for the requests, at least as many as `withdraw` has numbers. */
      readonly requests: readonly string[]
    }
  | { readonly type: 'cancel-day'; readonly date: string; readonly reason: InboxItemOf<'day-cancelled'>['reason'] }

/** What of the hub's day a booking depends on. */
export interface HubDay {
  readonly places: Readonly<Record<string, Pick<Place, 'service' | 'at' | 'channel'>>>
}

export type OnlineCommandOf<T extends OnlineCommand['type']> = Extract<OnlineCommand, { type: T }>

/** Why the server refuses; the sentence a person reads is the API's. */
export type OnlineRefusalCode =
  | 'unknown-day'
  | 'not-acknowledged'
  | 'online-closed'
  | 'day-cancelled'
  | 'date-closed'
  | 'unknown-service'
  | 'unknown-place'
  | 'no-places'
  | 'place-taken'
  | 'already-registered'
  | 'unknown-booking'
  | 'number-range-full'
  | 'version-changed'
  /** No plan can be made for the date with this configuration; the preview tells why. */
  | 'plan-refused'

export interface OnlineRefusal {
  readonly code: OnlineRefusalCode
  readonly field?: string
}

/** The ticket a booking got. `sold`: how often its place has been sold, r of the check-in code. */
export interface BookedPlace {
  readonly number: string
  readonly date: string
  readonly time: string
  readonly sold: number
}

/** What an accepted command answers with. */
export interface OnlineResults {
  readonly configure: { readonly version: number }
  readonly publish: { readonly date: string }
  readonly book: BookedPlace
  /** `request`: id of the request the hub will answer; null when the booking has ended at once. */
  readonly 'cancel-booking': { readonly request: string | null }
  readonly 'close-online': { readonly sold: number }
  readonly 'change-places': {
    readonly added: readonly string[]
    readonly withdrawn: readonly string[]
    readonly requested: readonly { readonly number: string; readonly request: string }[]
  }
  readonly 'cancel-day': { readonly date: string }
}

export type OnlineDecision<T extends OnlineCommand['type'] = OnlineCommand['type']> =
  | { readonly ok: true; readonly items: readonly InboxItem[]; readonly result: OnlineResults[T] }
  | { readonly ok: false; readonly refusal: OnlineRefusal }
