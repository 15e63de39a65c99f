import { existsSync, readFileSync } from 'node:fs'
import { newCaseKey } from '@cherha/case-vault'
import { z } from 'zod'
import { writeWhole } from '../write-whole.ts'

const KeysBody = z.strictObject({
  version: z.literal(1),
  /** By case number: 32 bytes, base64. */
  cases: z.record(z.string(), z.base64().length(44)),
  /** The highest number given per card: a second witness, should the database be lost without its keys. */
  last: z.record(z.string(), z.int().min(1)),
})

/** The keys of the applications that are still at this hub. Whoever erases one has erased the application. */
export interface CaseKeys {
  get(id: string): Buffer | null
  /** The highest number a key was made for, by card; 0: none. */
  lastNumber(card: string): number
  /** The key of a new case; it is on the disk when this returns. */
  make(id: string, card: string, number: number): Buffer
  /** Writes the file anew without these keys. */
  erase(ids: readonly string[]): void
  ids(): readonly string[]
}

/** Opens the key file, or begins one. Throws when it cannot be read: without its key an application is lost. */
export function openCaseKeys(path: string): CaseKeys {
  const read = existsSync(path) ? KeysBody.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
  let keys: ReadonlyMap<string, Buffer> = new Map(
    Object.entries(read?.cases ?? {}).map(([id, key]) => [id, Buffer.from(key, 'base64')]),
  )
  let last: Readonly<Record<string, number>> = read?.last ?? {}

  function save(fresh: ReadonlyMap<string, Buffer>, numbers = last): void {
    const cases = Object.fromEntries([...fresh].map(([id, key]) => [id, key.toString('base64')]))
    writeWhole(path, `${JSON.stringify({ version: 1, cases, last: numbers }, null, 2)}\n`)
    keys = fresh
    last = numbers
  }

  return {
    get: (id) => keys.get(id) ?? null,
    lastNumber: (card) => last[card] ?? 0,
    make(id, card, number) {
      const key = newCaseKey()
      // stored first: a key that is only in memory must never seal anything
      save(new Map([...keys, [id, key]]), { ...last, [card]: Math.max(number, last[card] ?? 0) })
      return key
    },
    erase(ids) {
      const erased = ids.flatMap((id) => keys.get(id) ?? [])
      if (erased.length === 0) return
      save(new Map([...keys].filter(([id]) => !ids.includes(id))))
      for (const key of erased) key.fill(0)
    },
    ids: () => [...keys.keys()],
  }
}
