import { type Printed, printedOrder } from '@cherha/shared/audit'
import type { QueueState, Ticket } from '@cherha/shared/queue'

/** A call that somebody with tickets in hand would find out of order, and the rule that made it so. */
export interface OutOfOrderCall {
  readonly seq: number
  readonly at: number
  readonly window: string
  readonly number: string
  /** Printed time of the called ticket. */
  readonly time: string
  /** The ticket that would have been first on paper, or that was called before it. */
  readonly other: string
  readonly otherTime: string
  readonly rule: string
  readonly because: string
}

/** What sent a called ticket back to waiting. */
type Back = 'early' | 'desk-silent' | 'transfer' | 'held'

interface Called extends Printed {
  readonly service: string
  readonly time: string
}

/** The calls of a day, in their order. */
export interface CallHistory {
  called(ticket: Ticket): void
  backToWaiting(number: string, why: Back): void
  /** Calls made after the ticket's last one, and why it waits again; null: it was not called before. */
  since(number: string): { readonly others: readonly Called[]; readonly why: Back } | null
}

export function callHistory(): CallHistory {
  const calls: Called[] = []
  const last = new Map<string, number>()
  const back = new Map<string, Back>()
  return {
    called(ticket) {
      last.set(ticket.number, calls.length)
      const { number, service, time } = ticket
      calls.push({ number, service, time, place: { at: ticket.at, lane: ticket.lane } })
    },
    backToWaiting: (number, why) => void back.set(number, why),
    since(number) {
      const index = last.get(number)
      const why = back.get(number)
      return index === undefined || why === undefined ? null : { others: calls.slice(index + 1), why }
    },
  }
}

const returned: Readonly<Record<Back, { rule: string; because: string }>> = {
  early: { rule: 'Q15', because: 'called before its time, nobody came, called again' },
  'desk-silent': { rule: 'Q38', because: 'the desk that had called it fell silent' },
  transfer: { rule: 'Q32', because: 'transferred after it had been at a window' },
  held: { rule: 'Q37', because: 'the window that held it closed' },
}

/**
 * Whether a call stands out of the printed order: somebody who waits for this window has an earlier ticket, or a later
 * one was called while this one was back in the queue.
 * @param state after the call
 */
export function outOfOrder(
  state: QueueState,
  history: CallHistory,
  ticket: Ticket,
  window: string,
  { seq, at }: { readonly seq: number; readonly at: number },
): OutOfOrderCall | null {
  const services = state.config?.windows.find(({ id }) => id === window)?.services ?? []
  const mine = printed(ticket)
  const found = (other: { number: string; time: string }, rule: string, because: string): OutOfOrderCall => {
    const { number, time } = ticket
    return { seq, at, window, number, time, other: other.number, otherTime: other.time, rule, because }
  }
  const waiting = Object.values(state.days[state.today ?? '']?.tickets ?? {}).filter(
    (other) =>
      other.status.is === 'waiting' && services.includes(other.service) && printedOrder(printed(other), mine) < 0,
  )
  const first = waiting.toSorted((a, b) => printedOrder(printed(a), printed(b)))[0]
  if (first !== undefined) {
    if (ticket.priority !== null) return found(first, 'Q1', 'priority by law')
    const absent = waiting.find((other) => other.at > at && !other.present)
    if (ticket.at > at && absent !== undefined) return found(absent, 'Q3', 'present early; the other was not there yet')
    const bound = waiting.find(({ onlyWindow }) => onlyWindow !== null && onlyWindow !== window)
    if (bound !== undefined) return found(bound, 'Q32', 'the other was transferred to one window and waits for it')
    return found(first, 'none', 'no rule explains it')
  }
  const before = history.since(ticket.number)
  const later = before?.others.find((other) => services.includes(other.service) && printedOrder(mine, other) < 0)
  if (before === null || later === undefined) return null
  const { rule, because } = returned[before.why]
  return found(later, rule, because)
}

function printed({ number, at, lane }: Ticket): Printed {
  return { number, place: { at, lane } }
}
