import type { HubDay } from './commands.ts'
import type { OnlinePlace, OnlineState } from './state.ts'

/** Free online places at one time. */
export interface FreeTime {
  readonly service: string
  readonly time: string
  readonly free: number
}

/**
 * Whether the server can sell the place: it is free, online, and the hub has the same place under this number (a hub that
 * planned the day itself before it had a server keeps its own plan).
 */
export function isSellable(place: OnlinePlace, hubDay: HubDay | null): boolean {
  const hubs = hubDay?.places[place.number]
  return (
    place.state === 'free' &&
    place.channel === 'online' &&
    hubs?.channel === 'online' &&
    hubs.service === place.service &&
    hubs.at === place.at
  )
}

/** Times the server can sell on a date, in their order; none when the day is not open for online bookings. */
export function freeOnline(state: OnlineState, date: string, hubDay: HubDay | null, service?: string): FreeTime[] {
  const day = state.days[date]
  if (day === undefined || day.state !== 'open') return []
  const times = new Map<string, { service: string; time: string; at: number; free: number }>()
  for (const place of Object.values(day.places)) {
    if (service !== undefined && place.service !== service) continue
    if (!isSellable(place, hubDay)) continue
    const key = `${place.service} ${place.at}`
    const known = times.get(key)
    if (known === undefined) times.set(key, { service: place.service, time: place.time, at: place.at, free: 1 })
    else known.free += 1
  }
  return [...times.values()]
    .sort((a, b) => a.at - b.at || (a.service < b.service ? -1 : 1))
    .map(({ service: of, time, free }) => ({ service: of, time, free }))
}
