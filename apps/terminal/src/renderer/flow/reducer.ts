import { normaliseName, normalisePhone } from '@cherha/shared/text'
import { refusalMessage, type Answer, type ErrorBody, type Language } from '@cherha/shared/protocol'
import { afterRegister, afterReprint } from './answers.ts'
import { goBack } from './going-back.ts'
import { reduceInfo, type InfoAction } from './info-reducer.ts'
import { fillIn, fourDigits } from './messages.ts'
import { afterVisit, checkedNumber, checkedProof, proofScreen } from './visit.ts'
import { scannedTicket } from './scanned.ts'
import type { ScannedTicket } from '../scan/typed-by-scanner.ts'
import {
  freshFlow,
  looksOf,
  type FieldProblem,
  type Flow,
  type Guardian,
  type Order,
  type Path,
  type PersonField,
  type Screen,
  type TextStep,
  type Visit,
  type VisitAction,
  type VisitField,
} from './flow.ts'

export type FlowAction =
  | InfoAction
  /** A ticket was held under the scanner; null: another code was. */
  | { readonly do: 'scanned'; readonly ticket: ScannedTicket | null; readonly today: string; readonly office: string }
  /** Back to the start with everything forgotten, language and contrast too: the visitor is done or gone. */
  | { readonly do: 'forget'; readonly session: string }
  | { readonly do: 'set-language'; readonly language: Language }
  | { readonly do: 'toggle-contrast' }
  | { readonly do: 'enlarge-text' }
  | { readonly do: 'set-speech'; readonly on: boolean }
  | { readonly do: 'show-help'; readonly open: boolean }
  | { readonly do: 'take-ticket'; readonly path: Path }
  | { readonly do: 'have-ticket' }
  | { readonly do: 'declare-priority'; readonly category: string }
  | { readonly do: 'turn-page'; readonly page: number }
  | { readonly do: 'choose-service'; readonly service: string }
  /** Another day for the service that has no places today. */
  | { readonly do: 'other-day' }
  | { readonly do: 'pick-date'; readonly date: string }
  | { readonly do: 'pick-time'; readonly time: string }
  | { readonly do: 'choose-place'; readonly path: Path; readonly date: string; readonly time: string | null }
  | { readonly do: 'type-name'; readonly field: PersonField; readonly value: string }
  | { readonly do: 'check-name' }
  | { readonly do: 'add-guardian' }
  | { readonly do: 'type-guardian'; readonly guardian: Guardian }
  | { readonly do: 'check-guardian' }
  | { readonly do: 'remove-guardian' }
  | { readonly do: 'another-ticket' }
  | { readonly do: 'type-visit'; readonly field: VisitField; readonly value: string }
  | { readonly do: 'name-ticket' }
  | { readonly do: 'prove-by'; readonly by: Visit['by'] }
  | { readonly do: 'find-ticket'; readonly today: string }
  | { readonly do: 'ask-priority' }
  | { readonly do: 'ask-withdraw' }
  | { readonly do: 'ask-where' }
  | { readonly do: 'sign-on' }
  /** Somebody helps from now on, or nobody any more. */
  | { readonly do: 'assisted'; readonly by: string | null; readonly session: string }
  /** @param session a new uuid: going back may end at the welcome screen */
  | { readonly do: 'back'; readonly session: string }
  | {
      readonly do: 'sending'
      readonly what: 'register' | VisitAction
      readonly priority?: string
      readonly service?: string
    }
  | { readonly do: 'answered'; readonly what: 'register' | VisitAction; readonly answer: Answer | ErrorBody }

/** After the largest comes the designed size again. */
const larger: Readonly<Record<TextStep, TextStep>> = { 0: 1, 1: 2, 2: 0 }

