import { type Kysely, sql } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { KeyHolder } from './port.ts'
import type { SealedKey } from './sealed-key.ts'

export interface StoredKey extends SealedKey {
  readonly publicKey: Buffer
}

/** A public key somebody has or had; kept for ever, so that old records stay verifiable. */
export interface KnownKey extends KeyHolder {
  /** Base64. */
  readonly publicKey: string
  readonly madeAt: number
  readonly revokedAt: number | null
}

/** Where the keys lie. Every method is one transaction. */
export interface StaffKeyStore {
  find(who: KeyHolder): Promise<StoredKey | null>
  /** @returns false when the person has a key already: it stays */
  add(who: KeyHolder, key: StoredKey, at: number): Promise<boolean>
  /** Counts a try before it is made, so that tries side by side are counted too. */
  charge(who: KeyHolder, at: number, rule: { readonly tries: number; readonly lockMs: number }): Promise<Charged>
  /** The password was right: no tries, not locked; `sealed` puts the key under another password. */
  absolve(who: KeyHolder, publicKey: Buffer, sealed?: SealedKey): Promise<void>
  /** The key signs no more; its public half stays known. @returns false when there was none */
  revoke(who: KeyHolder, at: number): Promise<boolean>
  /** Keys of an office, of now and before, oldest first. */
  known(office: string): Promise<readonly KnownKey[]>
}

export type Charged =
  | { readonly state: 'may-try'; readonly key: StoredKey }
  | { readonly state: 'locked'; readonly until: number }
  | { readonly state: 'none' }

/** The keys in the database: the sealed halves in the schema `secret`, the public ones beside. */
export function openKeyStore(db: Kysely<Tables>): StaffKeyStore {
  const one = (who: KeyHolder) =>
    db.selectFrom('secret.staff_key').selectAll().where('office', '=', who.office).where('login', '=', who.login)
  return {
    async find(who) {
      const row = await one(who).executeTakeFirst()
      return row === undefined ? null : { publicKey: row.public_key, salt: row.salt, box: row.box }
    },
    add: (who, { publicKey, salt, box }, at) =>
      db.transaction().execute(async (trx) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('secret.staff_key')
          .values({ ...holder(who), public_key: publicKey, salt, box, made_at: at, locked_until: null })
          .onConflict((conflict) => conflict.columns(['office', 'login']).doNothing())
          .executeTakeFirst()
        if (numInsertedOrUpdatedRows !== 1n) return false
        const known = { ...holder(who), public_key: publicKey.toString('base64'), made_at: at, revoked_at: null }
        await trx.insertInto('signing_key').values(known).execute()
        return true
      }),
    async charge(who, at, { tries, lockMs }) {
      // One statement: of two tries at the same time the second sees the first one counted. After a lock the count begins anew.
      const count = sql<number>`CASE WHEN locked_until IS NULL THEN tries + 1 ELSE 1 END`
      const row = await db
        .updateTable('secret.staff_key')
        .set({
          tries: count,
          locked_until: sql`CASE WHEN ${count} >= ${tries} THEN ${at + lockMs}::double precision END`,
        })
        .where('office', '=', who.office)
        .where('login', '=', who.login)
        .where((is) => is.or([is('locked_until', 'is', null), is('locked_until', '<=', at)]))
        .returningAll()
        .executeTakeFirst()
      if (row !== undefined)
        return { state: 'may-try', key: { publicKey: row.public_key, salt: row.salt, box: row.box } }
      const locked = await one(who).executeTakeFirst()
      return locked?.locked_until == null ? { state: 'none' } : { state: 'locked', until: locked.locked_until }
    },
    async absolve(who, publicKey, sealed) {
      await db
        .updateTable('secret.staff_key')
        .set({ tries: 0, locked_until: null, ...(sealed === undefined ? {} : { salt: sealed.salt, box: sealed.box }) })
        .where('office', '=', who.office)
        .where('login', '=', who.login)
        .where('public_key', '=', publicKey)
        .execute()
    },
    revoke: (who, at) =>
      db.transaction().execute(async (trx) => {
        const gone = await trx
          .deleteFrom('secret.staff_key')
          .where('office', '=', who.office)
          .where('login', '=', who.login)
          .returning('public_key')
          .executeTakeFirst()
        if (gone === undefined) return false
        await trx
          .updateTable('signing_key')
          .set({ revoked_at: at })
          .where('public_key', '=', gone.public_key.toString('base64'))
          .execute()
        return true
      }),
    async known(office) {
      const rows = await db
        .selectFrom('signing_key')
        .selectAll()
        .where('office', '=', office)
        .orderBy('made_at')
        .orderBy('public_key')
        .execute()
      return rows.map((row) => ({
        office: row.office,
        login: row.login,
        publicKey: row.public_key,
        madeAt: row.made_at,
        revokedAt: row.revoked_at,
      }))
    },
  }
}

function holder({ office, login }: KeyHolder): KeyHolder {
  return { office, login }
}
