/** One value that differs. */
export interface JsonChange {
  readonly path: string
  /** Left out: it was not there. */
  readonly from?: string
  /** Left out: it is gone. */
  readonly to?: string
}

const mostChanges = 100
const longestText = 200

/** Where two JSON documents differ, by path, with what was and is there in short. Lists of objects by their id. */
export function jsonChanges(before: unknown, after: unknown): readonly JsonChange[] {
  const changes: JsonChange[] = []
  collect('', before, after, changes)
  return changes.slice(0, mostChanges)
}

function collect(path: string, before: unknown, after: unknown, changes: JsonChange[]): void {
  const [from, to] = [membersOf(before), membersOf(after)]
  if (from === null || to === null) {
    if (JSON.stringify(before) === JSON.stringify(after)) return
    changes.push({ path, ...textOf('from', before), ...textOf('to', after) })
    return
  }
  for (const key of new Set([...from.keys(), ...to.keys()])) {
    collect(path === '' ? key : `${path}.${key}`, from.get(key), to.get(key), changes)
  }
}

/** Members of an object, or of a list whose entries have names; null: a value to compare as a whole. */
function membersOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const named = value.map((entry): [string | null, unknown] => [nameOf(entry), entry])
  const names = named.flatMap(([name]) => (name === null ? [] : [name]))
  if (value.length === 0 || names.length < value.length || new Set(names).size < names.length) return null
  return new Map(named.map(([name, entry]) => [name ?? '', entry]))
}

function nameOf(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null
  for (const key of ['id', 'login', 'code', 'date']) {
    const value: unknown = Reflect.get(entry, key)
    if (typeof value === 'string') return value
  }
  return null
}

function textOf<K extends 'from' | 'to'>(key: K, value: unknown): Partial<Record<K, string>> {
  if (value === undefined) return {}
  const text = JSON.stringify(value)
  const short = text.length > longestText ? `${text.slice(0, longestText)}…` : text
  const out: Partial<Record<K, string>> = {}
  out[key] = short
  return out
}
