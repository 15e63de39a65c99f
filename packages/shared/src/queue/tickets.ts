import { parseNumber } from '../text/index.ts'
import type { Decision, QueueCommand } from './commands.ts'
import { localDate } from './days.ts'
import { accept, refuse } from './decision.ts'
import { checkInUnknown } from './arriving.ts'
import type { EventTime } from './events.ts'
import { refuseUnproven } from './proving.ts'
import { isFrozen, isEnabled } from './registering.ts'
import type { Day, QueueState, Ticket } from './state.ts'
import { placeComesBack } from './withdrawing.ts'

type TicketCommand = Extract<QueueCommand, { type: 'check-in' | 'withdraw' | 'reprint' | 'print-report' }> & {
  readonly now: EventTime
}

/** The registration a client means by number and date (today when left out), or null. Rule N6 reads the number. */
export function findTicket(
  state: QueueState,
  at: number,
  typed: string,
  date?: string,
): { readonly day: Day; readonly ticket: Ticket } | null {
  const day = state.days[date ?? state.today ?? localDate(state, at) ?? '']
  const number = parseNumber(typed)?.number
  const ticket = number === undefined ? undefined : day?.tickets[number]
  return day === undefined || ticket === undefined ? null : { day, ticket }
}

export function decideTicket(state: QueueState, command: TicketCommand): Decision {
  const found = findTicket(state, command.now.at, command.ticket, command.date)
  if (command.type === 'check-in') {
    if (isFrozen(state)) return refuse('suspended')
    if (command.date !== undefined && command.date !== state.today) return refuse('not-today', 'date')
    if (state.today === null) return refuse('day-not-open')
  }
  if (found === null && command.type === 'check-in') return checkInUnknown(state, command)
  if (found === null) return refuse('unknown-ticket', 'ticket')
  const { day, ticket } = found
  if (command.type === 'print-report') {
    return accept([
      {
        type: 'print-reported',
        date: day.date,
        number: ticket.number,
        status: command.status,
        device: command.actor.kind === 'device' ? command.actor.device : '',
      },
    ])
  }
  const unproven = refuseUnproven(command.proof)
  if (unproven !== null) return unproven
  if (ticket.status.is === 'ended') return refuse('ticket-ended', 'ticket')
  switch (command.type) {
    case 'check-in': {
      if (ticket.status.is !== 'waiting') return refuse('already-called')
      const category = command.priority ?? null
      if (category !== null && !isEnabled(state, category)) return refuse('unknown-priority', 'priority')
      return accept(
        [
          {
            type: 'checked-in',
            date: day.date,
            number: ticket.number,
            proof: command.proof === 'digits' ? 'digits' : 'code',
            priority: category,
          },
        ],
        {
          ticket: ticket.number,
          date: day.date,
          time: ticket.time,
          service: ticket.service,
          // Q27: the visitor has no paper with this number yet
          ...(command.booked === undefined
            ? {}
            : { booked: command.booked, printedSeq: ticket.registeredSeq, sold: ticket.sold }),
        },
      )
    }
    case 'withdraw':
      // R1: who changes a registration is who owns it
      if (ticket.channel === 'online' && !day.onlineClosed) return refuse('owned-by-server', 'ticket')
      if (ticket.status.is !== 'waiting') return refuse('already-called')
      return accept(
        [
          { type: 'withdrawn', date: day.date, number: ticket.number },
          ...placeComesBack(state, day, ticket, command.now.at),
        ],
        { ticket: ticket.number, date: day.date },
      )
    case 'reprint':
      return accept(
        [
          {
            type: 'reprint-requested',
            date: day.date,
            number: ticket.number,
            device: command.actor.kind === 'device' ? command.actor.device : '',
          },
        ],
        {
          ticket: ticket.number,
          date: day.date,
          time: ticket.time,
          service: ticket.service,
          printedSeq: ticket.registeredSeq,
          sold: ticket.sold,
        },
      )
  }
}
