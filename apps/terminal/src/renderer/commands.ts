import type { Answer, ErrorBody, GuardianInput, PersonInput, TerminalView } from '@cherha/shared/protocol'
import type { CommandBody, Hub } from '@cherha/ui'
import { isSending, type Flow, type Guardian, type Order, type Person, type VisitAction } from './flow/flow.ts'
import type { FlowStore } from './flow/store.ts'
import { dateOfDayMonth } from './flow/typed.ts'

/** What the visitor can ask the hub for. Each is sent once per press and shown as not confirmed until answered. */
export interface Commands {
  register(): Promise<void>
  /** Prints the ticket on the screen again, under the same number. */
  reprint(): Promise<void>
  /** Does something with the ticket typed in. */
  visit(what: VisitAction, today: string, declared?: Declared): Promise<void>
  /** Sends the mark and the comment; with no name and no ticket. */
  giveFeedback(): Promise<void>
}

/** What the visitor adds at check-in: a priority category, the service of a ticket whose registration is lost. */
export interface Declared {
  readonly priority?: string
  readonly service?: string
}

export function createCommands(hub: Hub<TerminalView>, flow: FlowStore): Commands {
  /**
   * Asks as long as the visit lasts. Once everything was forgotten nothing of it goes on: a hub that comes back hours later
   * must not be asked for a ticket that nobody waits for. What it had accepted before stands.
   * @returns null: the visitor has gone, and the screen belongs to somebody else
   */
  async function asked(body: CommandBody): Promise<Answer | ErrorBody | null> {
    const { session } = flow.store.getState()
    const gone = new AbortController()
    const stop = flow.store.subscribe((state) => {
      if (state.session !== session) gone.abort()
    })
    const answer = await hub.send(body, gone.signal)
    stop()
    return gone.signal.aborted ? null : answer
  }

  async function send(what: 'register' | VisitAction, body: CommandBody, declared: Declared = {}): Promise<void> {
    flow.dispatch({ do: 'sending', what, ...declared })
    const answer = await asked(body)
    if (answer !== null) flow.dispatch({ do: 'answered', what, answer })
  }

  return {
    async register() {
      const state = flow.store.getState()
      if (state.screen.is === 'check' && !state.screen.sending) {
        await send('register', registration(state, state.screen.order))
      }
    },
    async giveFeedback() {
      const { screen, info } = flow.store.getState()
      if (screen.is !== 'feedback' || screen.sending || info.rating === null) return
      flow.dispatch({ do: 'feedback-sent' })
      const comment = info.comment.trim()
      const answer = await asked({
        type: 'give-feedback',
        rating: info.rating,
        ...(comment === '' ? {} : { comment }),
      })
      if (answer !== null) flow.dispatch({ do: 'feedback-answered', answer })
    },
    async reprint() {
      const { screen } = flow.store.getState()
      if (screen.is === 'ticket' && !screen.sending) {
        const { ticket, date, code } = screen.ticket
        await send('reprint', { type: 'reprint', ticket, date, code })
      }
    },
    async visit(what, today, declared = {}) {
      const state = flow.store.getState()
      if (isSending(state.screen)) return
      if (what === 'check-in') {
        const body = checkIn(state, today, declared)
        if (body !== null) await send(what, body, declared)
        return
      }
      const { visit } = state
      const date = dateOfDayMonth(visit.date, today)
      // only the code of a ticket cancels it or prints it again
      if (date !== null && visit.by === 'code')
        await send(what, { type: what, ticket: visit.number, date, code: visit.code })
    },
  }
}

/** Language and session go along for a visitor the hub does not know yet (Q26). */
function checkIn({ visit, language, session }: Flow, today: string, declared: Declared): CommandBody | null {
  const common = { type: 'check-in', ticket: visit.number, language, session, ...declared } as const
  if (visit.by === 'digits') return { ...common, date: today, time: visit.time, documentDigits: visit.digits }
  const date = dateOfDayMonth(visit.date, today)
  return date === null ? null : { ...common, date, code: visit.code }
}

function registration({ person, guardian, language, session }: Flow, order: Order): CommandBody {
  const common = {
    service: order.service,
    person: personInput(person),
    language,
    session,
    ...(guardian === null ? {} : { guardian: guardianInput(guardian) }),
  }
  if (order.path === 'later' && order.date !== null && order.time !== null) {
    return { type: 'register-advance', ...common, date: order.date, time: order.time }
  }
  return {
    type: 'register-current',
    ...common,
    ...(order.time === null ? {} : { time: order.time }),
    ...(order.priority === null ? {} : { priority: order.priority }),
  }
}

function personInput({ surname, givenName, patronymic }: Person): PersonInput {
  return patronymic.trim() === '' ? { surname, givenName } : { surname, givenName, patronymic }
}

function guardianInput({ by, value }: Guardian): GuardianInput {
  return by === 'phone' ? { phone: value } : { documentDigits: value }
}
