import {
  boundaryOf,
  type DayClock,
  maxPublishedPlaces,
  minuteMs,
  openIntervals,
  type PlanProblem,
  planDay,
  timeAt,
} from '../calendar/index.ts'
import type { PlannedPlace, PlannedService, QueueEvent } from '../queue/index.ts'
import { formatNumber, letterProblem } from '../text/index.ts'
import type { Book, BookPlace } from './book.ts'
import type { ClockOf } from './read-days.ts'
import type { Say } from './violation.ts'

type Plan = Extract<QueueEvent, { type: 'plan-published' }>

/** N1, N2, C3–C18: the plan has the form of one, and is what the configuration gives for its date. */
export function judgePlan(book: Book, plan: Plan, say: Say, clockOf: ClockOf | null): void {
  const { date, clock, services } = plan
  const letters = letterProblem(services.map(({ service, letter }) => ({ id: service, letter })))
  if (letters !== null) say('N1', `the plan of ${date} gives ${letters.service} a letter that is ${letters.problem}`)
  if (clock.date !== date) say('C18', `the plan of ${date} has the clock of another date`)
  const { config } = book
  if (config === null) return say('C18', `the plan of ${date} was published before the office was configured`)
  if (clockOf !== null && !isSameClock(clockOf(date, config.timeZone), clock))
    say('C18', `the plan of ${date} has a clock that is not the one of ${config.timeZone}`)

  let sound = true
  for (const service of services) sound = judgeService(book, plan, service, say) && sound
  const expected = planDay(config, clock)
  if (!expected.ok) return say(ruleOf[expected.problem.code], `the plan of ${date} should have been refused`)
  if (sound) for (const service of services) judgeAgainst(date, service, expected.services, say)
}

function isSameClock(a: DayClock, b: DayClock): boolean {
  return (
    a.date === b.date &&
    a.midnight === b.midnight &&
    a.change?.atMinute === b.change?.atMinute &&
    a.change?.shiftMinutes === b.change?.shiftMinutes
  )
}

const ruleOf: Readonly<Record<PlanProblem['code'], string>> = {
  'too-many-places': 'N2',
  intervals: 'C7',
  'letter-not-allowed': 'N1',
  'letter-repeated': 'N1',
}

function judgeService(book: Book, { date, clock }: Plan, service: PlannedService, say: Say): boolean {
  const config = book.config?.services.find(({ id }) => id === service.service)
  const where = `the plan of ${service.service} on ${date}`
  if (config === undefined || config.letter !== service.letter || config.minutes !== service.minutes) {
    say('C18', `${where} is not that of the configured service`)
    return false
  }
  if (service.places.length > maxPublishedPlaces) {
    say('N2', `${where} has ${service.places.length} places, more than ${maxPublishedPlaces}`)
    return false
  }
  const intervals = book.config === null ? [] : openIntervals(book.config, config, date)
  let before: PlannedPlace | null = null
  for (const [index, place] of service.places.entries()) {
    const number = index + 1
    const after = before === null || before.at < place.at || (before.at === place.at && before.lane < place.lane)
    if (!after) return refused(say, 'N2', `${where}: place ${number} does not follow the one before by time and lane`)
    if (timeAt(clock, place.at) !== place.time)
      return refused(say, 'C18', `${where}: place ${number} says ${place.time}, which is another moment`)
    const inside = intervals.some(
      ([from, to]) =>
        place.at >= boundaryOf(clock, from) && place.at + service.minutes * minuteMs <= boundaryOf(clock, to),
    )
    if (!inside)
      return refused(say, 'C3', `${where}: place ${number} at ${place.time} is outside the opening intervals`)
    before = place
  }
  return true
}

function refused(say: Say, rule: string, sentence: string): false {
  say(rule, sentence)
  return false
}

/**
 * C18: the same places with the same channels as everybody computes them. A day that is published after it has begun
 * may lack the places that were over by then: only the end of the list counts.
 */
function judgeAgainst(date: string, { service, places }: PlannedService, expected: PlannedService[], say: Say): void {
  const all = expected.find((one) => one.service === service)?.places ?? []
  const rest = all.slice(Math.max(0, all.length - places.length))
  const where = `the plan of ${service} on ${date}`
  if (rest.length !== places.length) return say('C18', `${where} has more places than the configuration gives`)
  for (const [index, place] of places.entries()) {
    const should = rest[index]
    if (should?.at !== place.at || should.lane !== place.lane)
      return say('C18', `${where}: place ${index + 1} is not the one the configuration gives`)
    if (should.channel !== place.channel)
      return say('C8', `${where}: place ${index + 1} was given to ${place.channel} instead of ${should.channel}`)
  }
}

/** N2: the i-th place of a service has the number i. */
export function placesOf(services: readonly PlannedService[]): Map<string, BookPlace> {
  const places = new Map<string, BookPlace>()
  for (const { service, letter, minutes, places: planned } of services) {
    planned.forEach(({ time, at, lane, channel }, index) => {
      const number = formatNumber(letter, index + 1)
      places.set(number, {
        number,
        service,
        minutes,
        time,
        at,
        lane,
        channel,
        because: 'planned',
        sold: 0,
        state: 'free',
      })
    })
  }
  return places
}
