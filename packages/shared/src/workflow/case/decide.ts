import { isDate } from '../../calendar/dates.ts'
import type { Card } from '../card.ts'
import { abandonCase, decideComplaint, fileComplaint, reassignOfficer } from './appeals.ts'
import type { CaseCommand, CaseContext, CaseDecision, StaffCaseCommand, SystemCaseCommand } from './commands.ts'
import { completeStage, signOutcome } from './complete.ts'
import { answerInquiry, closeInquiry, receiveInquiry, sendInquiry } from './inquiries.ts'
import { fireTerms, keepTerms } from './keep-terms.ts'
import { confirmAwaited, noticeSent, planEvent, recordEvent } from './recording.ts'
import { type CaseRefusal, type Objection, objection } from './refusals.ts'
import { startCase } from './start.ts'
import type { CaseState, RunningCase } from './state.ts'
import { CaseWriter } from './writer.ts'

/**
 * Decides a command on a case of any card: the events that follow, or the one reason it is refused for. A refused
 * command changes nothing.
 * @param card the version of the card the case began with
 */
export function decideCase(card: Card, state: CaseState, command: CaseCommand, context: CaseContext): CaseDecision {
  if (!isDate(command.today)) return refuse(objection('bad-date', 'today'))
  if (command.type === 'start') return startCase(card, state, command, context)
  if (state.status === 'none') return refuse(objection('case-not-started'))
  if (state.card.id !== card.id || state.card.version !== card.version) return refuse(objection('wrong-card'))
  const by = 'actor' in command ? command.actor.id : null
  const writer = new CaseWriter(card, state, context, command.today, by)
  if (command.type === 'tick') {
    // A clock that was set back fires nothing and breaks nothing.
    if (command.today >= state.on) {
      keepTerms(writer)
      fireTerms(writer)
    }
    return { ok: true, events: writer.events }
  }
  if (command.today < state.on) return refuse(objection('bad-date', 'today'))
  const against =
    ('actor' in command ? checkVersion(state, command.version) : null) ??
    checkEnded(state, command) ??
    run(writer, command)
  if (against !== null) return refuse(against)
  keepTerms(writer)
  return { ok: true, events: writer.events }
}

/** What happened since the version the sender saw. */
function checkVersion(state: RunningCase, version: number): Objection {
  if (version === state.version) return null
  const changes = state.history.filter((line) => line.version > version && !line.type.startsWith('deadline-'))
  return { code: 'version-changed', version: state.version, changes }
}

/** After the end only what is still owed can be done: notices, and complaints. */
function checkEnded(state: RunningCase, { type }: Exclude<CaseCommand, { type: 'start' | 'tick' }>): Objection {
  if (state.status === 'open') return null
  return type === 'record-event' || type === 'file-complaint' || type === 'decide-complaint'
    ? null
    : objection('case-ended')
}

function run(writer: CaseWriter, command: StaffCaseCommand | Exclude<SystemCaseCommand, { type: 'tick' }>): Objection {
  switch (command.type) {
    case 'complete':
      return completeStage(writer, command)
    case 'sign':
      return signOutcome(writer, command)
    case 'reassign':
      return reassignOfficer(writer, command)
    case 'send-inquiry':
      return sendInquiry(writer, command)
    case 'close-inquiry':
      return closeInquiry(writer, command)
    case 'plan-event':
      return planEvent(writer, command)
    case 'record-event':
      return recordEvent(writer, command)
    case 'file-complaint':
      return fileComplaint(writer, command)
    case 'decide-complaint':
      return decideComplaint(writer, command)
    case 'abandon':
      return abandonCase(writer, command)
    case 'confirm-awaited':
      return confirmAwaited(writer, command)
    case 'inquiry-received':
      return receiveInquiry(writer, command)
    case 'inquiry-answered':
      return answerInquiry(writer, command)
    case 'notice-sent':
      return noticeSent(writer, command)
  }
}

function refuse(refusal: CaseRefusal): CaseDecision {
  return { ok: false, refusal }
}
