/** A sheet of information for a visitor: nothing on it is about a person. Texts are final. */
export interface SheetModel {
  readonly language: 'uk' | 'en'
  readonly office: { readonly name: string; readonly address: string; readonly phone: string }
  /** What the sheet is: «Документи, які треба принести». */
  readonly title: string
  /** What it is about: the service. */
  readonly subject: string
  readonly parts: readonly SheetPart[]
  /** Small print at the end. */
  readonly notes: readonly string[]
}

export interface SheetPart {
  /** Heavy; null: only lines. */
  readonly heading: string | null
  readonly lines: readonly string[]
}
