import type { Bilingual, Language } from '../protocol/index.ts'

/** One message with letters outside the alphabet of telephones: 70 of UTF-16. A ticket's number has one of them. */
export const oneMessage = 70
/** Of a message in parts, each of which tells which it is. */
export const onePart = 67

export interface SmsVisit {
  /** Short name of the office in the visitor's language. */
  readonly office: string
  readonly number: string
  /** `YYYY-MM-DD`. */
  readonly date: string
  /** `HH:MM`. */
  readonly time: string
}

/** What the server tells a visitor. Codes have no office: they are asked for before anything is booked. */
export type SmsContent =
  | { readonly kind: 'code'; readonly code: string; readonly minutes: number; readonly of: 'booking' | 'mine' }
  | ({ readonly kind: 'booked' | 'reminder' | 'unserved' | 'alert' } & SmsVisit)
  | ({ readonly kind: 'cancelled'; readonly by: 'visitor' | 'office' } & SmsVisit)

/** The text of a message, of one part (B25). `booked` tells the four items of document 000 II.7 and nothing else (B24). */
export function smsText(content: SmsContent, language: Language): string {
  return language === 'uk' ? ukrainian(content) : english(content)
}

function ukrainian(content: SmsContent): string {
  if (content.kind === 'code') {
    const what = content.of === 'booking' ? 'код запису в чергу' : 'код для «Мої записи»'
    return `${content.code} – ${what}. Діє ${content.minutes} хв. Нікому не кажіть.`
  }
  const { office, number, time } = content
  const date = dateOf(content)
  switch (content.kind) {
    case 'booked':
      return `${office}. Номер у черзі ${number}. ${date} о ${time}`
    case 'reminder':
      return `${office}. Нагадуємо: ${number}, ${date} о ${time}`
    case 'cancelled':
      return content.by === 'visitor'
        ? `${office}. Скасовано: ${number}, ${date} о ${time}`
        : `${office}. Прийому не буде: ${number}, ${date.slice(0, 5)} о ${time}`
    case 'unserved':
      return `${office}. ${number}: вас не встигли прийняти, вибачте`
    case 'alert':
      return `${office}. Тривога! Прийом зупинено, ${number} чинний`
  }
}

function english(content: SmsContent): string {
  if (content.kind === 'code') {
    const what = content.of === 'booking' ? 'your booking code' : 'your code for My bookings'
    return `${content.code} is ${what}, good for ${content.minutes} min. Tell nobody.`
  }
  const { office, number, time } = content
  const date = dateOf(content)
  switch (content.kind) {
    case 'booked':
      return `${office}. Queue number ${number}. ${date} at ${time}`
    case 'reminder':
      return `${office}. Reminder: ${number}, ${date} at ${time}`
    case 'cancelled':
      return content.by === 'visitor'
        ? `${office}. Cancelled: ${number}, ${date} at ${time}`
        : `${office}. No reception: ${number}, ${date.slice(0, 5)} at ${time}`
    case 'unserved':
      return `${office}. ${number}: we could not receive you, sorry`
    case 'alert':
      return `${office}. Alert! Reception stopped, ${number} stays`
  }
}

/** `05.03.2026`. */
function dateOf({ date }: SmsVisit): string {
  return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`
}

/** As long as a visit can be: every date and time has the same length, a number at most four digits. */
const longest = { number: 'А-9999', date: '2026-12-31', time: '23:59' }
const languages = ['uk', 'en'] as const

/** How long the short name of an office may be, so that every text about every visit is of one message. */
export const longestSmsName = Math.min(
  ...languages.flatMap((language) => {
    const visit = { office: '', ...longest }
    const texts = [
      ...(['booked', 'reminder', 'unserved', 'alert'] as const).map((kind) => smsText({ kind, ...visit }, language)),
      ...(['visitor', 'office'] as const).map((by) => smsText({ kind: 'cancelled', by, ...visit }, language)),
    ]
    return texts.map((text) => oneMessage - text.length)
  }),
)

/** Breaks of lines, controls, marks that turn the direction of writing: a message could be made to say something else. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]/u

/** What is wrong with the short names of an office (B25): in which language, and what is allowed. */
export function smsNameProblems(name: Bilingual): readonly { readonly language: Language; readonly message: string }[] {
  return languages.flatMap((language) => {
    const text = name[language]
    if (text.length > longestSmsName) {
      const message = `${text.length} characters are too long for one message; at most ${longestSmsName} (rule B25)`
      return [{ language, message }]
    }
    if (text.trim() !== text || text === '') {
      return [{ language, message: 'a short name without blanks before and after it' }]
    }
    if (unseen.test(text)) {
      return [{ language, message: 'a short name on one line, without characters that nobody sees (rule B25)' }]
    }
    return []
  })
}

/** How many parts a text is sent in. */
export function smsParts(text: string): number {
  return text.length <= oneMessage ? 1 : splitSms(text).length
}

/** The parts of a text that is longer than one message; no character written in two halves is torn. */
export function splitSms(text: string): readonly string[] {
  if (text.length <= oneMessage) return [text]
  const parts: string[] = []
  let part = ''
  for (const character of text) {
    if (part.length + character.length > onePart) {
      parts.push(part)
      part = ''
    }
    part += character
  }
  return [...parts, part]
}
