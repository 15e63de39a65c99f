import { priorityLetter } from '../text/index.ts'
import { localDate } from './days.ts'
import { mayBeSoldSince } from './epochs.ts'
import type { EventTime, QueueEvent } from './events.ts'
import { blockOfEpoch, giveToCurrent, highestInBlock, isServers, lettersOf, skippedBlocks } from './places.ts'
import type { Day, Place, QueueState } from './state.ts'

type ServerEvent = Extract<
  QueueEvent,
  { type: 'inbox-advanced' | 'online-closed' | 'day-cancelled' | 'epoch-began' | 'server-time-followed' }
>

/** What comes from the queue server, or is done because of it. */
export function evolveServer(state: QueueState, event: ServerEvent, time: EventTime): void {
  switch (event.type) {
    case 'inbox-advanced':
      state.inbox = { seq: event.seq, hash: event.hash }
      return
    case 'online-closed': {
      const day = state.days[event.date]
      if (day !== undefined) handOver(day, event.date === state.today)
      return
    }
    case 'day-cancelled':
      cancelDay(state.days[event.date])
      return
    case 'epoch-began':
      beginEpoch(state, event.epoch, time.at)
      return
    case 'server-time-followed':
      followStep(state, event.stepMs)
      return
  }
}

/** Q52, R21: hub time moves by the step from here on; a return time under way stays as long as it was. */
export function followStep(state: QueueState, stepMs: number): void {
  state.clockStepMs = null
  state.lastAt += Math.min(0, stepMs)
  if (state.suspension?.until != null) state.suspension.until += stepMs
}

/** C29, R17: what was not sold online is the office's, and withheld where the lost part of the log may have sold it. */
function handOver(day: Day, isToday: boolean): void {
  const unsold = mayBeSoldSince(day) ? Object.values(day.places).filter((place) => isUnsoldOnline(day, place)) : []
  day.onlineClosed = true
  if (isToday) giveToCurrent(day)
  for (const place of unsold) place.state = 'withheld'
}

function isUnsoldOnline(day: Day, place: Place): boolean {
  return place.state === 'free' && isServers(day, place)
}

/** C24: who waits is let go and nothing more is sold; who was called or is served goes on. */
function cancelDay(day: Day | undefined): void {
  if (day === undefined) return
  day.cancelled = true
  for (const number in day.places) {
    const place = day.places[number]
    if (place?.state === 'free') place.state = 'withdrawn'
  }
  for (const number in day.tickets) {
    const ticket = day.tickets[number]
    if (ticket?.status.is === 'waiting') ticket.status = { is: 'ended', by: 'cancelled-by-office' }
  }
}

/** R17: every unsold place the hub owned is withheld; numbers go on in the new block (N4, N5). */
function beginEpoch(state: QueueState, epoch: number, at: number): void {
  const skipped = skippedBlocks(state.epoch, epoch)
  state.epoch = epoch
  const block = blockOfEpoch(epoch)
  const began = localDate(state, at)
  for (const date in state.days) {
    const day = state.days[date]
    if (day === undefined) continue
    for (const number in day.places) {
      const place = day.places[number]
      if (place?.state === 'free' && !isServers(day, place)) place.state = 'withheld'
    }
    day.lostBlocks = withBlocks(day.lostBlocks, [day.block, ...skipped])
    day.block = block
    if (date === state.today || date === began) {
      day.lostPriorityBlocks = withBlocks(day.lostPriorityBlocks, [day.priorityBlock, ...skipped])
      day.priorityBlock = block
    }
    day.added = {}
    for (const letter of lettersOf(day)) {
      const own = letter === priorityLetter ? day.priorityBlock : block
      const highest = highestInBlock(day, letter, own)
      if (highest > own * 1000) day.added[letter] = highest
    }
  }
}

function withBlocks(blocks: readonly number[], more: readonly number[]): number[] {
  return [...new Set([...blocks, ...more])]
}
