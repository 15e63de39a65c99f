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
