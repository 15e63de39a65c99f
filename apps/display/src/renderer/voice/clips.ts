/** A language the announcer speaks. */
export const voiceLanguages = ['uk', 'en'] as const
export type VoiceLanguage = (typeof voiceLanguages)[number]

/** Letters of Ukrainian; each has its name as a clip. Apart from the ticket letters (N1), windows may have any. */
export const ukrainianLetters = [...'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ'] as const
export const latinLetters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'] as const

/** Latin capitals that look like a Cyrillic one: on a plate nobody can tell them apart, so Ukrainian reads them alike. */
export const lookAlikes: Readonly<Record<string, string>> = {
  A: 'А',
  B: 'В',
  C: 'С',
  E: 'Е',
  H: 'Н',
  I: 'І',
  K: 'К',
  M: 'М',
  O: 'О',
  P: 'Р',
  T: 'Т',
  X: 'Х',
  Y: 'У',
}

const range = (from: number, to: number): readonly number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const named = (prefix: string, values: readonly (string | number)[]): readonly string[] =>
  values.map((value) => `${prefix}-${value}`)

/** Clips every language has. */
const common = [
  ...named('number', range(0, 19)),
  ...named('tens', [20, 30, 40, 50, 60, 70, 80, 90]),
  ...named('hundred', range(1, 9)),
  ...named('thousand', range(1, 9)),
  ...named('letter', ukrainianLetters),
  // a call
  'call',
  'call-again',
  'to-window',
  'to-window-on-board',
  'ticket',
  'window',
  'window-on-board',
  // the office stands still, or goes on
  'suspended-alert',
  'suspended-power',
  'suspended-other',
  'resuming',
  'ticket-valid',
  'test',
]

const latinOnly = latinLetters.filter((letter) => !(letter in lookAlikes))

/**
 * Everything a pack of a language must have, in the order of the manual (docs/voice.md). A Latin letter that looks
 * like a Cyrillic one is read as that in Ukrainian, and by its own name in English.
 */
export const requiredClips: Readonly<Record<VoiceLanguage, readonly string[]>> = {
  uk: [
    ...common,
    ...named('latin', latinOnly),
    ...named('hour', range(0, 23)),
    'minute-1',
    'minute-2',
    'minutes-one',
    'minutes-few',
    'minutes-many',
  ],
  en: [...common, ...named('latin', latinLetters), 'o-clock', 'minute-zero'],
}

/** One clip of one language: what a sentence is made of. */
export interface SpokenClip {
  readonly language: VoiceLanguage
  readonly clip: string
}
