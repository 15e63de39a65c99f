import type { Stage } from '../stage.ts'
import { holds } from '../term.ts'
import { mayActIn, mayWorkOn } from './access.ts'
import type { AnswerInquiry, CloseInquiry, ReceiveInquiry, SendInquiry } from './commands.ts'
import { type Objection, objection } from './refusals.ts'
import type { CaseInquiry, RunningCase, StageVisit } from './state.ts'
import { type CaseWriter, trueFacts } from './writer.ts'

/** Asks another body, or looks something up, as the stage's card allows. */
export function sendInquiry(writer: CaseWriter, command: SendInquiry): Objection {
  const access = mayWorkOn(writer, command.stage, command.actor)
  if (!access.ok) return access.refusal
  const { state, today } = writer
  const asked = access.stage.inquiries.find(({ key }) => key === command.inquiry)
  if (asked === undefined || !holds(asked.when, trueFacts(state.facts)))
    return objection('unknown-inquiry', command.inquiry)
  if (state.inquiries.some(({ id }) => id === command.id)) return objection('event-recorded', command.id)
  const { key, connector, letter } = asked
  const { stage, visit } = access.visit
  const still = { receivedOn: null, status: 'sent', closedOn: null, result: null } as const
  writer.emit({
    type: 'inquiry-sent',
    inquiry: {
      id: command.id,
      stage,
      visit,
      key,
      connector,
      letter,
      sentOn: today,
      ...still,
      ...(command.text === undefined || command.text === '' ? {} : { text: command.text }),
    },
  })
  // A look into a register is no inquiry in the sense of the terms: nobody has to answer it.
  if (letter) {
    writer.mark(['inquiry-sent'], today)
    writer.setFacts({ 'inquiries-sent': true })
  }
  return null
}

/** The other body has the inquiry: its term to answer begins. */
export function receiveInquiry(writer: CaseWriter, { id, today }: ReceiveInquiry): Objection {
  const inquiry = find(writer.state, id)
  if (inquiry === undefined) return objection('unknown-inquiry', id)
  if (inquiry.status !== 'sent') return objection('inquiry-closed', id)
  if (inquiry.receivedOn !== null) return objection('event-recorded', id)
  writer.emit({ type: 'inquiry-received', inquiry: id, date: today })
  writer.mark(['inquiry-received'], today)
  return null
}

/** The answer; a second one is refused, whatever it says. */
export function answerInquiry(writer: CaseWriter, { id, today, result }: AnswerInquiry): Objection {
  const inquiry = find(writer.state, id)
  if (inquiry === undefined) return objection('unknown-inquiry', id)
  if (inquiry.status !== 'sent') return objection('inquiry-closed', id)
  // A letter that could not be delivered is not answered: it is still to be sent.
  if (inquiry.letter && result === 'unreachable') return objection('field-invalid', 'result')
  writer.emit({ type: 'inquiry-answered', inquiry: id, date: today, result })
  if (inquiry.letter) writer.mark(['inquiry-answered'], today)
  return null
}

/** The officer goes on without an answer once the other body's term has passed. */
export function closeInquiry(writer: CaseWriter, { id, actor }: CloseInquiry): Objection {
  const inquiry = find(writer.state, id)
  if (inquiry === undefined) return objection('unknown-inquiry', id)
  const access = mayActIn(writer, inquiry.stage, actor)
  if (!access.ok) return access.refusal
  if (inquiry.status !== 'sent') return objection('inquiry-closed', id)
  const term = writer.state.deadlines.find((deadline) => deadline.inquiry === id && deadline.status === 'running')
  const hasTerm = access.stage.deadlines.some(({ until }) => until === 'inquiry-answered')
  if (hasTerm && (term === undefined || writer.today <= term.date)) return objection('inquiry-not-overdue', id)
  writer.emit({ type: 'inquiry-unanswered', inquiry: id })
  return null
}

/**
 * Whether a ground to refuse stands on something. `fee-not-confirmed` rests on the look-up `fee`: only its answer
 * "not confirmed" shows it; a system that could not be reached shows nothing.
 */
export function isShown(state: RunningCase, stage: Stage, visit: StageVisit, ground: string): boolean {
  const asked = stage.inquiries.find(({ key }) => ground === `${key}-not-confirmed`)
  if (asked === undefined) return true
  const newest = state.inquiries.findLast(
    ({ stage: of, visit: n, key, status }) =>
      of === visit.stage && n === visit.visit && key === asked.key && status === 'answered',
  )
  return newest?.result === 'not-confirmed'
}

function find(state: RunningCase, id: string): CaseInquiry | undefined {
  return state.inquiries.find((inquiry) => inquiry.id === id)
}
