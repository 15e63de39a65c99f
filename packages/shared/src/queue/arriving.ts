import { parseNumber } from '../text/index.ts'
import type { Decision, QueueCommand } from './commands.ts'
import { accept, refuse } from './decision.ts'
import type { EventTime, QueueEvent } from './events.ts'
import { isServers, openDay } from './places.ts'
import { refuseUnproven } from './proving.ts'
import { isLostNumber, readmitAdded } from './readmitting.ts'
import { isEnabled, isRegistered, perSession } from './registering.ts'
import type { Day, Place, QueueState } from './state.ts'

type CheckIn = Extract<QueueCommand, { type: 'check-in' }> & { readonly now: EventTime }

/** A number of the open day whose ticket the hub may simply not know. */
export interface UnknownTicket {
  readonly day: Day
  readonly number: string
  /** null: of an added place that went with the lost part of the log. */
  readonly place: Place | null
  /** Which sale of the place its code would be for. */
  readonly sold: number
}

/**
 * A ticket of the open day the hub may simply not know: of an online place that is still the server's (Q26), or of a
 * place that a lost part of the log may have sold or added (Q28). Null: any other number.
 */
export function unknownTicket(state: QueueState, typed: string, date?: string): UnknownTicket | null {
  const day = openDay(state)
  const parsed = parseNumber(typed)
  if (day === null || parsed === null || (date !== undefined && date !== day.date)) return null
  const { number } = parsed
  const place = day.places[number]
  if (place === undefined) return isLostNumber(state, day, parsed) ? { day, number, place: null, sold: 1 } : null
  return isClaimable(day, place) || place.state === 'withheld' ? { day, number, place, sold: place.sold + 1 } : null
}

/** Q26: an online place that is still the server's and free at the hub. */
export function isClaimable(day: Day, place: Place): boolean {
  return place.state === 'free' && isServers(day, place) && !day.cancelled
}

/** Q26, Q28: somebody is here with a ticket the hub does not know. */
export function checkInUnknown(state: QueueState, command: CheckIn): Decision {
  const found = unknownTicket(state, command.ticket, command.date)
  if (found === null) return refuse('unknown-ticket', 'ticket')
  const { day, number, place } = found
  if (day.cancelled) return refuse('day-cancelled')
  const unproven = refuseUnproven(command.proof)
  if (unproven !== null) return unproven
  const priority = command.priority ?? null
  if (priority !== null && !isEnabled(state, priority)) return refuse('unknown-priority', 'priority')
  const device = command.actor.kind === 'device' ? command.actor.device : ''
  if (place === null) {
    if (command.readmit === undefined) return refuse('unknown-ticket', 'ticket')
    const { service } = command
    return readmitAdded(state, day, number, { service, priority, device, at: command.now.at })
  }
  const is = { date: day.date, number: place.number }
  const result = { ticket: place.number, date: day.date, time: place.time, service: place.service }
  if (command.readmit !== undefined) {
    const readmitted: QueueEvent = { type: 'readmitted', ...is, sold: command.readmit.sold, device }
    const declared: QueueEvent = { type: 'checked-in', ...is, proof: 'code', priority }
    return accept(priority === null ? [readmitted] : [readmitted, declared], { ...result, readmitted: true })
  }
  const { claim, session, language } = command
  if (claim === undefined || !isClaimable(day, place)) return refuse('unknown-ticket', 'ticket')
  if (claim.time !== place.time) return refuse('wrong-code', 'time')
  if (session !== undefined && (state.sessions[session] ?? 0) >= perSession) return refuse('session-limit')
  if (isRegistered(day, claim.sealed)) return refuse('already-registered')
  const claimed: QueueEvent = {
    type: 'claimed',
    ...is,
    sealed: claim.sealed,
    language: language ?? 'uk',
    session: session ?? null,
    device,
    priority,
  }
  return accept([claimed], result)
}
