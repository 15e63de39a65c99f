import type { VoiceLanguage } from './clips.ts'

/**
 * A printed number as its words, leading zeros too: 015 is «нуль п’ятнадцять», 8019 «вісім тисяч дев’ятнадцять».
 * A row of more than four digits, which no ticket has, is read digit by digit.
 * @param digits one or more of 0–9
 * @returns names of clips, the same in every language
 */
export function numberClips(digits: string): readonly string[] {
  if (!/^\d+$/.test(digits)) throw new RangeError(`not digits: ${JSON.stringify(digits)}`)
  if (digits.length > 4) return [...digits].map((digit) => `number-${digit}`)
  const zeros = /^0*/.exec(digits)?.[0].length ?? 0
  const rest = digits.slice(zeros)
  return [...Array.from({ length: zeros }, () => 'number-0'), ...(rest === '' ? [] : wholeNumber(Number(rest)))]
}

/** @param n 1…9999 */
function wholeNumber(n: number): readonly string[] {
  const thousands = Math.floor(n / 1_000)
  const hundreds = Math.floor((n % 1_000) / 100)
  return [
    ...(thousands > 0 ? [`thousand-${thousands}`] : []),
    ...(hundreds > 0 ? [`hundred-${hundreds}`] : []),
    ...belowHundred(n % 100),
  ]
}

function belowHundred(n: number): readonly string[] {
  if (n === 0) return []
  if (n < 20) return [`number-${n}`]
  return n % 10 === 0 ? [`tens-${n}`] : [`tens-${n - (n % 10)}`, `number-${n % 10}`]
}

/**
 * A time of day after «о»: «об одинадцятій годині сорок хвилин», “eleven forty”.
 * @param time `HH:MM`
 */
export function timeClips(time: string, language: VoiceLanguage): readonly string[] {
  const [, hours = '', minutes = ''] = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time) ?? []
  if (hours === '') throw new RangeError(`not a time: ${JSON.stringify(time)}`)
  const hour = Number(hours)
  const minute = Number(minutes)
  if (language === 'en') {
    const spoken = hour === 0 ? ['number-0'] : belowHundred(hour)
    if (minute === 0) return [...spoken, 'o-clock']
    return [...spoken, ...(minute < 10 ? ['minute-zero'] : []), ...belowHundred(minute)]
  }
  return [`hour-${hour}`, ...(minute === 0 ? [] : ukrainianMinutes(minute))]
}

/** «хвилина» is feminine: одна, дві, двадцять одна. */
function ukrainianMinutes(minute: number): readonly string[] {
  const last = minute > 10 && minute < 20 ? 0 : minute % 10
  if (last !== 1 && last !== 2) {
    return [...belowHundred(minute), last === 3 || last === 4 ? 'minutes-few' : 'minutes-many']
  }
  const tens = minute - last
  return [...(tens === 0 ? [] : [`tens-${tens}`]), `minute-${last}`, last === 1 ? 'minutes-one' : 'minutes-few']
}
