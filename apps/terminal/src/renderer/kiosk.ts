import type { Bilingual, Language, TerminalView } from '@cherha/shared/protocol'
import type { Commands } from './commands.ts'
import type { Flow, Problem, ScreenName, ScreenOf } from './flow/flow.ts'
import type { FlowAction } from './flow/reducer.ts'
import type { T } from './texts/index.ts'

/** What every screen is given. */
export interface Kiosk {
  readonly view: TerminalView
  /** Of the view: a change means that places may have changed. */
  readonly seq: number
  /** Hub time now, ms since 1970. */
  readonly now: number
  /** The office's date, `YYYY-MM-DD`. */
  readonly today: string
  /** Where the hub's reads are. */
  readonly hubUrl: string
  readonly flow: Flow
  readonly commands: Commands
  /** This computer has a voice. */
  readonly canSpeak: boolean
  dispatch(action: FlowAction): void
}
export interface ScreenProps<N extends ScreenName> {
  readonly kiosk: Kiosk
  readonly screen: ScreenOf<N>
}

/** Title of a service; an id the office no longer has stays readable. */
export function serviceTitle(view: TerminalView, id: string, language: Language): string {
  return view.office.services.find((service) => service.id === id)?.title[language] ?? id
}

/** What the hub says about a service's places. */
export function serviceState(view: TerminalView, id: string): TerminalView['services'][number] | undefined {
  return view.services.find((service) => service.id === id)
}

/** Whole minutes in which who is called has to come: a minute that has begun is not promised. */
export function minutesToCome({ office }: Pick<TerminalView, 'office'>): number {
  return Math.floor(office.noShowSeconds / 60)
}

/** Earliest of the given texts that sort by time or date; null without any. */
export function earliest(values: readonly (string | null | undefined)[]): string | null {
  const known = values.filter((value) => typeof value === 'string')
  return known.length === 0 ? null : known.reduce((a, b) => (b < a ? b : a))
}

/** The sentence of a problem in the visitor's language. */
export function problemText(problem: Problem, language: Language, t: T): string {
  return problem === 'technical' ? t('problem.technical') : sentence(problem, language)
}
export function sentence(message: Bilingual, language: Language): string {
  return message[language]
}

/** Goes back one screen; the new session counts only if that is the welcome screen. */
export function goBack(kiosk: Kiosk): void {
  kiosk.dispatch({ do: 'back', session: crypto.randomUUID() })
}

/** Ends the visit: everything is forgotten. */
export function forget(kiosk: Pick<Kiosk, 'dispatch'>): void {
  kiosk.dispatch({ do: 'forget', session: crypto.randomUUID() })
}

/** A word at the start of a line: «Четвер». */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
