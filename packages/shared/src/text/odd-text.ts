/** Characters that no name or reason has and that a database cannot search, and halves of a character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
// eslint-disable-next-line no-control-regex
const control = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/
const deepest = 100

/**
 * Where JSON data has a text that cannot be kept: with a control character or half of a surrogate pair, in a value or a
 * key. What is nested deeper than anything the server takes is left to its schema.
 * @returns the path; null: there is none
 */
export function oddText(value: unknown, depth = 0): readonly (string | number)[] | null {
  if (typeof value === 'string') return isOdd(value) ? [] : null
  // the bytes of a file are no text
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array || depth > deepest) return null
  const entries: Iterable<[string | number, unknown]> = Array.isArray(value) ? value.entries() : Object.entries(value)
  for (const [key, member] of entries) {
    if (typeof key === 'string' && isOdd(key)) return []
    const inside = oddText(member, depth + 1)
    if (inside !== null) return [key, ...inside]
  }
  return null
}

function isOdd(text: string): boolean {
  return control.test(text) || !text.isWellFormed()
}

export const oddTextMessage = 'a text has a control character, or half of one that is written in two'
