import type { Decision } from './commands.ts'
import { accept } from './decision.ts'
import type { EpochBecause, QueueEvent } from './events.ts'
import { blockOfEpoch, highestInBlock, isOnSale, isServers, letterOf, numberInBlock } from './places.ts'
import type { Day, Place, QueueState } from './state.ts'

/**
 * A new epoch (R16): the lost part of the log may have sold any place the hub owned. None of them is sold again under
 * its number; each that could still be sold comes again under a number of the new block (R17, N4).
 */
export function beginEpoch(
  state: QueueState,
  { because, above = state.epoch }: { readonly because: EpochBecause; readonly above?: number },
  at: number,
): Decision {
  if (above < state.epoch) return accept([])
  const epoch = above + 1
  const days = Object.values(state.days).sort((a, b) => (a.date < b.date ? -1 : 1))
  return accept([
    { type: 'epoch-began', epoch, because, from: state.seq },
    ...days.flatMap((day) => {
      const isHubs = (place: Place) => !isServers(day, place)
      return replacements(day, isHubs, blockOfEpoch(epoch), day.date === state.today ? at : null)
    }),
  ])
}

/**
 * What the handover brings to a day on which an epoch began before it: the lost part of the log may have had it already,
 * and have sold what the server had not (R17).
 */
export function replacedAtHandover(state: QueueState, day: Day, at: number): QueueEvent[] {
  if (!mayBeSoldSince(day)) return []
  const isToday = day.date === state.today
  return replacements(day, ({ channel }) => channel === 'online', day.block, isToday ? at : null, isToday)
}

/** Whether a lost part of the log reaches into the day itself. */
export function mayBeSoldSince(day: Day): boolean {
  return day.lostPriorityBlocks.length > 0 && !day.cancelled
}

/** @param at hub time, for the open day: what has expired needs nothing in its stead */
function replacements(
  day: Day,
  isWithheld: (place: Place) => boolean,
  block: number,
  at: number | null,
  asCurrent = false,
): QueueEvent[] {
  const highest = new Map<string, number>()
  const events: QueueEvent[] = []
  for (const number in day.places) {
    const place = day.places[number]
    const letter = letterOf(number)
    if (place === undefined || place.state !== 'free' || !isWithheld(place)) continue
    if (at !== null && !isOnSale(place, at)) continue
    const n = (highest.get(letter) ?? highestInBlock(day, letter, block)) + 1
    highest.set(letter, n)
    const instead = numberInBlock(letter, n, block)
    if (instead === null) continue
    const { service, minutes, time, at: start, lane } = place
    const channel = asCurrent ? 'current' : place.channel
    const added = { number: instead, service, minutes, time, at: start, lane, because: 'epoch', channel } as const
    events.push({ type: 'place-added', date: day.date, ...added })
  }
  return events
}
