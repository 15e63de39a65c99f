import type { BookingSettings } from '@cherha/shared/protocol'
import type { Booking } from '../../booking/ports.ts'
import type { GatewayState } from '../../sms/port.ts'
import type { Networks } from './networks/networks.ts'

/** Counts of online booking, for /health and /metrics. */
export interface BookingFigures {
  /** Places that are held now. */
  readonly holds: number
  /** Bookings made since the server started. */
  readonly booked: number
  /** Messages that wait, and of them those tried in vain. */
  readonly messages: { readonly waiting: number; readonly retrying: number }
  /** Sent in the last hour; people told to wait since the start because of the limit of all codes (B41). */
  readonly codes: { readonly hour: number; readonly refused: number }
}

/** What the HTTP interface of online booking is made of. */
export interface BookingHttp {
  readonly booking: Booking
  readonly settings: Pick<BookingSettings, 'limits' | 'phones' | 'puzzle'>
  readonly gateway: () => GatewayState
  /** So many codes are sent that whoever asks may be a program (B41). */
  readonly codesAreMany: () => boolean
  /** Providers from whose addresses people may book; null: from anywhere (B18). */
  readonly networks: Pick<Networks, 'allows' | 'state'> | null
  readonly figures: () => Promise<BookingFigures>
}
