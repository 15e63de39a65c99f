import type { InboxItem, InboxItemOf } from '../../protocol/index.ts'
import { formatNumber, parseNumber } from '../../text/index.ts'
import type { OnlineDay, OnlinePlace, OnlineState } from './state.ts'

/** An inbox item with its seq; seqs come in order. */
export interface RecordedItem {
  readonly seq: number
  readonly item: InboxItem
}

/** Folds one inbox item into a new state. Never refuses: what is in the inbox has been decided. */
export function evolveOnline(state: OnlineState, { seq, item }: RecordedItem): OnlineState {
  return { ...applied(state, item, seq), seq }
}

function applied(state: OnlineState, item: InboxItem, seq: number): OnlineState {
  switch (item.type) {
    case 'office-configured':
      return { ...state, config: item.config, version: state.version + 1 }
    case 'plan-published':
      return withDay(state, publishedDay(item, seq))
    case 'place-added':
      return addPlace(state, item)
    case 'place-withdrawn':
      return changePlace(state, item, { state: 'withdrawn' })
    case 'booked':
      return changePlace(state, item, { state: 'booked', sold: item.sold, fingerprint: item.sealed.fingerprint })
    case 'booking-cancelled':
      return changePlace(state, item, { state: 'free', fingerprint: null })
    case 'online-closed':
      return closeDay(state, item.date)
    case 'withdraw-requested':
      // the hub refuses to take a place from whoever has booked it; until it answers the booking is a booking
      return state.days[item.date]?.places[item.number]?.state === 'booked'
        ? state
        : changePlace(state, item, { state: 'asked' })
    // the hub decides; its answer is in the mirror
    case 'cancel-requested':
      return state
    case 'day-cancelled':
      return changeDay(state, item.date, { state: 'cancelled' })
    default:
      return assertNever(item)
  }
}

function publishedDay(item: InboxItemOf<'plan-published'>, seq: number): OnlineDay {
  const places: Record<string, OnlinePlace> = {}
  const letters: Record<string, string> = {}
  const highest: Record<string, number> = {}
  for (const { service, letter, minutes, places: planned } of item.services) {
    letters[service] = letter
    highest[letter] = planned.length
    planned.forEach((place, index) => {
      const number = formatNumber(letter, index + 1)
      places[number] = { number, service, minutes, ...place, sold: 0, state: 'free', fingerprint: null }
    })
  }
  const { date, clock } = item
  const { change, ...start } = clock
  return {
    date,
    clock: change === undefined ? start : { ...start, change },
    publishedSeq: seq,
    state: 'open',
    places,
    letters,
    highest,
  }
}

function addPlace(state: OnlineState, item: InboxItemOf<'place-added'>): OnlineState {
  const day = state.days[item.date]
  const parsed = parseNumber(item.number)
  if (day === undefined || parsed === null) return state
  const { number, service, minutes, time, at, lane, channel } = item
  const place: OnlinePlace = {
    number,
    service,
    minutes,
    time,
    at,
    lane,
    channel,
    sold: 0,
    state: 'free',
    fingerprint: null,
  }
  return withDay(state, {
    ...day,
    places: { ...day.places, [number]: place },
    letters: { ...day.letters, [service]: parsed.letter },
    highest: { ...day.highest, [parsed.letter]: Math.max(day.highest[parsed.letter] ?? 0, parsed.n) },
  })
}

/** Of the days before the closed one only those that are still open are kept: they have to be closed too. */
function closeDay(state: OnlineState, date: string): OnlineState {
  const closed = changeDay(state, date, { state: 'closed' })
  const kept = Object.entries(closed.days).filter(([other, day]) => other >= date || day.state === 'open')
  const lastClosed = state.lastClosed === null || state.lastClosed < date ? date : state.lastClosed
  return { ...closed, days: Object.fromEntries(kept), lastClosed }
}

function changePlace(
  state: OnlineState,
  { date, number }: { readonly date: string; readonly number: string },
  change: Partial<OnlinePlace>,
): OnlineState {
  const day = state.days[date]
  const place = day?.places[number]
  if (day === undefined || place === undefined) return state
  return withDay(state, { ...day, places: { ...day.places, [number]: { ...place, ...change } } })
}

function changeDay(state: OnlineState, date: string, change: Partial<OnlineDay>): OnlineState {
  const day = state.days[date]
  return day === undefined ? state : withDay(state, { ...day, ...change })
}

function withDay(state: OnlineState, day: OnlineDay): OnlineState {
  return { ...state, days: { ...state.days, [day.date]: day } }
}

function assertNever(value: never): never {
  throw new Error(`an inbox item without a rule: ${JSON.stringify(value)}`)
}
