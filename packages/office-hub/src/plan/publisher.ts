import type { DayClock } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { AddedPlace, EventTime, PlannedService, QueueState } from '@cherha/shared/queue'

/** A day whose plan is to be published: from then on it never changes, places are only added (C rules). */
export interface DayToPublish {
  readonly date: string
  readonly clock: DayClock
  readonly services: readonly PlannedService[]
}

/** Places a published day still lacks. */
export interface PlacesToAdd {
  readonly date: string
  readonly places: readonly AddedPlace[]
}

/** What a publisher wants in the log: first the configuration where it differs, then the days and their places. */
export interface Plans {
  readonly config?: OfficeConfig
  readonly publish: readonly DayToPublish[]
  readonly add: readonly PlacesToAdd[]
}

/**
 * Who makes the days of an office: the hub itself (`localPublisher`), or the queue server.
 * Asked at every start, after every day that opens or closes, and at each new date.
 */
export interface PlanPublisher {
  /** What is missing from `state` at `now`; an empty answer when nothing is. Must not change `state`. */
  plansFor(state: QueueState, now: EventTime): Plans
}
