import { resolve } from 'node:path'
import { parseArgs, type ParseArgsConfig } from 'node:util'
import { ServerStartError } from '../server/server-error.ts'

type Options = NonNullable<ParseArgsConfig['options']>

/** Reads options and at most one word; anything unknown or without its value is one sentence and exit code 2. */
export function readOptions<T extends Options>(args: readonly string[], options: T, word?: string) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, strict: true, allowPositionals: true })
    const [first, second] = positionals
    const extra = word === undefined ? first : second
    if (extra !== undefined) throw new Error(`There is one word too many: ${JSON.stringify(extra)}`)
    if (word !== undefined && (first === undefined || first === '')) throw new Error(`Give ${word}`)
    return { values, word: first ?? '' }
  } catch (cause) {
    const message = cause instanceof Error ? (cause.message.split('. ')[0] ?? '') : 'wrong options'
    throw new ServerStartError(`${message}; try --help.`, 2, { cause })
  }
}

/** A port number; 0 means any free one. */
export function readPort(value: string | undefined): number {
  if (value === undefined) throw new ServerStartError('Give --port N, the port on this computer.', 2)
  const port = Number(value)
  if (!/^\d{1,5}$/.test(value) || port > 65_535) {
    throw new ServerStartError(`--port must be a number from 0 to 65535, not ${JSON.stringify(value)}.`, 2)
  }
  return port
}

/** A number of days. @param option its name in the message */
export function readDays(value: string | undefined, option: string): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d{1,4}$/.test(value) || Number(value) < 1) {
    throw new ServerStartError(`${option} must be a number of days from 1 to 9999, not ${JSON.stringify(value)}.`, 2)
  }
  return Number(value)
}

/** `HOST:PORT`; null: not given. An address of IPv6 stands in brackets. */
export function readScanner(value: string | undefined): { host: string; port: number } | null {
  if (value === undefined) return null
  const [, inBrackets, plain, port = ''] = /^(?:\[([0-9a-fA-F:]+)\]|([^:[\]\s/]+)):(\d{1,5})$/.exec(value) ?? []
  const host = inBrackets ?? plain
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) {
    const wrong = JSON.stringify(value)
    throw new ServerStartError(`--scanner must be HOST:PORT, for example 127.0.0.1:3310, not ${wrong}.`, 2)
  }
  return { host, port: Number(port) }
}

/** Years after its end until a case is erased; left out: none is. */
export function readYears(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^\d{1,3}$/.test(value) || Number(value) < 1) {
    throw new ServerStartError(`--case-years must be a number of years from 1 to 999, not ${JSON.stringify(value)}.`, 2)
  }
  return Number(value)
}

/** Where the database is. */
export function readPlace(data: string | undefined): { url: string | undefined; dataDir: string } {
  if (data === '') throw new ServerStartError('Give --data DIR, the server’s data folder.', 2)
  const url = process.env['DATABASE_URL']
  return { url: url === '' ? undefined : url, dataDir: resolve(data ?? 'data/server') }
}
