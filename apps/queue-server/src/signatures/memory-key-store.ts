import type { KnownKey, StaffKeyStore, StoredKey } from './key-store.ts'
import type { KeyHolder } from './port.ts'

interface Row extends StoredKey {
  readonly tries: number
  readonly lockedUntil: number | null
}

/** Keys that live as long as the process: for servers without a database of their own. */
export function memoryKeyStore(): StaffKeyStore {
  const rows = new Map<string, Row>()
  let known: KnownKey[] = []
  const nameOf = ({ office, login }: KeyHolder) => JSON.stringify([office, login])
  return {
    async find(who) {
      const row = rows.get(nameOf(who))
      return row === undefined ? null : keyOf(row)
    },
    async add(who, key, at) {
      if (rows.has(nameOf(who))) return false
      rows.set(nameOf(who), { ...key, tries: 0, lockedUntil: null })
      const { office, login } = who
      known.push({ office, login, publicKey: key.publicKey.toString('base64'), madeAt: at, revokedAt: null })
      return true
    },
    async charge(who, at, { tries: most, lockMs }) {
      const row = rows.get(nameOf(who))
      if (row === undefined) return { state: 'none' }
      if (row.lockedUntil !== null && row.lockedUntil > at) return { state: 'locked', until: row.lockedUntil }
      const tries = row.lockedUntil === null ? row.tries + 1 : 1
      rows.set(nameOf(who), { ...row, tries, lockedUntil: tries >= most ? at + lockMs : null })
      return { state: 'may-try', key: keyOf(row) }
    },
    async absolve(who, publicKey, sealed) {
      const row = rows.get(nameOf(who))
      if (row?.publicKey.equals(publicKey) !== true) return
      rows.set(nameOf(who), { ...row, ...sealed, tries: 0, lockedUntil: null })
    },
    async revoke(who, at) {
      const row = rows.get(nameOf(who))
      if (row === undefined) return false
      rows.delete(nameOf(who))
      const gone = row.publicKey.toString('base64')
      known = known.map((key) => (key.publicKey === gone ? { ...key, revokedAt: at } : key))
      return true
    },
    known: async (office) => known.filter((key) => key.office === office),
  }
}

function keyOf({ publicKey, salt, box }: Row): StoredKey {
  return { publicKey, salt, box }
}
