import { RegistrationResult, type Answer, type ErrorBody, type RefusalCode } from '@cherha/shared/protocol'
import type { Order, PersonField, Problem, Screen, ScreenOf } from './flow.ts'

/** Refusals that another time or day can mend. */
const placeGone: readonly RefusalCode[] = ['no-places', 'place-taken', 'unknown-place', 'outside-hours', 'date-closed']

/** Where the answer to a register command leads: the ticket, or the place where what is wrong can be mended. */
export function afterRegister(order: Order, answer: Answer | ErrorBody): Screen {
  if (answer.ok) {
    const ticket = RegistrationResult.safeParse(answer.result)
    if (ticket.success) return { is: 'ticket', path: order.path, ticket: ticket.data, sending: false, problem: null }
  }
  const problem = problemOf(answer)
  const stay: Screen = { is: 'check', order, sending: false, problem }
  if (answer.ok || !('refusal' in answer)) return stay
  const { code, field, message } = answer.refusal
  const nameField = personField(field)
  if (nameField !== null) return { is: 'name', order, wrong: { field: nameField, message } }
  if (code === 'guardian-phone' || field?.startsWith('guardian')) return { is: 'guardian', order, wrong: message }
  if (placeGone.includes(code) && order.path !== 'priority') {
    // the day stays chosen where only the time is gone
    const date = code === 'date-closed' ? null : order.date
    return { is: 'when', order: { ...order, date, time: null }, problem }
  }
  return stay
}

/** The ticket screen after «Print again»: it stays, whatever the answer. */
export function afterReprint(screen: ScreenOf<'ticket'>, answer: Answer | ErrorBody): Screen {
  return { ...screen, sending: false, problem: answer.ok ? null : problemOf(answer) }
}

/** The hub's own sentence, or that the command never reached the rules. */
export function problemOf(answer: Answer | ErrorBody): Problem {
  return !answer.ok && 'refusal' in answer ? answer.refusal.message : 'technical'
}

function personField(field: string | undefined): PersonField | null {
  switch (field) {
    case 'person.surname':
      return 'surname'
    case 'person.givenName':
      return 'givenName'
    case 'person.patronymic':
      return 'patronymic'
    default:
      return null
  }
}
