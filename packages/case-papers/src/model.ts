import type { PaperKey } from '@cherha/shared/workflow'

export type PaperLanguage = 'uk' | 'en'

/** A line of a form: what is asked and what was said; null leaves a line to write on. */
export interface FormRow {
  readonly label: string
  readonly value: string | null
}

/** A place for a signature by hand. What is null is written by hand too. */
export interface SignaturePlace {
  /** Job title, or who signs: «Заявник». */
  readonly who: string
  readonly name: string | null
  readonly date: string | null
  /** What stands under the two lines: «(підпис)», «(ім’я, ПРІЗВИЩЕ)». */
  readonly captions: { readonly sign: string; readonly name: string }
}

/** One piece of a paper, from top to bottom. All words are final: the printer of papers adds none but page numbers. */
export type PaperBlock =
  | { readonly kind: 'office'; readonly name: string; readonly lines: readonly string[] }
  | { readonly kind: 'title'; readonly text: string; readonly under?: string }
  | { readonly kind: 'dateline'; readonly left: string; readonly right: string }
  | { readonly kind: 'heading'; readonly text: string }
  | {
      readonly kind: 'paragraph'
      readonly text: string
      readonly style?: 'normal' | 'strong' | 'small' | 'address'
    }
  | { readonly kind: 'form'; readonly rows: readonly FormRow[]; readonly photo?: string }
  | {
      readonly kind: 'table'
      /** `share` of the width; all shares add up to 1. */
      readonly columns: readonly { readonly title: string; readonly share: number }[]
      readonly rows: readonly (readonly string[])[]
      /** Empty rows to write in by hand. */
      readonly spare?: number
    }
  | { readonly kind: 'list'; readonly items: readonly { readonly mark: string; readonly text: string }[] }
  | { readonly kind: 'blank'; readonly label: string; readonly lines: number }
  | { readonly kind: 'tick'; readonly text: string; readonly ticked: boolean }
  | { readonly kind: 'signatures'; readonly places: readonly SignaturePlace[] }
  /** Framed: who signed, or is to sign, electronically. */
  | { readonly kind: 'electronic'; readonly title: string; readonly lines: readonly string[] }

/** What begins on a page of its own, in one language. */
export interface PaperPart {
  readonly language: PaperLanguage
  readonly blocks: readonly PaperBlock[]
}

/** A paper in words, before it is drawn. The same model always becomes the same bytes. */
export interface PaperModel {
  readonly paper: PaperKey
  /** Of the file, for whoever opens it. */
  readonly title: string
  /** Number of the case: at the foot of every page. */
  readonly case: string
  /** Day of the paper, `YYYY-MM-DD`; also the file's date. */
  readonly date: string
  readonly author: string
  readonly parts: readonly PaperPart[]
}