/** The flow after an action; an action that does not belong to the screen changes nothing. */
export function reduce(flow: Flow, action: FlowAction): Flow {
  switch (action.do) {
    case 'forget':
      return freshFlow(action.session, flow.assistant)
    case 'assisted':
      return freshFlow(action.session, action.by)
    case 'set-language':
      return { ...flow, language: action.language }
    case 'toggle-contrast':
      return { ...flow, contrast: !flow.contrast }
    case 'enlarge-text':
      return { ...flow, text: larger[flow.text] }
    case 'set-speech':
      return { ...flow, speech: action.on }
    case 'show-help':
      return { ...flow, help: action.open }
    case 'type-name':
      return typeName(flow, action.field, action.value)
    case 'type-guardian':
      return { ...flow, guardian: action.guardian, screen: cleared(flow.screen) }
    case 'type-visit':
      return { ...flow, visit: { ...flow.visit, [action.field]: action.value }, screen: cleared(flow.screen) }
    case 'back':
      return goBack(flow, action.session)
    case 'prove-by':
      return proveBy(flow, action.by)
    case 'find-ticket':
      return findTicket(flow, action.today)
    case 'have-ticket':
      return haveTicket(flow)
    case 'another-ticket':
      return anotherTicket(flow)
    case 'scanned':
      return scannedTicket(flow, action)
    case 'inform':
    case 'open-info':
    case 'ask-service':
    case 'ask-sheet':
    case 'type-info':
    case 'add-stay':
    case 'clear-stays':
    case 'rate':
    case 'feedback-sent':
    case 'feedback-answered':
      return reduceInfo(flow, action)
    case 'remove-guardian':
      return { ...flow, guardian: null }
    case 'sending':
      return { ...flow, screen: sending(flow.screen, action) }
    case 'answered':
      return { ...answered(flow, action.what, action.answer), help: false }
    default:
      return { ...flow, screen: go(flow, action) }
  }
}

type Going = Exclude<
  FlowAction,
  {
    do:
      | InfoAction['do']
      | 'scanned'
      | 'assisted'
      | 'forget'
      | 'set-language'
      | 'toggle-contrast'
      | 'enlarge-text'
      | 'set-speech'
      | 'show-help'
      | 'type-name'
      | 'type-guardian'
      | 'type-visit'
      | 'back'
      | 'prove-by'
      | 'find-ticket'
      | 'have-ticket'
      | 'another-ticket'
      | 'remove-guardian'
      | 'sending'
      | 'answered'
  }
>

/** The next screen of an action that goes on. */
function go(flow: Flow, action: Going): Screen {
  const { screen } = flow
  switch (action.do) {
    case 'take-ticket':
      return action.path === 'priority'
        ? { is: 'priority', at: 'registration', sending: null, problem: null }
        : { is: 'services', path: action.path, priority: null, page: 0 }
    case 'declare-priority':
      return screen.is === 'priority' && screen.at === 'registration'
        ? { is: 'services', path: 'priority', priority: action.category, page: 0 }
        : screen
    case 'turn-page':
      return 'page' in screen ? { ...screen, page: action.page } : screen
    case 'choose-service':
      return screen.is === 'services' ? chosenService(screen, action.service) : screen
    case 'other-day':
      return screen.is === 'when'
        ? { is: 'when', order: { ...screen.order, path: 'later', date: null, time: null }, problem: null }
        : screen
    case 'pick-date':
      return screen.is === 'when'
        ? { ...screen, order: { ...screen.order, date: action.date, time: null }, problem: null }
        : screen
    case 'pick-time':
      return screen.is === 'when' ? { ...screen, order: { ...screen.order, time: action.time }, problem: null } : screen
    case 'choose-place':
      return screen.is === 'when'
        ? {
            is: 'name',
            order: { ...screen.order, path: action.path, date: action.date, time: action.time },
            wrong: null,
          }
        : screen
    case 'check-name':
      return screen.is === 'name' ? checkedName(flow, screen.order) : screen
    case 'add-guardian':
      return screen.is === 'check' ? { is: 'guardian', order: screen.order, wrong: null } : screen
    case 'check-guardian':
      return screen.is === 'guardian' ? checkedGuardian(flow, screen.order) : screen
    case 'name-ticket':
      return screen.is === 'visit' ? checkedNumber(flow) : screen
    case 'ask-priority':
      return screen.is === 'visit-actions' ? { is: 'priority', at: 'check-in', sending: null, problem: null } : screen
    case 'ask-withdraw':
      return screen.is === 'visit-actions' ? { is: 'withdraw', sending: false, problem: null } : screen
    case 'sign-on':
      return { is: 'assistant' }
    case 'ask-where':
      return screen.is === 'visit-actions' && screen.sending === null ? { is: 'where' } : screen
  }
}

function chosenService(screen: Extract<Screen, { is: 'services' }>, service: string): Screen {
  const order: Order = { path: screen.path, priority: screen.priority, service, date: null, time: null }
  // a priority ticket adds its own place at the present minute (N5): there is no time to choose
  return order.path === 'priority' ? { is: 'name', order, wrong: null } : { is: 'when', order, problem: null }
}

