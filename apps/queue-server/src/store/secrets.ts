import type { OfficeSecrets } from '@cherha/shared/protocol'
import { type Kysely, sql, type Transaction } from 'kysely'
import type { DisabledStaffStore } from '../http/parts.ts'
import type { SecretsStore } from '../offices/ports.ts'
import type { Tables } from './tables.ts'

const bytes = (base64: string) => Buffer.from(base64, 'base64')
const text = (buffer: Buffer) => buffer.toString('base64')

/** One office's secrets in the schema `secret`, which no log and no backup without keys contains. */
export function openSecrets(db: Kysely<Tables>, office: string): SecretsStore {
  return {
    async load() {
      // One transaction: a document of two moments would have a version that is not its own.
      return db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute((trx) => load(trx, office))
    },
    async save(secrets) {
      const erased = await db.transaction().execute((trx) => save(trx, office, secrets))
      if (erased > 0) await scrubErasedKeys(db)
    },
  }
}

async function load(trx: Transaction<Tables>, office: string): Promise<OfficeSecrets | null> {
  const main = await trx.selectFrom('secret.office_key').selectAll().where('office', '=', office).executeTakeFirst()
  if (main === undefined) return null
  const days = await trx.selectFrom('secret.visit_day_key').selectAll().where('office', '=', office).execute()
  const staff = await trx
    .selectFrom('secret.staff_pin')
    .selectAll()
    .where('office', '=', office)
    .orderBy('login')
    .execute()
  const devices = await trx
    .selectFrom('secret.device_token')
    .selectAll()
    .where('office', '=', office)
    .orderBy('id')
    .execute()
  return {
    version: main.version,
    office: text(main.key),
    days: Object.fromEntries(days.map(({ date, key }) => [date, text(key)])),
    staff: staff.map(({ login, salt, hash }) => ({ login, salt: text(salt), hash: text(hash) })),
    devices: devices.map((row) => ({
      id: row.id,
      role: row.role,
      windows: row.windows === null ? null : [...row.windows],
      tokenHash: text(row.token_hash),
    })),
    ...(main.voucher_key === null ? {} : { voucherKey: text(main.voucher_key) }),
  }
}

/** Makes the tables say what the document says. @returns how many day keys are gone */
async function save(trx: Transaction<Tables>, office: string, secrets: OfficeSecrets): Promise<number> {
  const { voucherKey } = secrets
  const main = {
    version: secrets.version,
    key: bytes(secrets.office),
    voucher_key: voucherKey === undefined ? null : bytes(voucherKey),
  }
  // The row is locked from here on: two writers of one office come one after the other.
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('secret.office_key')
    .values({ office, ...main })
    .onConflict((conflict) =>
      conflict.column('office').doUpdateSet(main).where('secret.office_key.version', '<=', secrets.version),
    )
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n)
    throw new Error(`The secrets of office ${office} in the database are newer than version ${secrets.version}`)

  const days = Object.entries(secrets.days).map(([date, key]) => ({ office, date, key: bytes(key) }))
  const { numDeletedRows } = await trx
    .deleteFrom('secret.visit_day_key')
    .where('office', '=', office)
    .where(sql<boolean>`date <> ALL (${days.map((day) => day.date)}::text[])`)
    .executeTakeFirst()
  if (days.length > 0) {
    await trx
      .insertInto('secret.visit_day_key')
      .values(days)
      .onConflict((conflict) =>
        conflict
          .columns(['office', 'date'])
          .doUpdateSet((row) => ({ key: row.ref('excluded.key') }))
          .whereRef('secret.visit_day_key.key', '<>', 'excluded.key'),
      )
      .execute()
  }
  await trx.deleteFrom('secret.staff_pin').where('office', '=', office).execute()
  const staff = secrets.staff.map(({ login, salt, hash }) => ({ office, login, salt: bytes(salt), hash: bytes(hash) }))
  if (staff.length > 0) await trx.insertInto('secret.staff_pin').values(staff).execute()
  await trx.deleteFrom('secret.device_token').where('office', '=', office).execute()
  const devices = secrets.devices.map(({ id, role, windows, tokenHash }) => ({
    office,
    id,
    role,
    windows: windows === null ? null : JSON.stringify(windows),
    token_hash: bytes(tokenHash),
  }))
  if (devices.length > 0) await trx.insertInto('secret.device_token').values(devices).execute()
  return Number(numDeletedRows)
}

/**
 * A deleted row stays in its page until that is vacuumed, and in the write-ahead log until its files are gone. The
 * table is written anew and the log's old files are let go; a database that belongs to somebody else may not allow the
 * second, then its own maintenance does it later.
 */
async function scrubErasedKeys(db: Kysely<Tables>): Promise<void> {
  await sql`VACUUM FULL secret.visit_day_key`.execute(db)
  try {
    await sql`SELECT pg_switch_wal()`.execute(db)
    await sql`CHECKPOINT`.execute(db)
  } catch {
    // not allowed here
  }
}

/** PINs of disabled staff in the database. */
export function openDisabledStaff(db: Kysely<Tables>): DisabledStaffStore {
  return {
    list: (office) =>
      db
        .selectFrom('secret.disabled_staff')
        .select(['login', 'salt', 'hash'])
        .where('office', '=', office)
        .orderBy('login')
        .execute(),
    async put(office, { login, salt, hash }) {
      await db
        .insertInto('secret.disabled_staff')
        .values({ office, login, salt, hash })
        .onConflict((conflict) => conflict.columns(['office', 'login']).doUpdateSet({ salt, hash }))
        .execute()
    },
    async remove(office, login) {
      await db.deleteFrom('secret.disabled_staff').where('office', '=', office).where('login', '=', login).execute()
    },
  }
}
