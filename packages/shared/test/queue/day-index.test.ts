import { expect, it } from 'vitest'
import {
  byTime,
  placesEndOf,
  placesOf,
  putPlace,
  putTicket,
  ticketsOf,
  ticketsOfPerson,
} from '../../src/queue/day-index.ts'
import type { Day, Place, Ticket } from '../../src/queue/index.ts'

function aPlace(number: string, at: number, lane = 1): Place {
  const service = number.startsWith('А') ? 'permanent' : 'immigration'
  return {
    number,
    service,
    minutes: 20,
    time: '09:00',
    at,
    lane,
    channel: 'current',
    because: 'planned',
    sold: 0,
    state: 'free',
  }
}

function aTicket(number: string, registeredSeq: number, fingerprint = number): Ticket {
  const { service, time, at, lane } = aPlace(number, registeredSeq)
  const place = { number, service, place: number, time, at, lane, sold: 1 }
  const sealed = { box: '', fingerprint }
  return {
    ...place,
    channel: 'current',
    claimed: false,
    language: 'uk',
    session: null,
    sealed,
    registeredSeq,
    present: true,
    priority: null,
    prioritySeq: null,
    onlyWindow: null,
    status: { is: 'waiting' },
  }
}

function aDay(): Day {
  const clock = { date: '2026-03-05', midnight: 0 }
  return {
    date: clock.date,
    clock,
    places: {},
    tickets: {},
    added: {},
    block: 1,
    priorityBlock: 0,
    lostBlocks: [],
    lostPriorityBlocks: [],
    onlineClosed: false,
    cancelled: false,
    displaced: {},
  }
}

/** The same day as a snapshot gives it back: its index is made anew. */
const restored = (day: Day): Day => structuredClone(day)

const seen = (day: Day) => ({
  places: ['permanent', 'immigration'].map((service) => placesOf(day, service)),
  tickets: ticketsOf(day),
  person: ticketsOfPerson(day, 'olena'),
  ends: placesEndOf(day),
})

it('what a day is asked is the same whether it was kept up or made anew from a snapshot', () => {
  const day = aDay()
  expect(seen(day)).toEqual({ places: [[], []], tickets: [], person: [], ends: 0 })
  const numbers = ['А-003', 'А-001', 'К-001', 'А-002', 'А-1001', 'К-1001']
  numbers.forEach((number, index) => {
    putPlace(day, aPlace(number, [30, 10, 20, 20, 10, 5][index] ?? 0, number.length > 5 ? 3 : 1))
    expect(seen(day)).toEqual(seen(restored(day)))
  })
  expect(placesOf(day, 'permanent').map(({ number }) => number)).toEqual(['А-001', 'А-1001', 'А-002', 'А-003'])
  expect([...placesOf(day, 'permanent')].sort(byTime)).toEqual(placesOf(day, 'permanent'))
  ;['А-002', 'А-001', 'К-001'].forEach((number, index) => {
    putTicket(day, aTicket(number, index + 1, index === 1 ? 'taras' : 'olena'))
    expect(seen(day)).toEqual(seen(restored(day)))
  })
  expect(ticketsOfPerson(day, 'olena').map(({ number }) => number)).toEqual(['А-002', 'К-001'])
})

it('a number that is sold again before its day has one ticket, the last one', () => {
  const day = aDay()
  putPlace(day, aPlace('А-001', 10))
  putTicket(day, aTicket('А-001', 1, 'olena'))
  expect(ticketsOfPerson(day, 'olena')).toHaveLength(1)
  putTicket(day, aTicket('А-001', 2, 'taras'))
  expect(ticketsOf(day).map(({ registeredSeq }) => registeredSeq)).toEqual([2])
  expect(ticketsOfPerson(day, 'olena')).toEqual([])
  expect(seen(day)).toEqual(seen(restored(day)))
})
