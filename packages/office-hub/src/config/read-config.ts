import { readFileSync } from 'node:fs'
import { OfficeConfig } from '@cherha/shared/protocol'
import { parse as parseYaml, YAMLParseError } from 'yaml'
import { HubStartError } from '../errors.ts'
import { configProblems } from './cross-checks.ts'

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
  const parsed = OfficeConfig.safeParse(data)
  const problems = parsed.success
    ? configProblems(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.map(String).join('.') || 'the file'}: ${issue.message}`)
  if (parsed.success && problems.length === 0) return parsed.data
  throw new HubStartError(
    `The configuration ${source} is not valid:\n${problems.map((line) => `  ${line}`).join('\n')}`,
    2,
  )
}
