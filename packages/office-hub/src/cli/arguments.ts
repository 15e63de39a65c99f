import { parseArgs, type ParseArgsConfig } from 'node:util'
import { type DeviceRole, Id } from '@cherha/shared/protocol'
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

/** `HOST:PORT` of a ClamAV daemon. */
export function readScanner(value: string): { host: string; port: number } {
  const [, host = '', port = ''] = /^(\[[\da-f:.]+\]|[\w.-]+):(\d{1,5})$/i.exec(value) ?? []
  if (host === '' || Number(port) < 1 || Number(port) > 65_535) {
    throw new HubStartError(`--scanner must be HOST:PORT of a virus scanner (clamd), not ${JSON.stringify(value)}.`, 2)
  }
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port) }
}

/** Name of a device or a window. */
export function readId(value: string, option: string): string {
  const id = Id.safeParse(value)
  if (!id.success)
    throw new HubStartError(`${option}: ${JSON.stringify(value)} may have small letters, digits and hyphens only.`, 2)
  return id.data
}

/** `--windows a,b`, for displays only. */
export function readWindows(value: string | undefined, role: DeviceRole): readonly string[] | null {
  const windows = value?.split(',').map((window) => readId(window, '--windows')) ?? null
  if (windows !== null && role !== 'display') throw new HubStartError('--windows is for displays only.', 2)
  return windows
}
