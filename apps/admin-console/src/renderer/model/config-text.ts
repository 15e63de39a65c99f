import type { OfficeConfig } from '@cherha/shared/protocol'
import { type ConsoleText, isText, type TranslateConsole } from '../texts/texts.ts'
import { uk } from '../texts/uk.ts'

/** Where something is in the settings, in words: `hours.fri` → «Години: П’ятниця». Names of things stay as they are. */
export function pathWords(path: string, t: TranslateConsole): string {
  const [first = '', ...rest] = path.split('.')
  const section = `path.${first}`
  const words = rest.map((part) => {
    const keys = [`weekday.${part}`, `channel.${part}`, `path.${part}`]
    const key = keys.find((one) => isText(one, uk))
    return key !== undefined && isText(key, uk) ? t(key) : part
  })
  const head = isText(section, uk) ? t(section) : first
  return words.length === 0 ? head : `${head}: ${words.join(', ')}`
}

/** The server's checks of a configuration, in the language of the screen. */
const problems: readonly (readonly [RegExp, ConsoleText])[] = [
  [/would have (?<places>\d+) places on one day, at most (?<limit>\d+)/, 'config.tooMany'],
  [/each interval must begin|overlap or end before/, 'config.intervals'],
  [/belongs to another service|another service’s/, 'config.letterTwice'],
  [/not allowed|one of \u0410 \u041a/, 'config.letterWrong'],
  [/^(?<id>\S+) is there twice/, 'config.twice'],
  [/is not a known time zone/, 'config.zone'],
  [/^there is no office (?<code>\d+)/, 'config.servingUnknown'],
  [/^(?<code>\d+) is an authorised entity itself/, 'config.servingEntity'],
  [/^(?<codes>[\d, ]+) has this office as its serving/, 'config.servesOthers'],
  [/needs its serving office|cannot serve itself/, 'config.servingMissing'],
  [/only an authorised entity has/, 'config.servingExtra'],
  [/^(?<length>\d+) characters are too long for one message; at most (?<most>\d+)/, 'config.smsNameLong'],
  [/^a short name without blanks/, 'config.smsNameBlanks'],
  [/^four digits$/, 'config.fourDigits'],
  [/at least one weight/, 'config.weights'],
  [/^(?<id>\S+) is no (?:service|window)/, 'config.reference'],
  [/expected string to have >=|too small/i, 'config.short'],
  [/too big/i, 'config.long'],
]

/** What is wrong with a value of the configuration. */
export function configProblemText(message: string, t: TranslateConsole): string {
  for (const [pattern, key] of problems) {
    const found = pattern.exec(message)
    if (found !== null) return t(key, { ...found.groups })
  }
  return t('config.value', { message })
}

const coverage =
  /^From (?<from>\S+) to (?<to>\S+), (?<services>.+): (?<lanes>\d+) places at the same time, and (?<windows>\d+) /

/** A warning of the preview, services by their letters. */
export function warningText(warning: string, config: OfficeConfig, t: TranslateConsole): string {
  const groups = coverage.exec(warning)?.groups
  if (groups === undefined) return warning
  const letters = (groups.services ?? '')
    .split(', ')
    .map((service) => config.services.find(({ id }) => id === service)?.letter ?? service)
  return t('warning.coverage', { ...groups, services: letters.join(', ') })
}
