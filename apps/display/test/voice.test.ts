import { serviceLetters } from '@cherha/shared/text'
import { describe, expect, it } from 'vitest'
import { volumeAt } from '../src/renderer/calls/spoken.ts'
import { requiredClips, type SpokenClip, voiceLanguages } from '../src/renderer/voice/clips.ts'
import { numberClips, timeClips } from '../src/renderer/voice/numbers.ts'
import {
  callSentence,
  characterClips,
  resumingSentence,
  suspendedSentence,
  testSentence,
  type SpokenCall,
} from '../src/renderer/voice/sentences.ts'
import { wordsOf } from '../tools/voice/words.ts'

const aCallOf = (ticket: string, window: string, more: Partial<SpokenCall> = {}): SpokenCall => ({
  ticket,
  window,
  language: 'uk',
  short: false,
  again: false,
  ...more,
})

/** The words of a sentence, as a person would read it off. */
function said(clips: readonly SpokenClip[]): string {
  return clips
    .map(({ language, clip }) => wordsOf(language).get(clip)?.text.replaceAll('+', '') ?? `?${clip}`)
    .join(' ')
}

describe('a call as it is spoken', () => {
  it('A10 says letter, number and window as they are printed', () => {
    expect(said(callSentence(aCallOf('А-015', '3')))).toBe(
      'Запрошується відвідувач з номером талона а нуль п’ятнадцять до кабінету номер три',
    )
  })

  it('A11 says English after the Ukrainian for a visitor who registered in English, never instead of it', () => {
    expect(said(callSentence(aCallOf('П-002', '12А', { language: 'en' })))).toBe(
      'Запрошується відвідувач з номером талона пе нуль нуль два до кабінету номер дванадцять а ' +
        'Visitor with ticket number пе zero zero two please come to room number twelve а',
    )
  })

  it('A6 says number and window only under load, in the short form too after a recall', () => {
    const short = said(callSentence(aCallOf('Ф-8019', '7', { short: true, again: true })))
    expect(short).toBe('Талон еф вісім тисяч дев’ятнадцять кабінет сім')
  })

  it('says that a recall is one', () => {
    expect(said(callSentence(aCallOf('А-015', '3', { again: true })))).toMatch(/^Повторно запрошується/)
  })

  it('A10 sends people to the board for a window whose plate cannot be spoken', () => {
    expect(said(callSentence(aCallOf('А-015', '№')))).toMatch(/до кабінету, зазначеного на табло\.$/)
    expect(said(callSentence(aCallOf('А-015', '–', { short: true })))).toMatch(/кабінет зазначено на табло\.$/)
  })

  it('A9 has clips for everything a ticket, a window, a suspension and a return time can be, and for nothing else', () => {
    const spoken = new Set<string>()
    const note = (clips: readonly SpokenClip[]): void => {
      for (const { language, clip } of clips) spoken.add(`${language}/${clip}`)
    }
    for (const letter of [...serviceLetters, 'П']) note(callSentence(aCallOf(`${letter}-001`, '1', { language: 'en' })))
    for (let n = 1; n <= 9999; n += 1) {
      const number = String(n).padStart(3, '0')
      note(callSentence(aCallOf(`А-${number}`, '1', { language: 'en', short: n % 2 === 0, again: n % 3 === 0 })))
    }
    for (const label of [...'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯABCDEFGHIJKLMNOPQRSTUVWXYZ', '№']) {
      note(callSentence(aCallOf('А-001', label, { language: 'en' })))
      note(callSentence(aCallOf('А-001', label, { language: 'en', short: true })))
    }
    for (const reason of ['alert', 'power', 'other', 'outage'] as const) note(suspendedSentence(reason))
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
      note(resumingSentence(time))
    }
    note(testSentence())
    const required = voiceLanguages.flatMap((language) => requiredClips[language].map((clip) => `${language}/${clip}`))
    expect([...spoken].filter((clip) => !required.includes(clip))).toEqual([])
    expect(required.filter((clip) => !spoken.has(clip))).toEqual([])
  })
})

describe('numbers', () => {
  it.each([
    ['000', 'number-0 number-0 number-0'],
    ['005', 'number-0 number-0 number-5'],
    ['015', 'number-0 number-15'],
    ['020', 'number-0 tens-20'],
    ['021', 'number-0 tens-20 number-1'],
    ['100', 'hundred-1'],
    ['888', 'hundred-8 tens-80 number-8'],
    ['1001', 'thousand-1 number-1'],
    ['8019', 'thousand-8 number-19'],
    ['9999', 'thousand-9 hundred-9 tens-90 number-9'],
    ['0', 'number-0'],
    ['12345', 'number-1 number-2 number-3 number-4 number-5'],
  ])('A10 %s is read %s', (digits, clips) => {
    expect(numberClips(digits).join(' ')).toBe(clips)
  })

  it('A10 every number from 0 to 9999 adds up to itself, in three and in four digits', () => {
    const worth = (clip: string): number => {
      const [, list = '', n = ''] = /^(number|tens|hundred|thousand)-(\d+)$/.exec(clip) ?? []
      return Number(n) * ({ number: 1, tens: 1, hundred: 100, thousand: 1_000 }[list] ?? Number.NaN)
    }
    for (let n = 0; n <= 9_999; n += 1) {
      const printed = String(n).padStart(3, '0')
      const clips = numberClips(printed)
      expect(clips.reduce((sum, clip) => sum + worth(clip), 0)).toBe(n)
      const zeros = clips.findIndex((clip) => clip !== 'number-0')
      expect(zeros === -1 ? clips.length : zeros).toBe(/^0*/.exec(printed)?.[0].length)
    }
  })

  it.each([
    ['11:40', 'об одинадцятій годині сорок хвилин.', 'eleven forty'],
    ['09:00', 'о дев’ятій годині', 'nine o’clock.'],
    ['14:01', 'о чотирнадцятій годині одна хвилина.', 'fourteen oh one'],
    ['20:22', 'о двадцятій годині двадцять дві хвилини.', 'twenty twenty two'],
    ['21:13', 'о двадцять першій годині тринадцять хвилин.', 'twenty one thirteen'],
    ['00:34', 'о нульовій годині тридцять чотири хвилини.', 'zero thirty four'],
  ])('A13 %s is «%s» and “%s”', (time, uk, en) => {
    const words = (language: 'uk' | 'en') => said(timeClips(time, language).map((clip) => ({ language, clip })))
    expect([words('uk'), words('en')]).toEqual([uk, en])
  })

  it('A10 Latin letters that look Cyrillic are read as those in Ukrainian, and by their own names in English', () => {
    expect(characterClips('12B', 'uk')).toEqual(['number-12', 'letter-В'])
    expect(characterClips('12B', 'en')).toEqual(['number-12', 'latin-B'])
    expect(characterClips('r-2', 'uk')).toEqual(['latin-R', 'number-2'])
  })
})

describe('the volume', () => {
  const sound = {
    volume: 80,
    hours: [
      { from: '07:00', to: '09:00', volume: 40 },
      { from: '08:00', to: '10:00', volume: 60 },
      { from: '22:00', to: '06:00', volume: 0 },
    ],
  }
  it('A14 is that of the first span of the day that fits, also over midnight, else the usual one', () => {
    const at = (time: string): number => volumeAt(sound, time)
    expect(['06:59', '07:00', '08:59', '09:00', '10:00', '21:59', '22:00', '03:00', '06:00'].map(at)).toEqual([
      80, 40, 40, 60, 80, 80, 0, 0, 80,
    ])
    expect(volumeAt(undefined, '12:00')).toBe(100)
  })
})
