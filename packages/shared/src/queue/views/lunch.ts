import { boundaryOf, openIntervals, timeText } from '../../calendar/index.ts'
import type { DisplayView } from '../../protocol/index.ts'
import { openDay } from '../places.ts'
import type { QueueState } from '../state.ts'

/**
 * Whether `at` lies in a break of the open day: some service was open before, some will be again, none is now.
 * @param at ms since 1970
 */
export function lunchNow(state: QueueState, at: number): DisplayView['lunch'] {
  const day = openDay(state)
  const { config } = state
  if (day === null || config === null) return undefined
  const { date } = day.clock
  const intervals = config.services
    .flatMap((service) => openIntervals(config, service, date))
    .map(([from, to]) => ({ from, opens: boundaryOf(day.clock, from), closes: boundaryOf(day.clock, to) }))
  const before = intervals.some(({ closes }) => closes <= at)
  const now = intervals.some(({ opens, closes }) => opens <= at && at < closes)
  const later = intervals.filter(({ opens }) => opens > at).map(({ from }) => from)
  return !before || now || later.length === 0 ? undefined : { until: timeText(Math.min(...later)) }
}
