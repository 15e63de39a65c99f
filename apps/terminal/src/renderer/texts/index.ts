import { createI18n, useTexts, type TextKey, type Translate } from '@cherha/ui'
import { en } from './en.ts'
import { uk } from './uk.ts'

export type Key = TextKey<typeof uk>
export type T = Translate<typeof uk>

/** The terminal's texts in the language of the screen. */
export const useT = (): T => useTexts<typeof uk>()

export const createTexts = () => createI18n({ uk, en }, 'uk')
