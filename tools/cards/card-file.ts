import { readFileSync } from 'node:fs'
import { type Document, isNode, LineCounter, parseDocument } from 'yaml'
import { UnusableInputError } from './unusable-input.ts'

/** A card's file as data, with a way back from a place in the data to a line. */
export interface CardFile {
  readonly data: unknown
  lineOf(path: readonly (string | number)[]): number
}

/** Far more than any card; a file this long is something else. */
const longest = 4 * 1024 * 1024

/** Reads YAML or JSON. @throws UnusableInputError */
export function readCardFile(file: string): CardFile {
  const text = readText(file)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const [broken] = document.errors
  if (broken !== undefined) {
    const { line } = lines.linePos(broken.pos[0])
    const reason = broken.message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '')
    throw new UnusableInputError(`${file}:${line}: neither YAML nor JSON: ${reason}.`)
  }
  try {
    return { data: document.toJS(), lineOf: (path) => lineOf(document, path, lines) }
  } catch (cause) {
    // aliases that unfold into more than a document may hold
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new UnusableInputError(`${file} cannot be unfolded: ${reason}.`, { cause })
  }
}

function readText(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch (cause) {
    throw new UnusableInputError(`The card ${file} cannot be read; give the path of a YAML or JSON file.`, { cause })
  }
  if (bytes.length > longest) throw new UnusableInputError(`${file} is too long for a card: at most 4 MiB.`)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new UnusableInputError(`${file} is no text; save the card as YAML or JSON in UTF-8.`, { cause })
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
