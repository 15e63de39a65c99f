import type { Answer, ErrorBody } from '@cherha/shared/protocol'
import { problemOf } from './answers.ts'
import type { Flow } from './flow.ts'
import { addedStay, infoScreen, type InfoField, type InfoTopic, type Sheet } from './info.ts'

/** What a visitor does to find something out, or to say how it was. */
export type InfoAction =
  | { readonly do: 'inform' }
  | { readonly do: 'open-info'; readonly topic: InfoTopic }
  | { readonly do: 'ask-service'; readonly service: string }
  | { readonly do: 'ask-sheet'; readonly sheet: Sheet }
  | { readonly do: 'type-info'; readonly field: InfoField; readonly value: string }
  | { readonly do: 'add-stay' }
  | { readonly do: 'clear-stays' }
  | { readonly do: 'rate'; readonly rating: number }
  | { readonly do: 'feedback-sent' }
  | { readonly do: 'feedback-answered'; readonly answer: Answer | ErrorBody }

/** The flow after such an action; one that does not belong to the screen changes nothing. */
export function reduceInfo(flow: Flow, action: InfoAction): Flow {
  const { screen, info } = flow
  switch (action.do) {
    case 'inform':
      return { ...flow, screen: { is: 'info' } }
    case 'open-info':
      return { ...flow, screen: infoScreen(action.topic) }
    case 'ask-service':
      return { ...flow, screen: { is: 'info-service', service: action.service, sheet: 'documents', page: 0 } }
    case 'ask-sheet':
      return screen.is === 'info-service' ? { ...flow, screen: { ...screen, sheet: action.sheet, page: 0 } } : flow
    case 'type-info': {
      const typed = { ...flow, info: { ...info, [action.field]: action.value } }
      return screen.is === 'stay' ? { ...typed, screen: { is: 'stay', wrong: null } } : typed
    }
    case 'add-stay': {
      if (screen.is !== 'stay') return flow
      const added = addedStay(info)
      return { ...flow, info: added.info, screen: { is: 'stay', wrong: added.wrong } }
    }
    case 'clear-stays':
      return { ...flow, info: { ...info, stays: [], entry: '', exit: '' }, screen: infoScreen('stay') }
    case 'rate':
      return { ...flow, info: { ...info, rating: action.rating } }
    case 'feedback-sent':
      return screen.is === 'feedback' ? { ...flow, screen: { is: 'feedback', sending: true, problem: null } } : flow
    case 'feedback-answered':
      if (screen.is !== 'feedback') return flow
      return action.answer.ok
        ? { ...flow, info: { ...info, rating: null, comment: '' }, screen: { is: 'feedback-done' } }
        : { ...flow, screen: { is: 'feedback', sending: false, problem: problemOf(action.answer) } }
  }
}
