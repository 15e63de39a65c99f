/** Whether two values are the same as JSON: the order of keys is nobody's business, and a field left out is `undefined`. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [a as Fields, b as Fields]
  let more = 0
  for (const key in one) {
    if (one[key] === undefined) continue
    if (!isSame(one[key], other[key])) return false
    more += 1
  }
  for (const key in other) if (other[key] !== undefined) more -= 1
  return more === 0
}

type Fields = Readonly<Record<string, unknown>>
