import type { Decision } from './commands.ts'
import { accept } from './decision.ts'
import type { EpochBecause, QueueEvent } from './events.ts'
import { blockOfEpoch, highestInBlock, isOnSale, isServers, letterOf, numberInBlock } from './places.ts'
import type { Day, QueueState } from './state.ts'

/**
 * A new epoch (R16): the lost part of the log may have sold any place the hub owned. None of them is sold again under
 * its number; each that could still be sold comes again under a number of the new block (R17, N4).
 */
export function beginEpoch(state: QueueState, because: EpochBecause, at: number): Decision {
  const epoch = state.epoch + 1
  const days = Object.values(state.days).sort((a, b) => (a.date < b.date ? -1 : 1))
  return accept([
    { type: 'epoch-began', epoch, because, from: state.seq },
    ...days.flatMap((day) => replacements(day, blockOfEpoch(epoch), day.date === state.today ? at : null)),
  ])
}

/** @param at hub time, for the open day: what has expired needs nothing in its stead */
function replacements(day: Day, block: number, at: number | null): QueueEvent[] {
  const highest = new Map<string, number>()
  const events: QueueEvent[] = []
  for (const number in day.places) {
    const place = day.places[number]
    const letter = letterOf(number)
    if (place === undefined || place.state !== 'free' || isServers(day, place)) continue
    if (at !== null && !isOnSale(place, at)) continue
    const n = (highest.get(letter) ?? highestInBlock(day, letter, block)) + 1
    highest.set(letter, n)
    const instead = numberInBlock(letter, n, block)
    if (instead === null) continue
    const { service, minutes, time, at: start, lane, channel } = place
    const added = { number: instead, service, minutes, time, at: start, lane, because: 'epoch', channel } as const
    events.push({ type: 'place-added', date: day.date, ...added })
  }
  return events
}
