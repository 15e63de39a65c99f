/**
 * How the office's wall clock runs on one date, as plain data: whoever knows time zones makes it
 * (the hub does, with Temporal), the rules only read it.
 */
export interface DayClock {
  readonly date: string
  /** The start of the date, ms since 1970. */
  readonly midnight: number
  /**
   * A change of the UTC offset during the date. At wall-clock minute `atMinute` (minutes since 00:00,
   * by the old offset) the clock moves by `shiftMinutes`: +60 skips an hour, −60 repeats one.
   */
  readonly change?: { readonly atMinute: number; readonly shiftMinutes: number }
}

export const minuteMs = 60_000
const dayMinutes = 24 * 60

/** Minutes since 00:00 of `HH:MM`; `24:00` is 1440. RangeError for any other text. */
export function minutesOf(time: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(time)
  const hours = Number(match?.[1])
  const minutes = Number(match?.[2])
  const total = hours * 60 + minutes
  if (!match || minutes > 59 || total > dayMinutes) throw new RangeError(`not a time of day: ${JSON.stringify(time)}`)
  return total
}

/** `HH:MM` of 0…1440 minutes since 00:00; 1440 is `24:00`. RangeError outside. */
export function timeText(minutes: number): string {
  if (!Number.isInteger(minutes) || minutes < 0 || minutes > dayMinutes) {
    throw new RangeError(`not a minute of a day: ${minutes}`)
  }
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/**
 * The instant (ms since 1970) at which the office's clock shows `time` (`HH:MM`, or `24:00` for the end of the date).
 * null: the date's change of offset skips it (C4). A time shown twice gives its first pass (C5).
 */
export function instantOf(clock: DayClock, time: string): number | null {
  const minutes = minutesOf(time)
  return isSkipped(clock, minutes) ? null : boundaryOf(clock, minutes)
}

/**
 * The instant (ms since 1970) of an opening interval's begin or end, given in minutes since 00:00: as `instantOf`,
 * but a time that the change of offset skips is the moment of the change (C4).
 */
export function boundaryOf(clock: DayClock, minutes: number): number {
  const { change } = clock
  if (!change || minutes < change.atMinute) return clock.midnight + minutes * minuteMs
  if (isSkipped(clock, minutes)) return clock.midnight + change.atMinute * minuteMs
  return clock.midnight + (minutes - change.shiftMinutes) * minuteMs
}

function isSkipped({ change }: DayClock, minutes: number): boolean {
  return change !== undefined && minutes >= change.atMinute && minutes < change.atMinute + change.shiftMinutes
}

/**
 * What the office's clock shows at an instant: `HH:MM`, the same text in both passes of a repeated hour.
 * An instant outside the date is read on with the offset the date begins or ends with.
 */
export function timeAt(clock: DayClock, at: number): string {
  const elapsed = Math.floor((at - clock.midnight) / minuteMs)
  const shift = clock.change && elapsed >= clock.change.atMinute ? clock.change.shiftMinutes : 0
  const minutes = (elapsed + shift) % dayMinutes
  return timeText(minutes < 0 ? minutes + dayMinutes : minutes)
}

/** The instant at which the date ends and the next one begins, ms since 1970. */
export function endOf(clock: DayClock): number {
  return boundaryOf(clock, dayMinutes)
}
