import type { Bilingual, Language, RegistrationResult } from '@cherha/shared/protocol'
import { nothingAsked, type Info, type InfoScreen } from './info.ts'

/** What the visitor came for: a ticket for today, for a later day, or a priority ticket for now. */
export type Path = 'today' | 'later' | 'priority'

export interface Person {
  readonly surname: string
  readonly givenName: string
  readonly patronymic: string
}
export type PersonField = keyof Person

/** Contact of a child's parent or guardian (document 000 III.1), as typed. */
export interface Guardian {
  readonly by: 'phone' | 'documentDigits'
  readonly value: string
}

/** The place being asked for. */
export interface Order {
  readonly path: Path
  /** Category code of the priority path, else null. */
  readonly priority: string | null
  readonly service: string
  /** null: today for `today` and `priority`, not chosen yet for `later`. */
  readonly date: string | null
  /** null: the nearest one. */
  readonly time: string | null
}

/** A ticket the visitor already has, as typed. */
export interface Visit {
  readonly number: string
  /** `DD.MM` */
  readonly date: string
  readonly code: string
  /** `HH:MM`, of an online booking */
  readonly time: string
  /** Last four digits of the document given at the booking. */
  readonly digits: string
  /** What the ticket is proved by: its code, or time and digits of an online booking. */
  readonly by: 'code' | 'digits'
}
export type VisitField = 'number' | 'date' | 'code' | 'time' | 'digits'

/** What went wrong, as a sentence; `technical` when the command never reached the rules. */
export type Problem = Bilingual | 'technical'
export interface FieldProblem<F extends string> {
  readonly field: F
  readonly message: Bilingual
}

export type VisitAction = 'check-in' | 'reprint' | 'withdraw'

export type Screen =
  | { readonly is: 'welcome' }
  /** Declaration of priority; `sending` only at check-in, where the choice is the command. */
  | {
      readonly is: 'priority'
      readonly at: 'registration' | 'check-in'
      readonly sending: string | null
      readonly problem: Problem | null
    }
  | { readonly is: 'services'; readonly path: Path; readonly priority: string | null; readonly page: number }
  | { readonly is: 'when'; readonly order: Order; readonly problem: Problem | null }
  | { readonly is: 'name'; readonly order: Order; readonly wrong: FieldProblem<PersonField> | null }
  | { readonly is: 'guardian'; readonly order: Order; readonly wrong: Bilingual | null }
  | { readonly is: 'check'; readonly order: Order; readonly sending: boolean; readonly problem: Problem | null }
  /** `reprint` comes after a failed print: the same number again. `instead`: the number that was booked (Q27). */
  | {
      readonly is: 'ticket'
      readonly path: Path
      readonly ticket: RegistrationResult
      readonly instead?: string
      readonly sending: boolean
      readonly problem: Problem | null
    }
  /** The ticket a visitor has: its number, what proves it, and that proof. */
  | { readonly is: 'visit'; readonly wrong: FieldProblem<VisitField> | null }
  | { readonly is: 'visit-how' }
  | { readonly is: 'visit-code'; readonly wrong: FieldProblem<VisitField> | null }
  | { readonly is: 'visit-online'; readonly wrong: FieldProblem<VisitField> | null }
  | { readonly is: 'visit-actions'; readonly sending: VisitAction | null; readonly problem: Problem | null }
  | { readonly is: 'withdraw'; readonly sending: boolean; readonly problem: Problem | null }
  /** A priority ticket whose registration is lost does not name its service (Q28). `priority` as declared before. */
  | {
      readonly is: 'visit-service'
      readonly page: number
      readonly priority: string | null
      readonly sending: string | null
    }
  /** `readmitted`: the hub did not know the ticket, and it came back by its code (Q28). */
  | {
      readonly is: 'checked-in'
      readonly number: string
      readonly time: string | null
      readonly readmitted: boolean
    }
  | { readonly is: 'withdrawn'; readonly number: string }
  /** Where the ticket stands in the queue. */
  | { readonly is: 'where' }
  /** Somebody signs on to help (E15). */
  | { readonly is: 'assistant' }
  | InfoScreen

/** A command of this screen has no answer yet. */
export function isSending(screen: Screen): boolean {
  return 'sending' in screen && screen.sending !== null && screen.sending !== false
}

/** Nothing is left to do on this screen: it gives itself back after a moment. */
export function isFinished({ is }: Screen): boolean {
  return is === 'ticket' || is === 'checked-in' || is === 'withdrawn' || is === 'feedback-done'
}

export type ScreenName = Screen['is']
export type ScreenOf<N extends ScreenName> = Extract<Screen, { is: N }>

/** Everything the terminal remembers of the person in front of it; nothing of it outlives the visit. */
export interface Flow {
  readonly language: Language
  readonly contrast: boolean
  /** Step of the size of type. */
  readonly text: TextStep
  /** The screen is heard and worked by four keys. */
  readonly speech: boolean
  readonly help: boolean
  /** Name of who helps here; outlives the visits, because the next visitor is helped too. */
  readonly assistant: string | null
  /** Terminal session of the register commands; renewed at the welcome screen. */
  readonly session: string
  readonly screen: Screen
  readonly person: Person
  readonly guardian: Guardian | null
  readonly visit: Visit
  readonly info: Info
}

/** How much larger than designed the type is: 1, 1.15, 1.3. */
export type TextStep = 0 | 1 | 2

const nobody: Person = { surname: '', givenName: '', patronymic: '' }
const noVisit: Visit = { number: '', date: '', code: '', time: '', digits: '', by: 'code' }

type Looks = 'language' | 'contrast' | 'text' | 'speech' | 'assistant'

/** How the same visitor goes on seeing and hearing the screens; nothing of it is about the person. */
export function looksOf({ language, contrast, text, speech, assistant }: Flow): Pick<Flow, Looks> {
  return { language, contrast, text, speech, assistant }
}

/** The start screen, everything forgotten. @param session a new uuid */
export function freshFlow(session: string, assistant: string | null = null): Flow {
  return {
    language: 'uk',
    contrast: false,
    text: 0,
    speech: false,
    help: false,
    assistant,
    session,
    screen: { is: 'welcome' },
    person: nobody,
    guardian: null,
    visit: noVisit,
    info: nothingAsked,
  }
}
