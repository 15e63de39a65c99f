import type { ClientCommand, RefusalCode } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import type { Draft, Drafts } from './drafts.ts'

/** Whoever is at the window now. */
export interface Visit {
  readonly date: string
  readonly window: string
  /** null: an outside-queue visit. */
  readonly ticket: string | null
  /** Of the ticket; null: an outside-queue visit is for any. */
  readonly service: string | null
  /** RFC 3339; null where nobody has noted it. */
  readonly servedSince: string | null
}

/** The visitor at the window of a desk session; null: nobody is being served there. */
export function visitAt(state: QueueState, session: string): Visit | null {
  const { today } = state
  const at = Object.entries(state.windows).find(([, { session: opened }]) => opened === session)
  if (at === undefined || today === null) return null
  const [window, { doing, ticket: number }] = at
  if (doing === 'outside-queue') return { date: today, window, ticket: null, service: null, servedSince: null }
  const ticket = doing === 'serving' && number !== null ? state.days[today]?.tickets[number] : undefined
  if (ticket === undefined) return null
  const { status } = ticket
  const servedSince = status.is === 'serving' ? new Date(status.since).toISOString() : null
  return { date: today, window, ticket: ticket.number, service: ticket.service, servedSince }
}

/** The application that was begun at this visit and is not finished; null: none. */
export function draftOfVisit(drafts: Pick<Drafts, 'all'>, visit: Visit, login: string): Draft | null {
  const { date, ticket, window } = visit
  const found = drafts.all().find(
    (draft) =>
      draft.state === 'open' &&
      draft.date === date &&
      draft.ticket === ticket &&
      // outside the queue there is no number: it is the clerk's own visit at this window
      (ticket !== null || (draft.window === window && draft.staff === login)),
  )
  return found ?? null
}

/** Commands after which the visitor is no longer at this window. */
const sendsAway: ReadonlySet<ClientCommand['type']> = new Set([
  'finish-service',
  'transfer',
  'cancel-mismatch',
  'close-window',
])

/**
 * W100: an application that was begun is not forgotten: whoever sends its visitor away is asked for an outcome first.
 * Only whoever wants to: a visitor nobody serves any more, and the end of the day, wait for nothing.
 * @returns why the command does not reach the queue's rules; null: it does
 */
export function draftGate(
  drafts: Pick<Drafts, 'all'>,
  state: QueueState,
  who: { readonly session: string; readonly login: string },
  command: ClientCommand,
): Extract<RefusalCode, 'draft-unfinished'> | null {
  if (!sendsAway.has(command.type)) return null
  const visit = visitAt(state, who.session)
  if (visit === null || !('window' in command) || command.window !== visit.window) return null
  // a window that serves a ticket is not closed anyway
  if (command.type === 'close-window' && visit.ticket !== null) return null
  return draftOfVisit(drafts, visit, who.login) === null ? null : 'draft-unfinished'
}
