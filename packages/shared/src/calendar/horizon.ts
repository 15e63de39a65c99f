import type { Channel, OfficeConfig } from '../protocol/index.ts'
import { addDays } from './dates.ts'
import type { DayClock } from './day-clock.ts'
import { isReceptionDay, receptionSpan } from './opening.ts'

type AdvanceChannel = Exclude<Channel, 'current'>

/** The rules look no further ahead than this: an office that is closed for good has no next reception day. */
const farthestDays = 731

/**
 * Dates open for advance registration through a channel, in order: its next N reception days, today not counted
 * (document 000 III.3, C14). The newest of them opens at 00:00 online, at the start of the working day at the
 * terminal: until `opened` (see `hasOpened`) the terminal has one less on a reception day (C15).
 * A channel that cannot sell at the office has none.
 */
export function horizonDates(config: OfficeConfig, channel: AdvanceChannel, today: string, opened: boolean): string[] {
  if (!config.channels[channel]) return []
  const dates = nextReceptionDays(config, today, config.horizons[channel])
  const newestIsClosed = channel === 'terminal' && !opened && isReceptionDay(config, today)
  // The day that is still closed is the N-th; fewer than N dates are all older than it.
  return newestIsClosed ? dates.slice(0, Math.max(0, config.horizons[channel] - 1)) : dates
}

/** Whether the working day of the clock's date has begun at instant `at` (ms): `opened` of `horizonDates`. */
export function hasOpened(config: OfficeConfig, clock: DayClock, at: number): boolean {
  const span = receptionSpan(config, clock)
  return span !== null && at >= span.opens
}

/**
 * Dates whose plans have to be published, in order: today if it is a reception day, and the reception days of the
 * longest horizon of the channels that sell here, at least the next one (C16).
 */
export function planHorizon(config: OfficeConfig, today: string): string[] {
  const { online, terminal } = config.horizons
  const longest = Math.max(1, config.channels.online ? online : 0, config.channels.terminal ? terminal : 0)
  const ahead = nextReceptionDays(config, today, longest)
  return isReceptionDay(config, today) ? [today, ...ahead] : ahead
}

function nextReceptionDays(config: OfficeConfig, today: string, count: number): string[] {
  const dates: string[] = []
  for (let days = 1; days <= farthestDays && dates.length < count; days += 1) {
    const date = addDays(today, days)
    if (isReceptionDay(config, date)) dates.push(date)
  }
  return dates
}
