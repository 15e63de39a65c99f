import { parseArgs } from 'node:util'
import { UnusableInputError } from './unusable-input.ts'

/** Seq and first hash digits of an event, as they are printed on a ticket (`12·1a2b3c4d`). */
export interface Witness {
  readonly seq: number
  readonly hash: string
}

export interface AuditOptions {
  readonly file: string
  /** The log `file` is compared with; null: it is audited. */
  readonly compareWith: string | null
  readonly witnesses: readonly Witness[]
  readonly json: boolean
}

const usage = 'npm run audit -- (FILE [--witness SEQ:HASH]… | --compare OLD NEW) [--json]'

/** Reads the command line of `npm run audit`. @throws UnusableInputError */
export function readOptions(args: readonly string[]): AuditOptions {
  const { values, positionals } = parse(args)
  const [file, second, ...others] = positionals
  if (values.compare === true) return readComparison([file, second, ...others], values)
  const more = second === undefined ? others : [second, ...others]
  if (file === undefined || file === '' || more.length > 0)
    throw new UnusableInputError(`One file is audited at a time. Usage: ${usage}`)
  return { file, compareWith: null, witnesses: (values.witness ?? []).map(readWitness), json: values.json === true }
}

function readComparison(
  [file, compareWith, ...more]: readonly (string | undefined)[],
  { witness = [], json }: { readonly witness?: readonly string[]; readonly json?: boolean },
): AuditOptions {
  if (!file || !compareWith || more.length > 0 || witness.length > 0)
    throw new UnusableInputError(`--compare takes the two logs to be compared, and no witness. Usage: ${usage}`)
  return { file, compareWith, witnesses: [], json: json === true }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { compare: { type: 'boolean' }, witness: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    })
  } catch (cause) {
    // only the first sentence: what follows is advice about shells
    const reason = cause instanceof Error ? cause.message.split('. ')[0]?.replace(/\.$/, '') : String(cause)
    throw new UnusableInputError(`${reason}. Usage: ${usage}`, { cause })
  }
}

function readWitness(text: string): Witness {
  const [, seq = '', hash = ''] = /^(\d{1,15})[:·]([0-9a-f]{8})$/i.exec(text.trim()) ?? []
  if (Number(seq) < 1)
    throw new UnusableInputError(
      `--witness takes the event's number and its 8 hex digits as on the ticket, such as 12:1a2b3c4d, not "${text}".`,
    )
  return { seq: Number(seq), hash: hash.toLowerCase() }
}
