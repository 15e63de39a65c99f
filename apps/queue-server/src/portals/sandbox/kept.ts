import type { BookingState } from '@cherha/shared/protocol'
import { ticketOfBooking } from '@cherha/shared/queue'
import type { PortalCommand } from '../../booking/ports.ts'
import type { BookingRow } from '../../booking/store/rows.ts'
import type { OfficeNode } from '../../offices/office-node.ts'

/** A booking of the sandbox: the row it would have in the database. */
export type Kept = { -readonly [K in keyof BookingRow]: BookingRow[K] } & {
  readonly portal: string
  readonly phone: string
}

interface Booked {
  readonly number: string
  readonly sold: number
  /** `+380` and nine digits. */
  readonly phone: string
  /** The same for the same phone number, digits and service (B16). */
  readonly pair: string
  /** Of the command. */
  readonly hash: string
  readonly now: number
}

/** What is kept of a command that the office has booked. */
export function keptOf({ online }: OfficeNode, command: PortalCommand, booked: Booked): Kept {
  const { id, portal, office, service, date, time, person, language } = command
  const { number, sold, phone, pair, hash, now } = booked
  const wanted = { id, portal, office, service, date, time, language, who: person.who, phone, hash }
  const place = { number, ticket: number, sold, at: online.days[date]?.places[number]?.at ?? 0 }
  const asMade = { state: 'booked', request: null, refused: null, madeAt: now, endedAt: null } as const
  const unsealed = { phoneHash: null, pairHash: pair, box: null }
  return { ...wanted, ...place, ...asMade, ...unsealed, reminders: false, reminded: false, alerted: false }
}

/** What has become of it, by what its office tells. */
export function stateOf(node: OfficeNode, { state, request, date, number, sold }: Kept): BookingState {
  if (state !== 'booked') return state
  const day = node.mirror.days[date]
  const ticket = day === undefined ? undefined : ticketOfBooking(day, number)
  const answer = request === null ? null : node.answerOf(request)
  if (answer?.granted === true) return 'cancelled'
  if (ticket?.sold === sold && ticket.status.is === 'ended' && ticket.status.by !== 'withdrawn') {
    return ticket.status.by === 'no-show' ? 'missed' : ticket.status.by
  }
  return request !== null && answer === null ? 'asked' : 'booked'
}
