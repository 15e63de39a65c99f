import { dateOfText } from '@cherha/shared/information'
import type { Bilingual } from '@cherha/shared/protocol'
import { wholeStayDate } from './messages.ts'
import type { Problem } from './flow.ts'

/** What a visitor typed to find something out; it is about nobody the office knows, and forgotten with the visit all the same. */
export interface Info {
  readonly latin: string
  readonly unit: string
  /** Stays as dates; the one being typed as `DD.MM.YYYY`. */
  readonly stays: readonly { readonly entry: string; readonly exit: string | null }[]
  readonly entry: string
  readonly exit: string
  readonly rating: number | null
  readonly comment: string
}
export type InfoField = 'latin' | 'unit' | 'entry' | 'exit' | 'comment'
export type Sheet = 'documents' | 'fees'

export type InfoScreen =
  | { readonly is: 'info' }
  | { readonly is: 'info-services'; readonly page: number }
  | { readonly is: 'info-service'; readonly service: string; readonly sheet: Sheet; readonly page: number }
  | { readonly is: 'latin' }
  | { readonly is: 'stay'; readonly wrong: { readonly field: 'entry' | 'exit'; readonly message: Bilingual } | null }
  | { readonly is: 'unit' }
  | { readonly is: 'e-services' }
  | { readonly is: 'feedback'; readonly sending: boolean; readonly problem: Problem | null }
  | { readonly is: 'feedback-done' }

export const nothingAsked: Info = { latin: '', unit: '', stays: [], entry: '', exit: '', rating: null, comment: '' }

/** What can be opened from the first screen of information. */
export type InfoTopic = Exclude<InfoScreen['is'], 'info' | 'info-service' | 'feedback-done'>

export function infoScreen(topic: InfoTopic): InfoScreen {
  switch (topic) {
    case 'info-services':
      return { is: topic, page: 0 }
    case 'stay':
      return { is: topic, wrong: null }
    case 'feedback':
      return { is: topic, sending: false, problem: null }
    default:
      return { is: topic }
  }
}

/** Where «Back» leads from a screen of information. */
export function beforeInfo(screen: InfoScreen): InfoScreen | { readonly is: 'welcome' } {
  switch (screen.is) {
    case 'info':
    case 'feedback-done':
      return { is: 'welcome' }
    case 'info-service':
      return { is: 'info-services', page: 0 }
    case 'feedback':
      return screen.sending ? screen : { is: 'info' }
    default:
      return { is: 'info' }
  }
}

/** The stay that was typed goes into the list, or what is wrong with it. */
export function addedStay(info: Info): {
  readonly info: Info
  readonly wrong: Extract<InfoScreen, { is: 'stay' }>['wrong']
} {
  const entry = dateOfText(info.entry)
  if (entry === null) return { info, wrong: { field: 'entry', message: wholeStayDate } }
  const exit = info.exit === '' ? null : dateOfText(info.exit)
  if (info.exit !== '' && exit === null) return { info, wrong: { field: 'exit', message: wholeStayDate } }
  return { info: { ...info, stays: [...info.stays, { entry, exit }], entry: '', exit: '' }, wrong: null }
}
