import { readFileSync } from 'node:fs'
import { type ConfigProblem, pathText } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { checkedConfig } from '../http/config-check.ts'
import { ServerStartError } from '../server/server-error.ts'

type Checked<T> =
  | { readonly ok: true; readonly config: T }
  | { readonly ok: false; readonly problems: readonly ConfigProblem[] }

/** Reads an office's configuration and checks it as the hub would. @throws what `readCheckedFile` throws */
export function readConfigFile(path: string): OfficeConfig {
  return readCheckedFile(path, 'configuration', checkedConfig)
}

/**
 * Reads a file (YAML or JSON) and checks it.
 * @param what it is, for the message
 * @throws ServerStartError (exit code 2) with one line per problem: file, line, where in it, and what is allowed there
 */
export function readCheckedFile<T>(path: string, what: string, check: (data: unknown) => Checked<T>): T {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ServerStartError(`The ${what} ${path} cannot be read; give the path of a file.`, 2, { cause })
  }
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined) {
    const { line } = lines.linePos(broken.pos[0])
    throw new ServerStartError(`${path}:${line}: neither YAML nor JSON (${broken.message.split('\n')[0]})`, 2)
  }
  const checked = check(valueOf(document, path))
  if (checked.ok) return checked.config
  const told = checked.problems.map(
    ({ path: where, message }) => `${path}:${lineOf(document, where, lines)}: ${pathText(where) || 'file'}: ${message}`,
  )
  throw new ServerStartError(told.join('\n'), 2)
}

/** What the document says. Aliases that would unfold without end are refused by the reader. */
function valueOf(document: Document, path: string): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'it cannot be read'
    throw new ServerStartError(`${path}: neither YAML nor JSON (${why})`, 2, { cause })
  }
}

/** Line of a value; of what it is missing in, when it is not there. */
function lineOf(document: Document, path: readonly (string | number)[], lines: LineCounter): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node: unknown = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}
