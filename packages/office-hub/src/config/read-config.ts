import { readFileSync } from 'node:fs'
import { checkConfig, pathText } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { parse as parseYaml, YAMLParseError } from 'yaml'
import { HubStartError } from '../errors.ts'
import { knownTimeZone } from '../plan/day-clock.ts'

/**
 * Reads an office's configuration (YAML or JSON) and checks it. Throws `HubStartError` (exit code 2) with one line
 * per problem: where it is and what is allowed there.
 */
export function readOfficeConfig(path: string): OfficeConfig {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new HubStartError(`The configuration ${path} cannot be read; give its path with --config.`, 2, { cause })
  }
  let data: unknown
  try {
    data = parseYaml(text)
  } catch (cause) {
    const where = cause instanceof YAMLParseError ? ` (${cause.message.split('\n')[0]})` : ''
    throw new HubStartError(`The configuration ${path} is neither YAML nor JSON${where}.`, 2, { cause })
  }
  return checkOfficeConfig(data, path)
}

/** Checks a configuration that is already in memory. @param source what to call it in the message */
export function checkOfficeConfig(data: unknown, source: string): OfficeConfig {
  const checked = checkConfig(data, knownTimeZone)
  if (checked.ok) return checked.config
  const lines = checked.problems.map(({ path, message }) => `  ${pathText(path) || 'the file'}: ${message}`)
  throw new HubStartError(`The configuration ${source} is not valid:\n${lines.join('\n')}`, 2)
}
