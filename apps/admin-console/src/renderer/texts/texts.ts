import { type TextKey, type Translate, useTexts } from '@cherha/ui'
import type { uk } from './uk.ts'

export type Texts = typeof uk
/** A key of the console's texts. */
export type ConsoleText = TextKey<Texts>
export type TranslateConsole = Translate<Texts>

export function useConsoleTexts(): TranslateConsole {
  return useTexts<Texts>()
}

/** A sentence that belongs to a code the server may say, where there is one. */
export function isText(key: string, texts: Readonly<Record<string, string>>): key is ConsoleText {
  return key in texts
}
