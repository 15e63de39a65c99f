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
 * @param now what begins by then is past and left as it is (ms since 1970)
 */
export function replan(
  published: OnlineDay,
  plan: readonly PlannedService[],
  mirrorDay: Day | null,
  now = Number.NEGATIVE_INFINITY,
): Replan {
  const wanted = wantedPlaces(plan)
  const withdraw: PlaceToWithdraw[] = []
  const keptSold: { number: string; service: string; time: string }[] = []
  for (const place of placesInForce(published, mirrorDay)) {
    const isPast = place.at <= now
    const key = keyOf(place)
    const { number, service, time, channel } = place
    if (wanted.has(key)) wanted.delete(key)
    else if (isPast) continue
    else if (place.isSold) keptSold.push({ number, service, time })
    else withdraw.push({ number, service, time, channel, by: place.by })
  }
  return { add: [...wanted.values()].filter((place) => place.at > now), withdraw, keptSold }
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

/** Of the places only the hub knows, those that stand for places of the plan. */
const replaces: ReadonlySet<string> = new Set(['freed', 'extension', 'epoch'])

/** Places of the day that are neither withdrawn nor asked to be, by their start. */
function placesInForce(published: OnlineDay, mirrorDay: Day | null): PlaceInForce[] {
  const places: PlaceInForce[] = []
  for (const place of Object.values(mirrorDay?.places ?? {})) {
    if (published.places[place.number] !== undefined || !replaces.has(place.because)) continue
    if (place.state !== 'free' && place.state !== 'taken') continue
    const { number, service, minutes, time, at, lane, channel } = place
    const isSold = place.state === 'taken'
    places.push({ number, service, minutes, time, at, lane, channel, isSold, by: 'request' })
  }
  for (const place of Object.values(published.places)) {
    const seen = mirrorDay?.places[place.number]
    const isRefused = place.state === 'asked' && seen?.state === 'taken'
    if (place.state === 'withdrawn' || (place.state === 'asked' && !isRefused)) continue
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
