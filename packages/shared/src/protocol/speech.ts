import { z } from 'zod'
import { Language } from './values.ts'

/** A sentence and the language whose voice speaks it. */
export const SpokenPart = z.strictObject({ text: z.string().min(1).max(2_000), language: Language })
export type SpokenPart = z.infer<typeof SpokenPart>

/** What a page asks its host to speak; it takes the place of what is being spoken. */
export const SpeechRequest = z.strictObject({ parts: z.array(SpokenPart).min(1).max(60) })
export type SpeechRequest = z.infer<typeof SpeechRequest>

/**
 * The four keys of a screen that is heard, and the plug of the headset where it is told as a key; each by the codes of
 * `KeyboardEvent.code`, which no keyboard layout changes.
 */
export const SpeechKeys = z.strictObject({
  next: z.array(z.string().min(1).max(30)).min(1),
  previous: z.array(z.string().min(1).max(30)).min(1),
  choose: z.array(z.string().min(1).max(30)).min(1),
  repeat: z.array(z.string().min(1).max(30)).min(1),
  plugged: z.array(z.string().min(1).max(30)),
  unplugged: z.array(z.string().min(1).max(30)),
})
export type SpeechKeys = z.infer<typeof SpeechKeys>
export type SpeechKey = keyof SpeechKeys

/** Codes of a key panel that comes as a keyboard; F15 and F16 are what headset sockets usually send. */
export const defaultSpeechKeys: SpeechKeys = {
  next: ['ArrowDown', 'F17'],
  previous: ['ArrowUp', 'F18'],
  choose: ['Enter', 'NumpadEnter', 'F19'],
  repeat: ['Escape', 'F20'],
  plugged: ['F15'],
  unplugged: ['F16'],
}

/** Whether a host can speak, and the keys of its panel. */
export const SpeechState = z.strictObject({
  available: z.boolean(),
  keys: SpeechKeys,
  /** Languages it has no voice for, where it cannot speak. */
  missing: z.array(Language).optional(),
})
export type SpeechState = z.infer<typeof SpeechState>
