import type { PaperLanguage } from '../model.ts'

export type LeafletSize = 'a4' | 'a5'

/** A leaflet of an office in words and a code, before it is drawn. The same model always becomes the same bytes. */
export interface LeafletModel {
  readonly kind: 'leaflet'
  readonly language: PaperLanguage
  readonly size: LeafletSize
  /** Day it was made, `YYYY-MM-DD`: the file's date. */
  readonly date: string
  /** Of the file, for whoever opens it. */
  readonly title: string
  readonly brand: string
  readonly heading: string
  readonly under: string
  readonly steps: readonly string[]
  /** Rows of a QR code, from the top: 1 is black. */
  readonly code: readonly string[]
  /** What the code says, to be typed. */
  readonly url: string
  /** For whoever cannot see the code. */
  readonly codeText: string
  readonly office: { readonly name: string; readonly address: string; readonly phones: string }
  readonly foot: string
}
