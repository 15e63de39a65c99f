import { parseNumber } from '../text/index.ts'
import type { Decision, QueueCommand } from './commands.ts'
import { accept, refuse } from './decision.ts'
import type { QueueEvent } from './events.ts'
import { isServers, openDay } from './places.ts'
import { refuseUnproven } from './proving.ts'
import { isEnabled, isRegistered, perSession } from './registering.ts'
import type { Day, Place, QueueState } from './state.ts'

type CheckIn = Extract<QueueCommand, { type: 'check-in' }>

/**
 * A place of the open day whose ticket the hub may simply not know: an online place that is still the server's (Q26),
 * or one withheld because the part of the log that may have sold it is lost (Q28). Null: any other number.
 */
export function unknownTicketPlace(
  state: QueueState,
  typed: string,
  date?: string,
): { readonly day: Day; readonly place: Place } | null {
  const day = openDay(state)
  const number = parseNumber(typed)?.number
  const place = number === undefined ? undefined : day?.places[number]
  if (day === null || place === undefined || (date !== undefined && date !== day.date)) return null
  return isClaimable(day, place) || place.state === 'withheld' ? { day, place } : null
}

/** Q26: an online place that is still the server's and free at the hub. */
export function isClaimable(day: Day, place: Place): boolean {
  return place.state === 'free' && isServers(day, place) && !day.cancelled
}

/** Q26, Q28: somebody is here with a ticket the hub does not know. */
export function checkInUnknown(state: QueueState, command: CheckIn): Decision {
  const found = unknownTicketPlace(state, command.ticket, command.date)
  if (found === null) return refuse('unknown-ticket', 'ticket')
  const { day, place } = found
  if (day.cancelled) return refuse('day-cancelled')
  const unproven = refuseUnproven(command.proof)
  if (unproven !== null) return unproven
  const priority = command.priority ?? null
  if (priority !== null && !isEnabled(state, priority)) return refuse('unknown-priority', 'priority')
  const is = { date: day.date, number: place.number }
  const device = command.actor.kind === 'device' ? command.actor.device : ''
  const result = { ticket: place.number, date: day.date, time: place.time, service: place.service }
  if (command.readmit !== undefined) {
    const readmitted: QueueEvent = { type: 'readmitted', ...is, sold: command.readmit.sold, device }
    const declared: QueueEvent = { type: 'checked-in', ...is, proof: 'code', priority }
    return accept(priority === null ? [readmitted] : [readmitted, declared], result)
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
