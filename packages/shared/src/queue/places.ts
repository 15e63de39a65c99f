import { boundaryOf, minuteMs, openIntervals, timeAt } from '../calendar/index.ts'
import { formatNumber, parseNumber, priorityLetter } from '../text/index.ts'
import { placesOf } from './day-index.ts'
import { nextTicket } from './policy.ts'
import type { Day, Place, QueueState } from './state.ts'

/** The open day, or null. */
export function openDay(state: QueueState): Day | null {
  return state.today === null ? null : (state.days[state.today] ?? null)
}

/** R1: until the day handover an online place is the server's; the hub neither sells nor frees it. */
export function isServers(day: Day, place: Place): boolean {
  return place.channel === 'online' && !day.onlineClosed
}

/** C25, C29: on the open day every unsold place the hub owns belongs to the current queue. */
export function giveToCurrent(day: Day): void {
  for (const number in day.places) {
    const place = day.places[number]
    if (place?.state === 'free' && !isServers(day, place)) place.channel = 'current'
  }
}

/** C21: a place of today can be sold until half its length has passed. */
export function isOnSale(place: Place, at: number): boolean {
  return at < place.at + (place.minutes * minuteMs) / 2
}

/** A place the current queue can sell now. */
export function isFreeCurrent(place: Place, at: number): boolean {
  return place.state === 'free' && place.channel === 'current' && isOnSale(place, at)
}

/** Free places of the current queue for a service, by (time, lane, number). */
export function freeCurrentPlaces(day: Day, service: string, at: number): Place[] {
  return placesOf(day, service).filter((place) => isFreeCurrent(place, at))
}

/** The earliest free place of the current queue, optionally at one time only; null when there is none (C20). */
export function nearestCurrentPlace(day: Day, service: string, at: number, time?: string): Place | null {
  const isWanted = (place: Place) => (time === undefined || place.time === time) && isFreeCurrent(place, at)
  return placesOf(day, service).find(isWanted) ?? null
}

/** The free place of a later day for advance registration at the terminal; null when taken (C28). */
export function freeTerminalPlace(day: Day, service: string, time: string): Place | null {
  const isWanted = (place: Place) => place.time === time && place.state === 'free' && place.channel === 'terminal'
  return placesOf(day, service).find(isWanted) ?? null
}

/** A place at the present minute that nobody has yet: an idle-window offer, or the place of a priority ticket. */
export interface PresentPlace {
  readonly time: string
  readonly at: number
}

/**
 * The present minute as a place of the service, when the place would end inside an opening interval of today.
 * @param at hub time, ms since 1970
 */
export function presentPlace(state: QueueState, service: string, at: number): PresentPlace | null {
  const day = openDay(state)
  const config = state.config
  const serviceConfig = config?.services.find((candidate) => candidate.id === service)
  if (day === null || config === null || serviceConfig === undefined) return null
  const start = at - (at % minuteMs)
  const end = start + serviceConfig.minutes * minuteMs
  for (const [from, to] of openIntervals(config, serviceConfig, day.date)) {
    const opens = boundaryOf(day.clock, from)
    const closes = boundaryOf(day.clock, to)
    if (start >= opens && end <= closes) return { time: timeAt(day.clock, start), at: start }
  }
  return null
}

/** N5: the place of a same-day priority ticket: the present minute, or the start of the next interval of today. */
export function priorityPlace(state: QueueState, service: string, at: number): PresentPlace | null {
  const now = presentPlace(state, service, at)
  if (now !== null) return now
  const day = openDay(state)
  const config = state.config
  const serviceConfig = config?.services.find((candidate) => candidate.id === service)
  if (day === null || config === null || serviceConfig === undefined) return null
  for (const [from] of openIntervals(config, serviceConfig, day.date)) {
    const opens = boundaryOf(day.clock, from)
    if (opens > at) return { time: timeAt(day.clock, opens), at: opens }
  }
  return null
}

/**
 * C22: no current place of the service is free and an open window that serves it has nobody to call:
 * one added place at the present minute may be sold.
 */
export function idleWindowPlace(state: QueueState, service: string, at: number): PresentPlace | null {
  const day = openDay(state)
  if (day === null || day.cancelled || state.suspension !== null || state.config === null) return null
  if (nearestCurrentPlace(day, service, at) !== null) return null
  const idle = state.config.windows.some((window) => {
    const work = state.windows[window.id]
    return (
      window.services.includes(service) &&
      work?.session != null &&
      work.doing === 'nothing' &&
      nextTicket(state, window.id, at) === null
    )
  })
  return idle ? presentPlace(state, service, at) : null
}

/** How many places of the current queue a visitor can have now: the free ones, or the one of an idle window. */
export function freePlacesNow(state: QueueState, service: string, at: number): number {
  const day = openDay(state)
  if (day === null) return 0
  let free = 0
  for (const place of placesOf(day, service)) if (isFreeCurrent(place, at)) free += 1
  return free > 0 ? free : idleWindowPlace(state, service, at) === null ? 0 : 1
}

/** The next number of the hub's series of added places (N4), or of the priority series (N5); null when it is used up. */
export function nextAddedNumber(day: Day, letter: string, alreadyNow = 0): string | null {
  const block = letter === priorityLetter ? day.priorityBlock : day.block
  return numberInBlock(letter, (day.added[letter] ?? block * 1000) + 1 + alreadyNow, block)
}

/** Blocks of added places: then they come round again (N4). */
export const blocksInUse = 9

/** N4: the block of the hub's added places in an epoch. */
export function blockOfEpoch(epoch: number): number {
  return 1 + (epoch % 9)
}

/** N4, Q28: blocks of the epochs between two of this log: another hub of the office has begun them. */
export function skippedBlocks(before: number, epoch: number): number[] {
  const blocks: number[] = []
  for (let skipped = Math.max(before + 1, epoch - blocksInUse); skipped < epoch; skipped += 1)
    blocks.push(blockOfEpoch(skipped))
  return blocks
}

/** The block of thousand a number lies in: 0 is that of the plan and of the first priority series; null: in none. */
export function blockOfNumber(n: number): number | null {
  return n % 1000 === 0 ? null : Math.floor(n / 1000)
}

/** The letter of a number as the state has it. */
export function letterOf(number: string): string {
  return number.charAt(0)
}

export function numberInBlock(letter: string, n: number, block: number): string | null {
  return n > block * 1000 + 999 ? null : formatNumber(letter, n)
}

/** The highest number of a letter in a block of the day's places; the block's beginning when it has none. */
export function highestInBlock(day: Day, letter: string, block: number): number {
  let highest = block * 1000
  for (const number in day.places) {
    const n = parseNumber(number)?.n ?? 0
    if (letterOf(number) === letter && n > highest && n <= block * 1000 + 999) highest = n
  }
  return highest
}

/** Letters of the day's places. */
export function lettersOf(day: Day): Set<string> {
  return new Set(Object.keys(day.places).map(letterOf))
}

/** Added places stand behind the published ones of the same time. */
export function addedLane(lanes: number): number {
  return lanes + 1
}
