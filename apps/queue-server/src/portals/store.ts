import { type Kysely, sql } from 'kysely'
import type { Tables } from '../store/tables.ts'
import type { BeginAnswer, Portal, PortalStore } from './ports.ts'

/** Status of an answer that is a booking; others take nothing from the quota. */
const booked = 201

/** Portals in the database. Every question is asked there: a key that is revoked by a command is refused at once. */
export function openPortalStore(db: Kysely<Tables>): PortalStore {
  return {
    async add({ name, kind, perMinute, perDay, createdAt, revokedAt, hash }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('secret.portal')
        .values({
          name,
          kind,
          key_hash: hash,
          per_minute: perMinute,
          per_day: perDay,
          created_at: createdAt,
          revoked_at: revokedAt,
        })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirst()
      return numInsertedOrUpdatedRows === 1n
    },
    async list() {
      const rows = await db.selectFrom('secret.portal').selectAll().orderBy('name').execute()
      return rows.map(toPortal)
    },
    async byHash(hash) {
      const row = await db.selectFrom('secret.portal').selectAll().where('key_hash', '=', hash).executeTakeFirst()
      return row === undefined ? null : toPortal(row)
    },
    async revoke(name, at) {
      const { numUpdatedRows } = await db
        .updateTable('secret.portal')
        .set({ revoked_at: at })
        .where('name', '=', name)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async begin(request, since) {
      const { portal, key, hash, at, day } = request
      return db.transaction().execute(async (trx): Promise<BeginAnswer> => {
        // requests of one portal are noted one after another: the quota is exact
        const own = await trx
          .selectFrom('secret.portal')
          .select(['per_day', 'revoked_at'])
          .where('name', '=', portal)
          .forUpdate()
          .executeTakeFirst()
        if (own === undefined || own.revoked_at !== null) return { is: 'revoked' }
        const known = await trx
          .selectFrom('secret.portal_request')
          .selectAll()
          .where('portal', '=', portal)
          .where('key', '=', key)
          .where('at', '>', since)
          .executeTakeFirst()
        if (known !== undefined && known.hash !== hash) return { is: 'reused' }
        const others = await countOf(trx, portal, day, key)
        const left = Math.max(0, own.per_day - others - 1)
        if (known !== undefined) {
          const { status, box } = known
          return status === null || box === null ? { is: 'begun', left } : { is: 'answered', status, box, left }
        }
        if (others >= own.per_day) return { is: 'quota' }
        const row = { hash, at, day, status: null, box: null }
        await trx
          .insertInto('secret.portal_request')
          .values({ portal, key, ...row })
          .onConflict((conflict) => conflict.columns(['portal', 'key']).doUpdateSet(row))
          .execute()
        return { is: 'begun', left }
      })
    },
    async finish({ portal, key, hash }, { status, box }) {
      await db
        .updateTable('secret.portal_request')
        .set({ status, box })
        .where('portal', '=', portal)
        .where('key', '=', key)
        .where('hash', '=', hash)
        .execute()
    },
    async forget({ portal, key, at }) {
      await db
        .deleteFrom('secret.portal_request')
        .where('portal', '=', portal)
        .where('key', '=', key)
        .where('at', '=', at)
        .where('status', 'is', null)
        .execute()
    },
    async booked(day) {
      const rows = await db
        .selectFrom('secret.portal_request')
        .select(({ fn }) => ['portal', fn.countAll<number>().as('count')])
        .where('day', '=', day)
        .where('status', '=', booked)
        .groupBy('portal')
        .execute()
      return new Map(rows.map(({ portal, count }) => [portal, count]))
    },
    async tidy(before) {
      await db.deleteFrom('secret.portal_request').where('at', '<', before).execute()
    },
  }
}

/** Bookings of the day and requests whose end is not known yet, without this one. */
async function countOf(db: Kysely<Tables>, portal: string, day: string, without: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM secret.portal_request
    WHERE portal = ${portal} AND day = ${day} AND key <> ${without} AND (status IS NULL OR status = ${booked})
  `.execute(db)
  return rows[0]?.count ?? 0
}

function toPortal(row: Tables['secret.portal']): Portal {
  return {
    name: row.name,
    kind: row.kind,
    perMinute: row.per_minute,
    perDay: row.per_day,
    createdAt: row.created_at,
    revokedAt: row.revoked_at,
  }
}
