/** Deeper than any event; also what stops a circular value. */
const MAX_DEPTH = 500

// Texts that JSON writes as they stand: no quote, backslash, control character, and no surrogate (pairs are rare here).
const PLAIN_TEXT = /^[ !#-[\]-\ud7ff\ue000-\uffff]*$/

/** Keys come from few record shapes; each is quoted once. Bounded, because keys may come from outside. */
const quotedKeys = new Map<string, string>()
const MAX_QUOTED_KEYS = 2000

/** What cannot be JSON, with the way to it, built while the call stack unwinds. */
class NotJson extends TypeError {
  override readonly name = 'TypeError'
  readonly what: string
  readonly path: (string | number)[] = []
  constructor(what: string) {
    super(what)
    this.what = what
  }
}

/**
 * The one text of a JSON value (RFC 8785): keys sorted by UTF-16 code unit, no white space, numbers and strings as
 * ECMAScript writes them. Equal values have equal texts, whatever the order their keys were set in.
 * @throws TypeError, naming the place, for anything JSON cannot hold unchanged: NaN, infinities, undefined (also as a
 * property or a hole in an array), functions, symbols, bigint, instances of classes, lone surrogates, circular values.
 */
export function canonicalJson(value: unknown): string {
  try {
    return write(value, 0)
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    throw new TypeError(`Not JSON: ${error.what}${error.path.length > 0 ? ` at ${error.path.join('.')}` : ''}`)
  }
}

function write(value: unknown, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quote(value)
    case 'number':
      if (!Number.isFinite(value)) throw new NotJson(String(value))
      return String(value)
    case 'boolean':
      return value ? 'true' : 'false'
    case 'object':
      if (value === null) return 'null'
      if (depth >= MAX_DEPTH) throw new NotJson('a circular value, or one nested too deep')
      return Array.isArray(value) ? writeArray(value, depth + 1) : writeObject(value, depth + 1)
    default:
      throw new NotJson(typeof value === 'undefined' ? 'undefined' : `a ${typeof value}`)
  }
}

function writeArray(items: readonly unknown[], depth: number): string {
  let text = '['
  let at = 0
  try {
    for (; at < items.length; at++) {
      if (at > 0) text += ','
      text += write(items[at], depth)
    }
  } catch (error) {
    throw inside(error, at)
  }
  return `${text}]`
}

function writeObject(object: object, depth: number): string {
  if (!isPlain(object)) throw new NotJson(`an instance of ${object.constructor?.name ?? 'a class'}`)
  const keys = sorted(Object.keys(object))
  let text = '{'
  let current = ''
  try {
    for (let at = 0; at < keys.length; at++) {
      current = keys[at] ?? ''
      if (at > 0) text += ','
      text += quoteKey(current) + write(object[current], depth)
    }
  } catch (error) {
    throw inside(error, current)
  }
  return `${text}}`
}

function inside(error: unknown, step: string | number): unknown {
  // The start of a long way says enough; without a bound a circular value would print hundreds of steps.
  if (error instanceof NotJson) {
    error.path.unshift(step)
    if (error.path.length > 12) error.path.length = 12
  }
  return error
}

function isPlain(object: object): object is Record<string, unknown> {
  const prototype: object | null = Object.getPrototypeOf(object)
  // The second test lets plain objects of another realm (a vm context) through.
  return prototype === Object.prototype || prototype === null || Object.getPrototypeOf(prototype) === null
}

/** Sorts in place, by UTF-16 code unit. Insertion sort: records have few keys, and they are often in order already. */
function sorted(keys: string[]): string[] {
  if (keys.length > 24) return keys.sort()
  for (let i = 1; i < keys.length; i++) {
    const key = keys[i] ?? ''
    let j = i - 1
    for (let before = keys[j]; before !== undefined && before > key; before = keys[--j]) keys[j + 1] = before
    keys[j + 1] = key
  }
  return keys
}

function quote(text: string): string {
  if (PLAIN_TEXT.test(text)) return `"${text}"`
  if (!text.isWellFormed()) throw new NotJson('a string with a lone surrogate')
  return JSON.stringify(text)
}

function quoteKey(key: string): string {
  const known = quotedKeys.get(key)
  if (known !== undefined) return known
  const quoted = `${quote(key)}:`
  if (quotedKeys.size < MAX_QUOTED_KEYS) quotedKeys.set(key, quoted)
  return quoted
}