function typeName(flow: Flow, field: PersonField, value: string): Flow {
  return { ...flow, person: { ...flow.person, [field]: value }, screen: cleared(flow.screen) }
}

/** Typing takes the complaint away. */
function cleared(screen: Screen): Screen {
  switch (screen.is) {
    case 'name':
    case 'guardian':
    case 'visit':
    case 'visit-code':
    case 'visit-online':
      return screen.wrong === null ? screen : { ...screen, wrong: null }
    default:
      return screen
  }
}

function checkedName(flow: Flow, order: Order): Screen {
  const wrong = wrongName(flow)
  return wrong === null ? { is: 'check', order, sending: false, problem: null } : { is: 'name', order, wrong }
}

function wrongName({ person }: Flow): FieldProblem<PersonField> | null {
  for (const field of ['surname', 'givenName', 'patronymic'] as const) {
    if (field === 'patronymic' && person.patronymic.trim() === '') continue
    const name = normaliseName(person[field])
    if (!name.ok) return { field, message: name.code === 'name-empty' ? fillIn : refusalMessage(name.code) }
  }
  return null
}

function checkedGuardian({ guardian }: Flow, order: Order): Screen {
  const right =
    guardian?.by === 'phone' ? normalisePhone(guardian.value) !== null : /^\d{4}$/.test(guardian?.value ?? '')
  if (right) return { is: 'check', order, sending: false, problem: null }
  return {
    is: 'guardian',
    order,
    wrong: guardian?.by === 'documentDigits' ? fourDigits : refusalMessage('guardian-phone'),
  }
}

/** What was typed for the other way of proving is forgotten. */
function proveBy(flow: Flow, by: Visit['by']): Flow {
  if (flow.screen.is !== 'visit-how') return flow
  const visit = { ...freshFlow(flow.session).visit, number: flow.visit.number, by }
  const next = { ...flow, visit: by === flow.visit.by ? flow.visit : visit }
  return { ...next, screen: proofScreen(next) }
}

/** What is typed on the screen is what proves the ticket. */
function findTicket(flow: Flow, today: string): Flow {
  const { is } = flow.screen
  if (is !== 'visit-code' && is !== 'visit-online') return flow
  const found: Flow = { ...flow, visit: { ...flow.visit, by: is === 'visit-code' ? 'code' : 'digits' } }
  return { ...found, screen: checkedProof(found, today) }
}

/**
 * What was begun before is forgotten, as with a scanned ticket: behind the screen that waits for paper stands somebody's
 * registration, and whoever has a ticket may be somebody else.
 */
function haveTicket(flow: Flow): Flow {
  return { ...freshFlow(flow.session), ...looksOf(flow), screen: { is: 'visit', wrong: null } }
}

/** The same terminal session goes on; the person does not. */
function anotherTicket(flow: Flow): Flow {
  if (flow.screen.is !== 'ticket') return flow
  const { path } = flow.screen
  const next = { ...freshFlow(flow.session), ...looksOf(flow) }
  return { ...next, screen: go(next, { do: 'take-ticket', path }) }
}

function sending(screen: Screen, { what, priority, service }: Extract<FlowAction, { do: 'sending' }>): Screen {
  switch (screen.is) {
    case 'check':
      return what === 'register' ? { ...screen, sending: true, problem: null } : screen
    case 'ticket':
      return what === 'reprint' ? { ...screen, sending: true, problem: null } : screen
    case 'visit-actions':
      return what === 'register' ? screen : { ...screen, sending: what, problem: null }
    case 'withdraw':
      return what === 'withdraw' ? { ...screen, sending: true, problem: null } : screen
    case 'visit-service':
      return what === 'check-in' ? { ...screen, sending: service ?? null } : screen
    case 'priority':
      return what === 'check-in' ? { ...screen, sending: priority ?? null, problem: null } : screen
    default:
      return screen
  }
}

function answered(flow: Flow, what: 'register' | VisitAction, answer: Answer | ErrorBody): Flow {
  const { screen } = flow
  switch (screen.is) {
    case 'check':
      return what === 'register' ? { ...flow, screen: afterRegister(screen.order, answer) } : flow
    case 'ticket':
      return what === 'reprint' ? { ...flow, screen: afterReprint(screen, answer) } : flow
    case 'visit-actions':
    case 'withdraw':
    case 'priority':
    case 'visit-service':
      return what === 'register' ? flow : { ...flow, screen: afterVisit(flow, what, answer) }
    default:
      return flow
  }
}
