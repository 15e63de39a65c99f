import type { OfficeConfig, ServiceConfig } from '../protocol/index.ts'
import { weekday } from './dates.ts'
import { boundaryOf, minutesOf, type DayClock } from './day-clock.ts'

/** An opening interval `[from, to)` in minutes since 00:00 of the office's clock; `to` may be 1440. */
export type OpenInterval = readonly [from: number, to: number]

/** Opening intervals of a service on a date: the date's exception, else the service's hours, else the office's (C1). */
export function openIntervals(config: OfficeConfig, service: ServiceConfig, date: string): OpenInterval[] {
  const exception = config.exceptions.find((one) => one.date === date)
  const intervals = exception?.intervals ?? (service.hours ?? config.hours)[weekday(date)]
  return intervals.map(([from, to]) => [minutesOf(from), minutesOf(to)])
}

/** Whether each interval begins before it ends and not before the one in front of it has ended (C7). */
export function areInOrder(intervals: readonly OpenInterval[]): boolean {
  return intervals.every(([from, to], index) => from >= (intervals[index - 1]?.[1] ?? 0) && from < to)
}

/** A reception day is a date on which at least one service has an opening interval (C13). */
export function isReceptionDay(config: OfficeConfig, date: string): boolean {
  return config.services.some((service) => openIntervals(config, service, date).length > 0)
}

/**
 * When reception of the date begins and ends, over all services, ms since 1970; null on a day without reception.
 * Its begin is the start of the working day at the terminal (C15).
 */
export function receptionSpan(config: OfficeConfig, clock: DayClock): { opens: number; closes: number } | null {
  const intervals = config.services.flatMap((service) => openIntervals(config, service, clock.date))
  if (intervals.length === 0) return null
  return {
    opens: Math.min(...intervals.map(([from]) => boundaryOf(clock, from))),
    closes: Math.max(...intervals.map(([, to]) => boundaryOf(clock, to))),
  }
}
