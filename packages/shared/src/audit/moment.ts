/** When an event happened, and which one it is. */
export interface Moment {
  readonly seq: number
  /** Hub time, ms since 1970. */
  readonly at: number
  /** Boot clock, ms. */
  readonly mono: number
}
