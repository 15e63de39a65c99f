import type { HubStatus } from '@cherha/shared/protocol'
import type { Kysely, Selectable } from 'kysely'
import type { EnrolmentCodeStore, HubRow, HubStore } from '../http/parts.ts'
import type { HubDirectory, HubSeen } from '../hub-gateway/ports.ts'
import type { Tables } from './tables.ts'

/** What is kept of an office's hub between two starts of the server. */
export interface SeenHubs {
  /** Notes what a hub said of itself. */
  seen(seen: HubSeen): Promise<void>
  /** The last status of the office's hub, and when it came. */
  status(office: string): Promise<{ readonly status: HubStatus; readonly at: number } | null>
}

/** Identities of the hubs in the database, for the administrator and for the gateway. */
export function openHubs(db: Kysely<Tables>): HubStore & HubDirectory & SeenHubs {
  return {
    async list(office) {
      const rows = await db
        .selectFrom('hub')
        .selectAll()
        .where('office', '=', office)
        .orderBy('enrolled_at', 'desc')
        .orderBy('id')
        .execute()
      return rows.map(toHub)
    },
    async revoke(office, id, at) {
      const { numUpdatedRows } = await db
        .updateTable('hub')
        .set({ revoked_at: at })
        .where('office', '=', office)
        .where('id', '=', id)
        .where('revoked_at', 'is', null)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    async find(hub) {
      const row = await db
        .selectFrom('hub')
        .select(['office', 'public_key', 'revoked_at'])
        .where('id', '=', hub)
        .executeTakeFirst()
      if (row === undefined) return null
      return { office: row.office, publicKey: row.public_key, revoked: row.revoked_at !== null }
    },
    async divergenceOf(hub) {
      const row = await db.selectFrom('hub').selectAll().where('id', '=', hub).executeTakeFirst()
      if (row === undefined || row.divergence_at === null) return null
      return { seq: row.divergence_seq ?? 0, message: row.divergence_message ?? '', at: row.divergence_at }
    },
    async setDivergence(hub, divergence) {
      await db
        .updateTable('hub')
        .set({
          divergence_seq: divergence?.seq ?? null,
          divergence_message: divergence?.message ?? null,
          divergence_at: divergence?.at ?? null,
        })
        .where('id', '=', hub)
        .execute()
    },
    async seen({ hub, office, at, epoch, version, status }) {
      await db
        .updateTable('hub')
        .set({ last_contact: at, epoch, version })
        .where('office', '=', office)
        .where('id', '=', hub)
        .execute()
      if (status === null) return
      const kept = { hub, at, status: JSON.stringify(status) }
      await db
        .insertInto('hub_status')
        .values({ office, ...kept })
        .onConflict((conflict) => conflict.column('office').doUpdateSet(kept))
        .execute()
    },
    async status(office) {
      const row = await db.selectFrom('hub_status').selectAll().where('office', '=', office).executeTakeFirst()
      return row === undefined ? null : { status: row.status, at: row.at }
    },
  }
}

/** One-time codes of new hubs in the database. */
export function openEnrolmentCodes(db: Kysely<Tables>): EnrolmentCodeStore {
  return {
    async create({ hash, office, restore, expiresAt }) {
      await db.insertInto('enrolment_code').values({ hash, office, restore, expires_at: expiresAt }).execute()
    },
    async get(hash) {
      const row = await db.selectFrom('enrolment_code').selectAll().where('hash', '=', hash).executeTakeFirst()
      if (row === undefined) return null
      return { hash: row.hash, office: row.office, restore: row.restore, expiresAt: row.expires_at }
    },
    // An office has one hub: the new one ends those before it, so that a hub thought lost cannot come back beside it.
    async redeem(hash, now, { id, office, publicKey }) {
      return db.transaction().execute(async (trx) => {
        const { numDeletedRows } = await trx
          .deleteFrom('enrolment_code')
          .where('hash', '=', hash)
          .where('office', '=', office)
          .where('expires_at', '>', now)
          .executeTakeFirst()
        if (numDeletedRows !== 1n) return false
        await trx
          .updateTable('hub')
          .set({ revoked_at: now })
          .where('office', '=', office)
          .where('revoked_at', 'is', null)
          .execute()
        await trx.insertInto('hub').values({ office, id, public_key: publicKey, enrolled_at: now }).execute()
        return true
      })
    },
    async clean(now) {
      await db.deleteFrom('enrolment_code').where('expires_at', '<=', now).execute()
    },
  }
}

function toHub(row: Selectable<Tables['hub']>): HubRow {
  return {
    id: row.id,
    office: row.office,
    enrolledAt: row.enrolled_at,
    revokedAt: row.revoked_at,
    lastContact: row.last_contact,
    version: row.version,
    epoch: row.epoch,
    divergence: row.divergence_message,
  }
}
