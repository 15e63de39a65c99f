import type { Channel } from '../protocol/index.ts'
import type { PlannedService } from '../queue/events.ts'
import type { Day } from '../queue/state.ts'
import type { PlaceToAdd } from './online/commands.ts'
import type { OnlineDay } from './online/state.ts'

/** A place of a published day that a new plan no longer has. */
export interface PlaceToWithdraw {
  readonly number: string
  readonly service: string
  readonly time: string
  readonly channel: Channel
  /** `request`: the hub owns the place and decides. */
  readonly by: 'server' | 'request'
}

export interface Replan {
  readonly add: readonly PlaceToAdd[]
  readonly withdraw: readonly PlaceToWithdraw[]
  /** Sold places the new plan does not have: they stay. */
  readonly keptSold: readonly { readonly number: string; readonly service: string; readonly time: string }[]
}

/**
 * What a published day lacks, and has too much of, against the plan it would get today (rule C23: a published plan never
 * changes; places are only added, or withdrawn while unsold by their owner).
 * @param mirrorDay the day as the hub last told it; null: not known yet
 */
export function replan(published: OnlineDay, plan: readonly PlannedService[], mirrorDay: Day | null): Replan {
  const wanted = wantedPlaces(plan)
  const withdraw: PlaceToWithdraw[] = []
  const keptSold: { number: string; service: string; time: string }[] = []
  for (const place of placesInForce(published, mirrorDay)) {
    const key = keyOf(place)
    const { number, service, time, channel } = place
    if (wanted.has(key)) wanted.delete(key)
    else if (place.isSold) keptSold.push({ number, service, time })
    else withdraw.push({ number, service, time, channel, by: place.by })
  }
  return { add: [...wanted.values()], withdraw, keptSold }
}

interface PlaceInForce {
  readonly number: string
  readonly service: string
  readonly minutes: number
  readonly time: string
  readonly at: number
  readonly lane: number
  readonly channel: Channel
  readonly isSold: boolean
  readonly by: 'server' | 'request'
}

/** Places of the published day that are neither withdrawn nor asked to be, by their start. */
function placesInForce(published: OnlineDay, mirrorDay: Day | null): PlaceInForce[] {
  const places: PlaceInForce[] = []
  for (const place of Object.values(published.places)) {
    const seen = mirrorDay?.places[place.number]
    if (place.state === 'withdrawn' || place.state === 'asked') continue
    if (seen !== undefined && seen.state !== 'free' && seen.state !== 'taken') continue
    const { number, service, minutes, time, at, lane, channel } = place
    const own = channel === 'online' && published.state === 'open'
    const isSold = place.state === 'booked' || (!own && seen?.state === 'taken')
    places.push({ number, service, minutes, time, at, lane, channel, isSold, by: own ? 'server' : 'request' })
  }
  return places.sort((a, b) => a.at - b.at || a.lane - b.lane || (a.number < b.number ? -1 : 1))
}

function wantedPlaces(plan: readonly PlannedService[]): Map<string, PlaceToAdd> {
  const wanted = new Map<string, PlaceToAdd>()
  for (const { service, minutes, places } of plan) {
    for (const { time, at, lane, channel } of places) {
      const place = { service, minutes, time, at, lane, channel }
      wanted.set(keyOf(place), place)
    }
  }
  return wanted
}

/** What makes two places the same to a visitor and to a window: not the channel, which a published place never changes. */
function keyOf({ service, minutes, at, lane }: { service: string; minutes: number; at: number; lane: number }): string {
  return `${service} ${minutes} ${at} ${lane}`
}
