import type { QueueEvent } from '../../src/queue/index.ts'

export type Of<T extends QueueEvent['type']> = Extract<QueueEvent, { type: T }>
export const minute = 60_000

export interface LedgerPlace {
  readonly number: string
  readonly service: string
  readonly minutes: number
  readonly time: string
  readonly at: number
  readonly lane: number
  readonly because: string
  channel: string
  state: 'free' | 'taken' | 'withdrawn' | 'freed' | 'withheld'
}

export interface LedgerTicket {
  readonly date: string
  readonly number: string
  /** Booked online, or claimed as if it were. */
  readonly online: boolean
  /** Its booking has not arrived. */
  claimed: boolean
  /** What is sealed with it. */
  box: string
  place: LedgerPlace
  present: boolean
  /** Seq of the declaration of priority. */
  declared: number | null
  boundTo: string | null
  status: string
}

export interface LedgerDay {
  readonly places: Map<string, LedgerPlace>
  readonly tickets: Map<string, LedgerTicket>
  onlineClosed: boolean
  cancelled: boolean
  /** An epoch began while it was open. */
  epochBegan?: boolean
}

export function hasEnded({ status }: LedgerTicket): boolean {
  return !['waiting', 'called', 'serving', 'held'].includes(status)
}

/** C21 */
export function onSale(place: LedgerPlace, at: number): boolean {
  return at < place.at + (place.minutes * minute) / 2
}
