import type { PublicOffice } from '@cherha/shared/protocol'

/** The device's own time zone, while the office is unknown. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone
}

/** From Monday on. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

/** Neighbouring weekdays with the same hours. Days are counted from Monday, 0. */
export interface HoursGroup {
  readonly from: number
  readonly to: number
  /** `09:00–13:00`; empty: closed. */
  readonly intervals: readonly string[]
}

/** The week's opening hours as a door plate shows them: neighbours with the same hours together. */
export function groupHours(hours: PublicOffice['hours']): readonly HoursGroup[] {
  const groups: HoursGroup[] = []
  weekdays.forEach((day, index) => {
    const intervals = hours[day].map(([from, to]) => `${from}–${to}`)
    const last = groups.at(-1)
    if (last !== undefined && last.intervals.join() === intervals.join())
      groups[groups.length - 1] = { ...last, to: index }
    else groups.push({ from: index, to: index, intervals })
  })
  return groups
}
