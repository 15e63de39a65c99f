import { parseArgs, type ParseArgsConfig } from 'node:util'
import { HubStartError } from '../errors.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads options; anything unknown or without its value is one sentence and exit code 2. */
export function readOptions<T extends Options>(args: readonly string[], options: T) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (cause) {
    const message = cause instanceof Error ? cause.message.split('. ')[0] : 'wrong options'
    throw new HubStartError(`${message}; try --help.`, 2, { cause })
  }
}

/** The value of an option that has to be given. */
export function required(value: string | undefined, name: string, meaning: string): string {
  if (value === undefined || value === '') throw new HubStartError(`Give ${name} ${meaning}.`, 2)
  return value
}

/** A port number; 0 means any free one. */
export function readPort(value: string): number {
  const port = Number(value)
  if (!/^\d{1,5}$/.test(value) || port > 65_535) {
    throw new HubStartError(`--port must be a number from 0 to 65535, not ${JSON.stringify(value)}.`, 2)
  }
  return port
}
