import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { VoucherKey } from '@cherha/shared/protocol'
import { z } from 'zod'
import { HubStartError } from '../errors.ts'
import { writeWhole } from '../write-whole.ts'

const Key = z.base64().refine((text) => Buffer.from(text, 'base64').length === 32, '32 bytes in base64')
const KeyFileBody = z.strictObject({
  version: z.literal(1),
  /** Makes check-in codes and the fingerprints of commands. */
  office: Key,
  /** One key per visit day for the personal data of that day's registrations. */
  days: z.record(z.string(), Key),
  /** Version of the queue server's secrets these keys are of; absent: they are the hub's own. */
  secrets: z.int().min(1).optional(),
  /** Public half of the key the queue server vouches for hubs with. */
  voucherKey: VoucherKey.optional(),
})
type KeyFileBody = z.infer<typeof KeyFileBody>

/** The server's part: base64 of 32 bytes each. */
export interface ServerKeys {
  readonly version: number
  readonly office: string
  readonly days: Readonly<Record<string, string>>
  /** Left out: the server vouches for nobody. */
  readonly voucherKey?: string | undefined
}

/** The hub's secret keys. They are never in the log: a copy of the log alone reads no name. */
export interface KeyFile {
  readonly office: Buffer
  /** The key of a visit day, or null: never made, or erased after the retention time. */
  day(date: string): Buffer | null
  /** Makes the day's key when missing; it is on the disk when this returns. */
  ensureDay(date: string): Buffer
  /** Erases the keys of all visit days before `date`: what they sealed can never be read again. */
  eraseBefore(date: string): readonly string[]
}

/** The key file as the uplink uses it: the queue server's keys come into it. */
export interface ServerKeyFile extends KeyFile {
  /** Version of the server's secrets the keys were taken from; 0: the hub has made them itself. */
  readonly secrets: number
  /** Every visit day's key that is kept, by date. */
  readonly days: ReadonlyMap<string, Buffer>
  /**
   * Takes the queue server's keys, in one write. Keys of days the server does not name stay; days that were erased
   * here stay erased. A day's key that is another than the one here replaces it: the server makes the keys.
   */
  adopt(keys: ServerKeys): void
}

/** The public key in the same file: of the same version as the keys beside it. */
export interface KeptVoucherKey {
  /** By it devices know a replacement of this hub, base64; null: no server, or one that vouches for nobody. */
  readonly voucherKey: string | null
}

/** Opens the key file, making it with a fresh office key at the first start. Throws `HubStartError`. */
export function openKeyFile(path: string): ServerKeyFile & KeptVoucherKey {
  let body: KeyFileBody = existsSync(path) ? read(path) : { version: 1, office: newKey(), days: {} }
  if (!existsSync(path)) store(path, body)
  let office = Buffer.from(body.office, 'base64')
  const keys = new Map(Object.entries(body.days).map(([date, key]) => [date, Buffer.from(key, 'base64')]))
  let erasedBefore = ''

  function save(days: ReadonlyMap<string, Buffer>, change: Partial<KeyFileBody> = {}): void {
    const texts = [...days].map(([date, key]) => [date, key.toString('base64')] as const)
    const fresh = { ...body, ...change, days: Object.fromEntries(texts) }
    store(path, fresh)
    body = fresh
  }

  return {
    get office() {
      return office
    },
    get secrets() {
      return body.secrets ?? 0
    },
    get voucherKey() {
      return body.voucherKey ?? null
    },
    days: keys,
    adopt(given) {
      const officeKey = Key.parse(given.office)
      const wanted = Object.entries(given.days).filter(([date]) => date >= erasedBefore)
      // a key that is known already stays the object it is: prepared keys are found by it
      const fresh = wanted.filter(([date, key]) => keys.get(date)?.toString('base64') !== Key.parse(key))
      const taken = fresh.map(([date, key]) => [date, Buffer.from(key, 'base64')] as const)
      save(new Map([...keys, ...taken]), {
        office: officeKey,
        secrets: given.version,
        ...(given.voucherKey === undefined ? {} : { voucherKey: given.voucherKey }),
      })
      if (office.toString('base64') !== officeKey) office = Buffer.from(officeKey, 'base64')
      for (const [date, key] of taken) keys.set(date, key)
    },
    day: (date) => keys.get(date) ?? null,
    ensureDay(date) {
      const known = keys.get(date)
      if (known) return known
      const key = randomBytes(32)
      // stored first: a key that is only in memory must never seal anything
      save(new Map([...keys, [date, key]]))
      keys.set(date, key)
      return key
    },
    eraseBefore(date) {
      if (date > erasedBefore) erasedBefore = date
      const old = [...keys.keys()].filter((day) => day < date)
      if (old.length === 0) return old
      save(new Map([...keys].filter(([day]) => day >= date)))
      for (const day of old) keys.delete(day)
      return old
    },
  }
}

function newKey(): string {
  return randomBytes(32).toString('base64')
}

function read(path: string): KeyFileBody {
  try {
    return KeyFileBody.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new HubStartError(`The key file ${path} cannot be read; restore it from the backup.`, 1, { cause })
  }
}

function store(path: string, body: KeyFileBody): void {
  writeWhole(path, `${JSON.stringify(body, null, 2)}\n`)
}
