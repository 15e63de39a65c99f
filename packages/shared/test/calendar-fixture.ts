import { addDays, type DayClock } from '@cherha/shared/calendar'
import { OfficeConfig } from '@cherha/shared/protocol'
import { Temporal } from 'temporal-polyfill'
import type { z } from 'zod'

type ConfigInput = z.input<typeof OfficeConfig>
type ServiceInput = ConfigInput['services'][number]

/** Document 003, information card row 2: Mon–Thu 9.00–18.00, Fri 9.00–16.45, lunch 13.00–13.45. */
const weekday: [string, string][] = [
  ['09:00', '13:00'],
  ['13:45', '18:00'],
]
const friday: [string, string][] = [
  ['09:00', '13:00'],
  ['13:45', '16:45'],
]
export const hours003 = { mon: weekday, tue: weekday, wed: weekday, thu: weekday, fri: friday, sat: [], sun: [] }

/** The same intervals on every day of the week. */
export function everyDay(...intervals: [string, string][]): ConfigInput['hours'] {
  return {
    mon: intervals,
    tue: intervals,
    wed: intervals,
    thu: intervals,
    fri: intervals,
    sat: intervals,
    sun: intervals,
  }
}

export function aService(id: string, letter: string, over: Partial<ServiceInput> = {}): ServiceInput {
  const title = { uk: id, en: id }
  return { id, letter, title, short: title, minutes: 30, lanes: 1, ...over }
}

/** An office with the hours of document 003, one service А and one window, unless told otherwise. */
export function anOffice(over: Partial<ConfigInput> = {}): OfficeConfig {
  return OfficeConfig.parse({
    code: '4801',
    name: { uk: 'Орган', en: 'Office' },
    address: { uk: 'Миколаїв', en: 'Mykolaiv' },
    timeZone: 'Europe/Kyiv',
    phones: ['0800 000 000'],
    hours: hours003,
    channels: { online: true, terminal: true },
    services: [aService('permit', 'А')],
    windows: [{ id: 'w1', label: '1', services: ['permit'] }],
    staff: [{ login: 'lead', name: 'Старша зміни', role: 'lead' }],
    ...over,
  })
}

/** How the wall clock of a zone runs on a date, made from the time zone data as a hub makes it. */
export function clockOf(date: string, timeZone = 'Europe/Kyiv'): DayClock {
  const start = Temporal.PlainDate.from(date).toZonedDateTime({ timeZone })
  const midnight = start.epochMilliseconds
  const end = Temporal.PlainDate.from(addDays(date, 1)).toZonedDateTime({ timeZone }).epochMilliseconds
  // A change at 00:00 itself belongs to the date that it begins.
  const before = start.subtract({ milliseconds: 1 })
  const change = before.getTimeZoneTransition('next')
  if (!change || change.epochMilliseconds >= end) return { date, midnight }
  return {
    date,
    midnight,
    change: {
      atMinute: (change.epochMilliseconds - midnight) / 60_000,
      shiftMinutes: (change.offsetNanoseconds - before.offsetNanoseconds) / 60_000_000_000,
    },
  }
}

/** The days in 2026 on which the clock changes in Kyiv. */
export const springDay = '2026-03-29'
export const autumnDay = '2026-10-25'

/** The office of the hand-written lists in docs/spec/calendar.md. */
export function nightOffice(over: Partial<ConfigInput> = {}): OfficeConfig {
  return anOffice({ hours: { ...everyDay(), sun: [['00:00', '06:00']] }, ...over })
}
