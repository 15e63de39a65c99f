import { formatNumber, parseNumber } from '../text/index.ts'
import { putPlace } from './day-index.ts'
import type { QueueEvent } from './events.ts'
import { closedWindow } from './initial.ts'
import { withWindowsInUse } from './leaving-windows.ts'
import { blockOfEpoch, giveToCurrent, isServers } from './places.ts'
import type { Day, Place, QueueState } from './state.ts'

type PlanEvent = Extract<
  QueueEvent,
  {
    type:
      | 'office-configured'
      | 'plan-published'
      | 'place-added'
      | 'place-withdrawn'
      | 'day-confirmed'
      | 'day-opened'
      | 'day-closed'
  }
>

const closedDaysKept = 60

export function evolvePlan(state: QueueState, event: PlanEvent): void {
  switch (event.type) {
    case 'office-configured':
      state.config = withWindowsInUse(state, event.config)
      for (const window of event.config.windows) state.windows[window.id] ??= closedWindow()
      return
    case 'plan-published':
      state.days[event.date] = publishedDay(event, state.epoch)
      return
    case 'place-added':
      addPlace(state, event)
      return
    case 'place-withdrawn': {
      const place = state.days[event.date]?.places[event.number]
      if (place !== undefined) place.state = 'withdrawn'
      return
    }
    case 'day-confirmed':
      state.confirmedDay = event.date
      return
    case 'day-opened':
      state.today = event.date
      state.confirmedDay = null
      openPlaces(state.days[event.date])
      return
    case 'day-closed':
      closeDay(state, event.date)
      return
  }
}

function publishedDay(event: Extract<PlanEvent, { type: 'plan-published' }>, epoch: number): Day {
  const places: Record<string, Place> = {}
  for (const { service, letter, minutes, places: planned } of event.services) {
    planned.forEach((place, index) => {
      const number = formatNumber(letter, index + 1)
      places[number] = { number, service, minutes, ...place, because: 'planned', sold: 0, state: 'free' }
    })
  }
  return {
    date: event.date,
    clock: event.clock,
    places,
    tickets: {},
    added: {},
    block: blockOfEpoch(epoch),
    priorityBlock: 0,
    lostBlocks: [],
    lostPriorityBlocks: [],
    onlineClosed: false,
    cancelled: false,
    displaced: {},
  }
}

function addPlace(state: QueueState, event: Extract<PlanEvent, { type: 'place-added' }>): void {
  const day = state.days[event.date]
  const parsed = parseNumber(event.number)
  if (day === undefined || parsed === null) return
  // the server numbers its own places, below the hub's blocks (N4); a lost number is of a block that is over
  if (event.because !== 'server' && event.because !== 'readmitted')
    day.added[parsed.letter] = Math.max(day.added[parsed.letter] ?? 0, parsed.n)
  const { number, service, minutes, time, at, lane, because, channel: given = 'current' } = event
  const place: Place = { number, service, minutes, time, at, lane, channel: given, because, sold: 0, state: 'free' }
  if (event.date === state.today && !isServers(day, place)) place.channel = 'current'
  putPlace(day, place)
}

/** C25, C29: from the opening on, what was not sold in advance belongs to the current queue. */
function openPlaces(day: Day | undefined): void {
  if (day !== undefined) giveToCurrent(day)
}

function closeDay(state: QueueState, date: string): void {
  delete state.days[date]
  state.closed = [...state.closed, date].slice(-closedDaysKept)
  if (state.lastClosed === null || state.lastClosed < date) state.lastClosed = date
  if (state.today !== date) return
  state.today = null
  state.calls = {}
  state.sessions = {}
  state.tallies = {}
  state.lastEnded = {}
  for (const session in state.desks) if (!state.desks[session]?.connected) delete state.desks[session]
}
