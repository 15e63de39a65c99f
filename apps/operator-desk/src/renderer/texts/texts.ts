import { type Translate, useTexts } from '@cherha/ui'
import type { uk } from './uk.ts'

export type Texts = typeof uk
export type TranslateDesk = Translate<Texts>

export function useDeskTexts(): TranslateDesk {
  return useTexts<Texts>()
}
