import type { Fields, OfficeMapping, Text } from '@cherha/shared/workflow'

/** Whose paper it is, as its head says. */
export interface PaperOffice {
  readonly name: Text
  readonly address: Text
  readonly phones: readonly string[]
  readonly email?: string
}

export interface PaperPerson {
  readonly name: string
  readonly title: Text
}

/** What a paper needs besides the card and the case. */
export interface PaperContext {
  /** The office (or authorised entity) that makes the paper. */
  readonly office: PaperOffice
  /** The authorised entity that took the application; null when the office did itself. */
  readonly entity: PaperOffice | null
  /** Stage the paper is made in. */
  readonly stage: string
  /** Date of the office, `YYYY-MM-DD`. */
  readonly today: string
  /** Of the office; left out: Europe/Kyiv. */
  readonly timeZone?: string
  /** Whoever makes the paper; null leaves a name to write. */
  readonly author: PaperPerson | null
  readonly names: (login: string) => PaperPerson | null
  readonly mapping?: OfficeMapping
  /** The outcome that is being completed, as far as it is not in the case yet. */
  readonly outcome?: {
    readonly key: string
    readonly fields?: Fields
    readonly grounds?: readonly string[]
    readonly written?: boolean
  }
  /** The inquiry a letter is about; left out: all of the stage's. */
  readonly inquiry?: { readonly key: string; readonly text?: string; readonly to?: string }
  /** Words for the fields of an act, by their key; what is left out is written by hand. */
  readonly act?: Readonly<Record<string, string>>
  /** Address of the page where an applicant asks for the status. */
  readonly statusAddress?: string
}
