import {
  CheckInResult,
  RegistrationResult,
  type Answer,
  type Bilingual,
  type ErrorBody,
  type RefusalCode,
} from '@cherha/shared/protocol'
import { parseNumber } from '@cherha/shared/text'
import { problemOf } from './answers.ts'
import type { Flow, Problem, Screen, VisitAction, VisitField } from './flow.ts'
import {
  documentHasTicket,
  fourDigits,
  notThatBooking,
  tooManyTries,
  wholeCode,
  wholeDate,
  wholeNumber,
  wholeTime,
} from './messages.ts'
import { dateOfDayMonth } from './typed.ts'

/** After the number: what proves the ticket is asked next. */
export function checkedNumber({ visit }: Flow): Screen {
  if (parseNumber(visit.number) === null) return complaint('number', wholeNumber)
  // of a scanned ticket only the letter was missing
  return visit.by === 'code' && visit.code !== '' && visit.date !== ''
    ? { is: 'visit-actions', sending: null, problem: null }
    : { is: 'visit-how' }
}

/** After date and code, or time and digits: what can be done with the ticket. */
export function checkedProof({ visit }: Flow, today: string): Screen {
  if (visit.by === 'code') {
    if (dateOfDayMonth(visit.date, today) === null) return complaint('date', wholeDate)
    if (visit.code.replace('-', '').length !== 8) return complaint('code', wholeCode)
  } else {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(visit.time)) return complaint('time', wholeTime)
    if (!/^\d{4}$/.test(visit.digits)) return complaint('digits', fourDigits)
  }
  return { is: 'visit-actions', sending: null, problem: null }
}

/** The screen of a field, with what is wrong there. */
function complaint(field: VisitField, message: Bilingual): Screen {
  const wrong = { field, message }
  switch (field) {
    case 'number':
      return { is: 'visit', wrong }
    case 'date':
    case 'code':
      return { is: 'visit-code', wrong }
    case 'time':
    case 'digits':
      return { is: 'visit-online', wrong }
  }
}

/** Where the proof of the ticket is typed. */
export function proofScreen({ visit }: Flow): Screen {
  return { is: visit.by === 'code' ? 'visit-code' : 'visit-online', wrong: null }
}

/** Where the answer to a command about the visitor's own ticket leads. */
export function afterVisit(flow: Flow, what: VisitAction, answer: Answer | ErrorBody): Screen {
  if (!answer.ok) return refused(flow, 'refusal' in answer ? answer.refusal.code : null, problemOf(answer))
  switch (what) {
    case 'check-in':
      return checkedIn(flow, answer.result)
    case 'withdraw':
      return { is: 'withdrawn', number: flow.visit.number }
    case 'reprint': {
      const ticket = RegistrationResult.safeParse(answer.result)
      return ticket.success
        ? { is: 'ticket', path: 'today', ticket: ticket.data, sending: false, problem: null }
        : { is: 'visit-actions', sending: null, problem: 'technical' }
    }
  }
}

function checkedIn({ visit }: Flow, result: unknown): Screen {
  const read = CheckInResult.safeParse(result)
  // the hub has said yes: the visitor is in the queue, whatever else the answer says
  if (!read.success) return { is: 'checked-in', number: visit.number, time: null, readmitted: false }
  const { ticket, date, time, service, code, printedSeq, booked, readmitted = false } = read.data
  if (booked === undefined || code === undefined || printedSeq === undefined)
    return { is: 'checked-in', number: ticket, time, readmitted }
  const issued = { ticket, date, time, service, code, printedSeq }
  return { is: 'ticket', path: 'today', ticket: issued, instead: booked, sending: false, problem: null }
}

function refused(flow: Flow, code: RefusalCode | null, problem: Problem): Screen {
  const byDigits = flow.visit.by === 'digits'
  const settled = (sentence: Problem): Screen => ({ is: 'visit-actions', sending: null, problem: sentence })
  if (code === null || problem === 'technical') return settled(problem)
  switch (code) {
    case 'unknown-ticket':
      return complaint('number', problem)
    case 'wrong-code':
      return byDigits ? complaint('digits', notThatBooking) : complaint('code', problem)
    case 'code-required':
      // no digits are known for this ticket: it was not booked online
      return complaint('code', problem)
    case 'not-today':
      return byDigits ? settled(problem) : complaint('date', problem)
    case 'code-locked':
      return settled(byDigits ? tooManyTries : problem)
    case 'already-registered':
      return settled(documentHasTicket)
    case 'unknown-priority':
      // a wrong category is chosen again, everything else is settled where the actions are
      return { is: 'priority', at: 'check-in', sending: null, problem }
    case 'service-required':
      return { is: 'visit-service', page: 0, priority: declaredPriority(flow.screen), sending: null }
    default:
      return settled(problem)
  }
}

function declaredPriority(screen: Screen): string | null {
  if (screen.is === 'visit-service') return screen.priority
  return screen.is === 'priority' ? screen.sending : null
}
