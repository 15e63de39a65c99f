import { type TextKey, type Translate, useTexts } from '@cherha/ui'
import type { uk } from './uk.ts'

export type Texts = typeof uk
/** A key of the desk's texts. */
export type DeskText = TextKey<Texts>
export type TranslateDesk = Translate<Texts>

export function useDeskTexts(): TranslateDesk {
  return useTexts<Texts>()
}
