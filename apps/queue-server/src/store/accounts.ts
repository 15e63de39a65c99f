import { type Kysely, type Selectable, sql } from 'kysely'
import type { Account, AccountStore, SessionRow, SessionStore } from '../accounts/stores.ts'
import type { Tables } from './tables.ts'

/** Accounts in the database. */
export function openAccounts(db: Kysely<Tables>): AccountStore {
  const some = (rows: { numUpdatedRows: bigint }) => rows.numUpdatedRows > 0n
  const update = (login: string) => db.updateTable('secret.account').where('login', '=', login)

  return {
    async get(login) {
      const row = await db.selectFrom('secret.account').selectAll().where('login', '=', login).executeTakeFirst()
      return row === undefined ? null : toAccount(row)
    },
    async list() {
      const rows = await db.selectFrom('secret.account').selectAll().orderBy('login').execute()
      return rows.map(toAccount)
    },
    async create({ login, name, role, office, passwordHash, totpSecret }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('secret.account')
        .values({ login, name, role, office, password_hash: passwordHash, totp_secret: totpSecret })
        .onConflict((conflict) => conflict.column('login').doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async update(login, change) {
      const columns = Object.fromEntries(Object.entries(toColumns(change)).filter(([, value]) => value !== undefined))
      if (Object.keys(columns).length === 0) return (await this.get(login)) !== null
      return some(await update(login).set(columns).executeTakeFirst())
    },
    async reset(login, { passwordHash, totpSecret }) {
      return some(
        await update(login)
          .set({ password_hash: passwordHash, totp_secret: totpSecret, totp_step: null, tries: 0, locked_until: null })
          .executeTakeFirst(),
      )
    },
    // One statement: PostgreSQL locks the row, so of many tries at once each sees the count the one before it left.
    async countTry(login, now, most, lockUntil) {
      const { rows } = await sql`
        UPDATE secret.account SET
          tries = CASE WHEN locked_until <= ${now} THEN 1 ELSE tries + 1 END,
          locked_until = CASE WHEN CASE WHEN locked_until <= ${now} THEN 1 ELSE tries + 1 END >= ${most}
            THEN ${lockUntil}::float8 END
        WHERE login = ${login} AND (locked_until IS NULL OR locked_until <= ${now})
        RETURNING login`.execute(db)
      return rows.length === 1
    },
    async giveTryBack(login) {
      await update(login).set({ tries: sql<number>`greatest(tries - 1, 0)`, locked_until: null }).execute()
    },
    async signedIn(login, now) {
      await update(login).set({ tries: 0, locked_until: null, last_login: now }).execute()
    },
    async useTotpStep(login, step) {
      return some(
        await update(login)
          .where((is) => is.or([is('totp_step', 'is', null), is('totp_step', '<', step)]))
          .set({ totp_step: step })
          .executeTakeFirst(),
      )
    },
  }
}

/** Sessions of browsers in the database. */
export function openSessions(db: Kysely<Tables>): SessionStore {
  return {
    async create({ id, login, csrf, startedAt, seenAt }) {
      await db
        .insertInto('secret.session')
        .values({ id, login, csrf, started_at: startedAt, seen_at: seenAt })
        .execute()
    },
    async get(id) {
      const row = await db.selectFrom('secret.session').selectAll().where('id', '=', id).executeTakeFirst()
      return row === undefined ? null : toSession(row)
    },
    async touch(id, seenAt) {
      await db
        .updateTable('secret.session')
        .set({ seen_at: sql<number>`greatest(seen_at, ${seenAt}::float8)` })
        .where('id', '=', id)
        .execute()
    },
    async end(id) {
      await db.deleteFrom('secret.session').where('id', '=', id).execute()
    },
    async endOf(login) {
      await db.deleteFrom('secret.session').where('login', '=', login).execute()
    },
    async clean(startedBefore, seenBefore) {
      await db
        .deleteFrom('secret.session')
        .where((is) => is.or([is('started_at', '<', startedBefore), is('seen_at', '<', seenBefore)]))
        .execute()
    },
  }
}

function toAccount(row: Selectable<Tables['secret.account']>): Account {
  return {
    login: row.login,
    name: row.name,
    role: row.role,
    office: row.office,
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret,
    totpStep: row.totp_step,
    tries: row.tries,
    lockedUntil: row.locked_until,
    disabled: row.disabled,
    lastLogin: row.last_login,
  }
}

function toColumns(change: Parameters<AccountStore['update']>[1]) {
  return {
    name: change.name,
    role: change.role,
    office: change.office,
    password_hash: change.passwordHash,
    totp_secret: change.totpSecret,
    locked_until: change.lockedUntil,
    disabled: change.disabled,
    last_login: change.lastLogin,
  }
}

function toSession(row: Selectable<Tables['secret.session']>): SessionRow {
  return { id: row.id, login: row.login, csrf: row.csrf, startedAt: row.started_at, seenAt: row.seen_at }
}
