import type { OfficeConfig, ServiceConfig } from '../protocol/index.ts'
import type { PlannedService } from '../queue/events.ts'
import { letterProblem } from '../text/index.ts'
import { channelSeries, effectiveQuotas } from './channels.ts'
import { boundaryOf, instantOf, minuteMs, timeText, type DayClock } from './day-clock.ts'
import { areInOrder, openIntervals } from './opening.ts'

/** Most places of one service a plan may publish (N2); higher numbers belong to added places (N4). */
export const maxPublishedPlaces = 799

/** Why a plan is refused; an administrator has to change the office's configuration. */
export type PlanProblem =
  | { readonly code: 'too-many-places'; readonly service: string; readonly places: number; readonly limit: number }
  /** An interval ends before it begins, or begins before the one in front of it has ended (C7). */
  | { readonly code: 'intervals'; readonly service: string }
  /** N1: a letter that is not allowed, or that two services have. */
  | { readonly code: 'letter-not-allowed' | 'letter-repeated'; readonly service: string; readonly letter: string }

export type DayPlan =
  | { readonly ok: true; readonly services: PlannedService[] }
  | { readonly ok: false; readonly problem: PlanProblem }

/**
 * The day plan of a date: every service of the office with its places in the order of their numbers
 * (the i-th entry has number i + 1) and the channel of each. A service without reception has no places.
 * Rules C1–C12, N1, N2.
 */
export function planDay(config: OfficeConfig, clock: DayClock): DayPlan {
  const letter = letterProblem(config.services)
  if (letter) return refused({ code: `letter-${letter.problem}`, service: letter.service, letter: letter.letter })
  const services: PlannedService[] = []
  for (const service of config.services) {
    if (!areInOrder(openIntervals(config, service, clock.date)))
      return refused({ code: 'intervals', service: service.id })
    const starts = startsOf(config, service, clock)
    const count = starts.length * service.lanes
    if (count > maxPublishedPlaces) {
      return refused({ code: 'too-many-places', service: service.id, places: count, limit: maxPublishedPlaces })
    }
    services.push(plannedService(config, service, starts))
  }
  return { ok: true, services }
}

/** A start of places: what the wall clock shows, and the instant. */
export interface Start {
  readonly time: string
  readonly at: number
}

/**
 * Starts of the places of a service on a date, in order; each is a place in every lane.
 * They follow one another by the wall clock, every `minutes` from the beginning of their interval (C2);
 * the length itself is real time, so a start is left out that the clock skips (C4), whose place would end
 * after its interval (C3), or that comes before the place in front of it has ended (C6).
 */
export function startsOf(config: OfficeConfig, service: ServiceConfig, clock: DayClock): Start[] {
  const length = service.minutes * minuteMs
  const starts: Start[] = []
  for (const [from, to] of openIntervals(config, service, clock.date)) {
    const end = boundaryOf(clock, to)
    let free = boundaryOf(clock, from)
    for (let minutes = from; minutes < to; minutes += service.minutes) {
      const time = timeText(minutes)
      const at = instantOf(clock, time)
      if (at === null || at < free || at + length > end) continue
      free = at + length
      starts.push({ time, at })
    }
  }
  return starts
}

function plannedService(config: OfficeConfig, service: ServiceConfig, starts: readonly Start[]): PlannedService {
  const lanes = Array.from({ length: service.lanes }, (_, index) => index + 1)
  const nextChannel = channelSeries(effectiveQuotas(config, service))
  return {
    service: service.id,
    letter: service.letter,
    minutes: service.minutes,
    places: starts.flatMap((start) => lanes.map((lane) => ({ ...start, lane, channel: nextChannel() }))),
  }
}

function refused(problem: PlanProblem): DayPlan {
  return { ok: false, problem }
}
