import type { GuardianInput, PersonInput, TerminalView } from '@cherha/shared/protocol'
import type { CommandBody, Hub } from '@cherha/ui'
import { isSending, type Flow, type Guardian, type Order, type Person, type VisitAction } from './flow/flow.ts'
import type { FlowStore } from './flow/store.ts'
import { dateOfDayMonth } from './flow/typed.ts'

/** What the visitor can ask the hub for. Each is sent once per press and shown as not confirmed until answered. */
export interface Commands {
  register(): Promise<void>
  /** Prints the ticket on the screen again, under the same number. */
  reprint(): Promise<void>
  /** Does something with the ticket typed in; at check-in a priority category may be declared. */
  visit(what: VisitAction, today: string, priority?: string): Promise<void>
}

export function createCommands(hub: Hub<TerminalView>, flow: FlowStore): Commands {
  async function send(what: 'register' | VisitAction, body: CommandBody, priority?: string): Promise<void> {
    const { session } = flow.store.getState()
    flow.dispatch({ do: 'sending', what, ...(priority === undefined ? {} : { priority }) })
    const answer = await hub.send(body)
    // the visitor has left meanwhile: the hub has decided, the screen belongs to somebody else
    if (flow.store.getState().session === session) flow.dispatch({ do: 'answered', what, answer })
  }

  return {
    async register() {
      const state = flow.store.getState()
      if (state.screen.is === 'check' && !state.screen.sending) {
        await send('register', registration(state, state.screen.order))
      }
    },
    async reprint() {
      const { screen } = flow.store.getState()
      if (screen.is === 'ticket' && !screen.sending) {
        const { ticket, date, code } = screen.ticket
        await send('reprint', { type: 'reprint', ticket, date, code })
      }
    },
    async visit(what, today, priority) {
      const { visit, screen } = flow.store.getState()
      const date = dateOfDayMonth(visit.date, today)
      if (date === null || isSending(screen)) return
      const ticket = { ticket: visit.number, date, code: visit.code }
      if (what === 'check-in') await send(what, { type: what, ...ticket, ...(priority ? { priority } : {}) }, priority)
      else await send(what, { type: what, ...ticket })
    },
  }
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
