import { freshFlow, looksOf, type Flow, type Screen } from './flow.ts'
import { beforeInfo } from './info.ts'
import { proofScreen } from './visit.ts'

/** One screen back; at the start everything is forgotten. @param session a new uuid */
export function goBack(flow: Flow, session: string): Flow {
  const screen = previous(flow)
  if (screen.is !== 'welcome') {
    // a contact that was not finished is not kept
    const guardian = flow.screen.is === 'guardian' ? null : flow.guardian
    return { ...flow, guardian, screen }
  }
  return { ...freshFlow(session), ...looksOf(flow) }
}

function previous(flow: Flow): Screen {
  const { screen } = flow
  switch (screen.is) {
    case 'priority':
      if (screen.sending !== null) return screen
      return screen.at === 'registration' ? { is: 'welcome' } : { is: 'visit-actions', sending: null, problem: null }
    case 'services':
      return screen.path === 'priority'
        ? { is: 'priority', at: 'registration', sending: null, problem: null }
        : { is: 'welcome' }
    case 'when':
      return { is: 'services', path: screen.order.path, priority: screen.order.priority, page: 0 }
    case 'name':
      return screen.order.path === 'priority'
        ? { is: 'services', path: 'priority', priority: screen.order.priority, page: 0 }
        : { is: 'when', order: screen.order, problem: null }
    case 'guardian':
      return { is: 'check', order: screen.order, sending: false, problem: null }
    case 'check':
      return screen.sending ? screen : { is: 'name', order: screen.order, wrong: null }
    case 'visit-actions':
      return screen.sending === null ? proofScreen(flow) : screen
    case 'visit-how':
      return { is: 'visit', wrong: null }
    case 'visit-code':
    case 'visit-online':
      return { is: 'visit-how' }
    case 'visit-service':
      return screen.sending === null ? { is: 'visit-actions', sending: null, problem: null } : screen
    case 'withdraw':
      return screen.sending ? screen : { is: 'visit-actions', sending: null, problem: null }
    case 'where':
      return { is: 'visit-actions', sending: null, problem: null }
    case 'info':
    case 'info-services':
    case 'info-service':
    case 'latin':
    case 'stay':
    case 'unit':
    case 'e-services':
    case 'feedback':
    case 'feedback-done':
      return beforeInfo(screen)
    case 'assistant':
    case 'welcome':
    case 'visit':
    case 'ticket':
    case 'checked-in':
    case 'withdrawn':
      return { is: 'welcome' }
  }
}
