import type { SuspensionView } from '@cherha/shared/protocol'
import { lookAlikes, type SpokenClip, ukrainianLetters, type VoiceLanguage } from './clips.ts'
import { numberClips, timeClips } from './numbers.ts'

/** A call as it is spoken. Numbers and letters only (A9): there is no field that could hold a name. */
export interface SpokenCall {
  /** As printed: `А-015`. */
  readonly ticket: string
  /** What stands on the door, `3` or `12А`. */
  readonly window: string
  /** Of the visitor: English comes after the Ukrainian, never instead of it. */
  readonly language: VoiceLanguage
  /** Under load (A6): «Талон А, нуль п’ятнадцять, кабінет три». */
  readonly short: boolean
  /** Announced before: «Повторно запрошується…». */
  readonly again: boolean
}

/**
 * «Запрошується відвідувач з номером талона А, нуль п’ятнадцять, до кабінету номер три», as clips in their order, and
 * the same in English for a visitor who registered in English.
 */
export function callSentence(call: SpokenCall): readonly SpokenClip[] {
  const languages: readonly VoiceLanguage[] = call.language === 'en' ? ['uk', 'en'] : ['uk']
  return languages.flatMap((language) => inLanguage(language, callClips(call, language)))
}

function callClips({ ticket, window, short, again }: SpokenCall, language: VoiceLanguage): readonly string[] {
  const number = characterClips(ticket, language)
  const label = characterClips(window, language)
  const to = short ? 'window' : 'to-window'
  const call = again ? 'call-again' : 'call'
  return [short ? 'ticket' : call, ...number, ...(label.length === 0 ? [`${to}-on-board`] : [to, ...label])]
}

/** «Увага! Повітряна тривога…»: the office has just stopped, in both languages. */
export function suspendedSentence(reason: SuspensionView['reason']): readonly SpokenClip[] {
  const clip = reason === 'alert' ? 'suspended-alert' : reason === 'power' ? 'suspended-power' : 'suspended-other'
  return bothLanguages(() => [clip, 'ticket-valid'])
}

/**
 * «Прийом продовжиться об одинадцятій годині сорок хвилин. Ваш талон дійсний.»
 * @param time `HH:MM` in the office
 */
export function resumingSentence(time: string): readonly SpokenClip[] {
  return bothLanguages((language) => ['resuming', ...timeClips(time, language), 'ticket-valid'])
}

/** «Перевірка звуку. А, нуль п’ятнадцять, кабінет три.» */
export function testSentence(): readonly SpokenClip[] {
  return bothLanguages((language) => ['test', ...characterClips('А-015', language)])
}

/** Rows of digits as numbers, letters by their names; a dash, a dot or anything else is not spoken. */
export function characterClips(text: string, language: VoiceLanguage): readonly string[] {
  return (text.toUpperCase().match(/\d+|\p{L}/gu) ?? []).flatMap((part) =>
    /^\d/.test(part) ? numberClips(part) : letterClip(part, language),
  )
}

function letterClip(letter: string, language: VoiceLanguage): readonly string[] {
  if (ukrainianLetters.includes(letter)) return [`letter-${letter}`]
  if (!/^[A-Z]$/.test(letter)) return []
  const twin = language === 'uk' ? lookAlikes[letter] : undefined
  return [twin === undefined ? `latin-${letter}` : `letter-${twin}`]
}

function bothLanguages(clips: (language: VoiceLanguage) => readonly string[]): readonly SpokenClip[] {
  return (['uk', 'en'] as const).flatMap((language) => inLanguage(language, clips(language)))
}

function inLanguage(language: VoiceLanguage, clips: readonly string[]): readonly SpokenClip[] {
  return clips.map((clip) => ({ language, clip }))
}
