import type { Language } from '@cherha/shared/protocol'
import i18next, { type i18n } from 'i18next'
import { useCallback, useEffect } from 'react'
import { I18nextProvider, initReactI18next, useTranslation } from 'react-i18next'

/** The texts of an app in Ukrainian: flat keys; `{{value}}` is filled in; `_one/_few/_many/_other` follow `count`. */
export type UkrainianTexts = Readonly<Record<string, string>>

/** The same keys in English, which has only the plural forms `_one` and `_other`. */
export type EnglishTexts<T> = {
  readonly [K in keyof T as K extends `${string}_few` | `${string}_many` ? never : K]: string
}

type Base<K> = K extends `${infer B}_${'one' | 'few' | 'many' | 'other'}` ? B : K
/** A key of the texts as a component uses it: without the plural ending. */
export type TextKey<T> = Base<keyof T & string>

/** Text of a key in the language of the screen, with the values filled in. */
export type Translate<T> = (key: TextKey<T>, values?: Readonly<Record<string, string | number>>) => string

/** Prepares an app's texts; they are there at once, nothing is loaded later. */
export function createI18n<const T extends UkrainianTexts>(
  texts: { readonly uk: T; readonly en: EnglishTexts<T> },
  language: Language,
): i18n {
  const instance = i18next.createInstance()
  void instance.use(initReactI18next).init({
    resources: { uk: { translation: { ...texts.uk } }, en: { translation: { ...texts.en } } },
    lng: language,
    fallbackLng: false,
    keySeparator: false,
    nsSeparator: false,
    initAsync: false,
    // React escapes by itself
    interpolation: { escapeValue: false },
  })
  return instance
}

/** The texts of this app: `const t = useTexts<typeof uk>()`. */
export function useTexts<T>(): Translate<T> {
  const { t } = useTranslation()
  // a plain string: i18next's own key types are global, and three apps have three sets of keys
  return useCallback((key: string, values) => t(key, { ...values }), [t])
}

/** The language of the screen. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'uk'
}

/** Switches the texts and the page's `lang` to a language, and again whenever it changes. */
export function useScreenLanguage(language: Language): void {
  const { i18n } = useTranslation()
  useEffect(() => {
    void i18n.changeLanguage(language)
    document.documentElement.lang = language
  }, [i18n, language])
}

export { I18nextProvider as TextsProvider }
