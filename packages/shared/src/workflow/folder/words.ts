import { weekday } from '../../calendar/dates.ts'
import { monthNames } from '../../text/calendar-names.ts'
import type { Text } from '../term.ts'

export function say(uk: string, en: string): Text {
  return { uk, en }
}

/** «4 березня», with the year where it is not this one. */
export function dayText(date: string, today: string): Text {
  // Also throws for what is no date.
  weekday(date)
  const month = Number(date.slice(5, 7)) - 1
  const day = Number(date.slice(8, 10))
  const year = date.slice(0, 4) === today.slice(0, 4) ? '' : ` ${date.slice(0, 4)}`
  const yearUk = year === '' ? '' : `${year} року`
  return say(`${day} ${monthNames.uk[month] ?? ''}${yearUk}`, `${day} ${monthNames.en[month] ?? ''}${year}`)
}

/** «1 робочий день», «3 робочі дні», «7 робочих днів». */
export function workingDays(count: number): Text {
  const uk = pick(count, 'робочий день', 'робочі дні', 'робочих днів')
  return say(`${count} ${uk}`, `${count} working ${count === 1 ? 'day' : 'days'}`)
}

/** After «до», «протягом»: «1 робочого дня», «7 робочих днів». */
export function upToWorkingDays(count: number): Text {
  const uk = pick(count, 'робочого дня', 'робочих днів', 'робочих днів')
  return say(`${count} ${uk}`, `${count} working ${count === 1 ? 'day' : 'days'}`)
}

export function counted(count: number, one: string, few: string, many: string): string {
  return `${count} ${pick(count, one, few, many)}`
}

function pick(count: number, one: string, few: string, many: string): string {
  const ten = Math.abs(count) % 100
  if (ten >= 11 && ten <= 14) return many
  const last = ten % 10
  if (last === 1) return one
  return last >= 2 && last <= 4 ? few : many
}

/** Several sentences, one after the other. */
export function joined(texts: readonly Text[], between = ' '): Text {
  return say(texts.map(({ uk }) => uk).join(between), texts.map(({ en }) => en).join(between))
}
