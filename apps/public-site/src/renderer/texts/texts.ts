import type { Bilingual, Language } from '@cherha/shared/protocol'
import { createContext, use } from 'react'
import { en } from './en.ts'
import { type TextKey, uk } from './uk.ts'

/** A text of the page in a language, with its values filled in. */
export function textOf(
  language: Language,
  key: TextKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  const text: string = (language === 'uk' ? uk : en)[key]
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

export const LanguageContext = createContext<Language>('uk')

export interface Words {
  readonly language: Language
  readonly t: (key: TextKey, values?: Readonly<Record<string, string | number>>) => string
  /** The half of a text from the server that is in the page's language; a text of the page as it is. */
  readonly of: (text: Bilingual | TextKey) => string
}

/** The words in a language, outside of React. */
export function wordsOf(language: Language): Words {
  return {
    language,
    t: (key, values) => textOf(language, key, values),
    of: (text) => (typeof text === 'string' ? textOf(language, text) : text[language]),
  }
}

/** The words of the page in its language. */
export function useWords(): Words {
  return wordsOf(use(LanguageContext))
}
