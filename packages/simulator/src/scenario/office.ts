import { dayClock } from '@cherha/office-hub/core'
import { addDays, boundaryOf, minutesOf, timeAt } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { anOffice, everyDay } from '@cherha/testing'
import type { Random } from '../random.ts'

export const minuteMs = 60_000
const zone = 'Europe/Kyiv'
/** Ordinary days, a leap day, the end of a year, and both days on which the clocks change. */
export const dates = ['2026-11-23', '2028-02-28', '2026-12-31', '2026-03-29', '2026-10-25', '2027-06-01']

/** World time of a wall-clock time of the office; a time that the clock skips is the moment it is changed. */
export function timeOf(date: string, time: string): number {
  return boundaryOf(dayClock(date, zone), minutesOf(time))
}

/** What the office's clock shows. */
export function wallClock(date: string, at: number): string {
  return timeAt(dayClock(date, zone), at)
}

/** When an office of the run works: a short reception, so that a day is hours and not a whole day. */
export interface Hours {
  readonly dates: readonly string[]
  readonly startsAt: number
  readonly endsAt: number
  /** By date: when visitors come and clerks work, world time. */
  readonly receptions: readonly { readonly date: string; readonly from: number; readonly until: number }[]
  readonly exceptions: OfficeConfig['exceptions']
  /** The computers are off from one day to the next. */
  readonly offAtNight: boolean
}

/**
 * An evening that ends at midnight, sometimes with a reception right after it; a morning after which the hub is off
 * until the next one; a night in which the clocks may change.
 */
export function drawHours(random: Random): Hours {
  const date = random.pick(dates)
  const next = addDays(date, 1)
  const kind = random.pick(['evening', 'evening', 'midnight', 'midnight', 'morning', 'night'] as const)
  switch (kind) {
    case 'evening':
      return hours([[date, '22:00', '23:30']], '21:45', timeOf(next, '00:02'))
    case 'midnight':
      return hours(
        [
          [date, '22:20', '23:50'],
          [next, '00:20', '00:50'],
        ],
        '22:05',
        timeOf(next, '01:15'),
      )
    case 'morning':
      return hours([[date, '09:00', '10:30']], '08:45', timeOf(next, '08:50'), true)
    case 'night':
      return hours([[date, '02:20', '04:20']], '02:05', timeOf(date, '05:00'))
  }
}

function hours(
  days: readonly (readonly [string, string, string])[],
  starts: string,
  endsAt: number,
  offAtNight = false,
): Hours {
  return {
    dates: days.map(([date]) => date),
    startsAt: timeOf(days[0]?.[0] ?? '', starts),
    endsAt,
    receptions: days.map(([date, from, until]) => ({ date, from: timeOf(date, from), until: timeOf(date, until) })),
    exceptions: days.map(([date, from, until]) => ({ date, intervals: [[from, until]] })),
    offAtNight,
  }
}

/** Two or three windows, two services, and screens: small enough to live through many of its days. */
export function drawOffice(random: Random, { exceptions }: Hours): OfficeConfig {
  const builder = anOffice()
    .withService('А', { id: 'passport', minutes: 10, lanes: random.int(1, 2) })
    .withService('К', { id: 'permit', minutes: 15, lanes: 1 })
    .withWindow('w1')
    .withWindow('w2', { services: random.pick([['passport'], ['permit'], ['passport', 'permit']]) })
  if (random.chance(0.4)) builder.withWindow('w3', { services: ['permit'] })
  builder
    .withStaff('olena', 'clerk')
    .withStaff('taras', 'clerk')
    .withStaff('iryna', 'clerk')
    .withStaff('lead', 'lead')
    .withDevice('terminal-1', 'terminal')
    .withDevice('terminal-2', 'terminal')
    .withDevice('display-1', 'display')
    .withDevice('display-2', 'display', [random.pick(['w1', 'w2'])])
    .withDevice('desk-1', 'desk')
  return builder
    .openAt(everyDay(['09:00', '10:00']))
    .withPlaces({ terminal: 1, current: random.int(1, 3) })
    .with({
      exceptions,
      horizons: { online: 0, terminal: random.int(1, 2) },
      rules: {
        noShowSeconds: random.pick([120, 120, 120, 180]),
        returnMinutes: random.pick([0, 1, 3]),
        outageMinutes: random.pick([1, 5]),
      },
    })
    .config()
}
