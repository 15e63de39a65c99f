import type { Language, SpokenPart } from '@cherha/shared/protocol'
import type { T } from '../texts/index.ts'
import type { Outline, SeenText, Stop, StopElement } from './outline.ts'

export interface Words {
  readonly t: T
  readonly language: Language
}

/** A whole screen: what it asks, what went wrong, what stands on it, how many things can be chosen. */
export function spokenScreen({ title, alerts, texts, stops }: Outline<StopElement>, words: Words): SpokenPart[] {
  const { t } = words
  return [
    ...[title, ...alerts, ...texts].flatMap((text) => plain(text, words)),
    said(t('speech.choices', { count: stops.length }), words),
  ]
}

/** What the four keys do; told once at the beginning, and by the repeat key pressed twice. */
export function spokenKeys(words: Words): SpokenPart[] {
  return [said(words.t('speech.keys'), words)]
}

export function spokenAlerts({ alerts }: Outline, words: Words): SpokenPart[] {
  return alerts.flatMap((text) => plain(text, words))
}

export function spokenStatus({ status }: Outline, words: Words): SpokenPart[] {
  return plain(status, words)
}

/** One thing that can be chosen, and what kind of thing it is. */
export function spokenStop(stop: Stop<StopElement>, words: Words): SpokenPart[] {
  const { t } = words
  const name = plain(stop, words)
  switch (stop.is) {
    case 'field':
      return [
        ...name,
        said(stop.value === '' ? t('speech.field.empty') : t('speech.field', { value: stop.value }), words),
      ]
    case 'row':
      return [said(t('speech.row', { name: stop.text }), words)]
    case 'button':
      return stop.on === true ? [...name, said(t('speech.on'), words)] : name
  }
}

/** After a key of the on-screen keyboard: the key, and what the field holds now. */
export function spokenTyped(key: SeenText, field: string, words: Words): SpokenPart[] {
  const value = field === '' ? words.t('speech.field.empty') : words.t('speech.field', { value: field })
  return [...plain(key, words), said(value, words)]
}

/** What stands at the end of a row of keys. */
export function spokenWay(way: 'rows' | 'done', words: Words): SpokenPart[] {
  return [said(words.t(way === 'rows' ? 'speech.to-rows' : 'speech.field-done'), words)]
}

function plain({ text, language }: SeenText, words: Words): SpokenPart[] {
  return text === '' ? [] : [{ text, language: language ?? words.language }]
}

function said(text: string, { language }: Words): SpokenPart {
  return { text: text.replace(/\s+/g, ' '), language }
}
