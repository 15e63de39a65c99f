import path from 'node:path'
import { parseArgs } from 'node:util'

export interface StartOptions {
  readonly dataDir: string
  /** The hub's port; the pages and the queue server follow on the next ones. `null`: the first free row from 4700 on. */
  readonly port: number | null
  readonly printer: string | null
  readonly json: boolean
  readonly open: boolean
  /** Whether the queue server runs too. */
  readonly server: boolean
}

/** A command line that cannot be used; the message says what is allowed. */
export class UsageError extends Error {
  override name = 'UsageError'
}

const usage =
  'npm start -- [--data DIR] [--port N] [--printer file:DIR|tcp:HOST:PORT] [--json] [--no-open] [--no-server]'

/** Reads the command line of `npm start`. Throws `UsageError`. @param root folder of the project */
export function readOptions(args: readonly string[], root: string): StartOptions {
  let values
  try {
    ;({ values } = parseArgs({
      args: [...args],
      options: {
        data: { type: 'string' },
        port: { type: 'string' },
        printer: { type: 'string' },
        json: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        'no-server': { type: 'boolean', default: false },
      },
    }))
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${reason.replace(/\.?$/, '.')} Usage: ${usage}`)
  }
  if (values.data?.trim() === '') throw new UsageError(`--data takes a folder. Usage: ${usage}`)
  const port = values.port === undefined ? null : Number(values.port)
  if (port !== null && (!Number.isInteger(port) || port < 1024 || port > 65_000)) {
    throw new UsageError(`--port takes a whole number from 1024 to 65000, not "${values.port}". Usage: ${usage}`)
  }
  return {
    dataDir: path.resolve(values.data ?? path.join(root, 'data', 'demo')),
    port,
    printer: values.printer ?? null,
    json: values.json,
    open: !values['no-open'],
    server: !values['no-server'],
  }
}
