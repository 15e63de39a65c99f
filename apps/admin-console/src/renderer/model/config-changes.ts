import { OfficeConfig } from '@cherha/shared/protocol'

/** One value that differs, by its path: lists of named things by their names, as the server's journal writes it. */
export interface Change {
  readonly path: string
  /** Undefined: it is not there. */
  readonly value: unknown
}

/** Where two configurations differ, with what stands in the second. */
export function changesBetween(before: unknown, after: unknown): readonly Change[] {
  const changes: Change[] = []
  collect('', before, after, changes)
  return changes
}

function collect(path: string, before: unknown, after: unknown, changes: Change[]): void {
  const [from, to] = [membersOf(before), membersOf(after)]
  if (from === null || to === null) {
    if (JSON.stringify(before) !== JSON.stringify(after)) changes.push({ path, value: after })
    return
  }
  for (const key of new Set([...from.keys(), ...to.keys()])) {
    collect(path === '' ? key : `${path}.${key}`, from.get(key), to.get(key), changes)
  }
}

function membersOf(value: unknown): Map<string, unknown> | null {
  if (typeof value !== 'object' || value === null) return null
  if (!Array.isArray(value)) return new Map(Object.entries(value))
  const names = value.map(nameOf)
  const known = names.filter((name) => name !== null)
  if (value.length === 0 || known.length < value.length || new Set(known).size < known.length) return null
  return new Map(value.map((entry, index) => [names[index] ?? '', entry]))
}

function nameOf(entry: unknown): string | null {
  if (typeof entry !== 'object' || entry === null) return null
  for (const key of ['id', 'login', 'code', 'date']) {
    const value: unknown = Reflect.get(entry, key)
    if (typeof value === 'string') return value
  }
  return null
}

export interface Rebased {
  readonly config: OfficeConfig
  /** Paths both have changed, to different values: what was typed here stands. */
  readonly conflicts: readonly string[]
}

/**
 * What was typed here on top of what somebody else saved meanwhile: the own changes from `base` to `mine` are made
 * again in `theirs`. Null: the result is no configuration (they removed what was changed here).
 */
export function rebase(base: OfficeConfig, mine: OfficeConfig, theirs: OfficeConfig): Rebased | null {
  const theirChanges = new Map(changesBetween(base, theirs).map(({ path, value }) => [path, value]))
  const conflicts: string[] = []
  let config: unknown = theirs
  for (const { path, value } of changesBetween(base, mine)) {
    const same = theirChanges.has(path) && JSON.stringify(theirChanges.get(path)) === JSON.stringify(value)
    const overlapping = [...theirChanges.keys()].some((other) => overlap(path, other))
    if (overlapping && !same) conflicts.push(path)
    config = withValue(config, path.split('.'), value)
  }
  const parsed = OfficeConfig.safeParse(config)
  return parsed.success ? { config: parsed.data, conflicts } : null
}

function overlap(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}.`) || b.startsWith(`${a}.`)
}

/** A copy with one value set (undefined: taken out) at a path. */
function withValue(document: unknown, [key = '', ...rest]: readonly string[], value: unknown): unknown {
  if (Array.isArray(document)) return listWith(document, key, rest, value)
  const members: Record<string, unknown> = typeof document === 'object' && document !== null ? { ...document } : {}
  const next = rest.length === 0 ? value : withValue(members[key], rest, value)
  if (next === undefined) delete members[key]
  else members[key] = next
  return members
}

function listWith(list: readonly unknown[], name: string, rest: readonly string[], value: unknown): unknown[] {
  const at = list.findIndex((entry) => nameOf(entry) === name)
  const next = rest.length === 0 ? value : withValue(list[at], rest, value)
  if (at < 0) return next === undefined ? [...list] : [...list, next]
  return list.flatMap((entry, index) => (index === at ? (next === undefined ? [] : [next]) : [entry]))
}
