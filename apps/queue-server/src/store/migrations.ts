import { postgresLogSchema } from '@cherha/event-log'
import { type Kysely, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import { bookingTables, declinedReminders } from './booking-tables.ts'
import { caseTables } from './case-tables.ts'
import { smsTables } from '../sms/tables.ts'
import { DatabaseError } from './errors.ts'
import type { Tables } from './tables.ts'

/** Once released, a migration is never changed; a new one is added after it. */
const migrations: Record<string, Migration> = {
  '0001-first': {
    async up(db) {
      await run(db, postgresLogSchema)
      await run(db, first)
    },
  },
  '0002-vouchers': {
    async up(db) {
      await run(db, vouchers)
    },
  },
  '0003-due-erasures': {
    async up(db) {
      await run(db, dueErasures)
    },
  },
  '0004-cases': {
    async up(db) {
      await run(db, caseTables)
    },
  },
  '0005-signing-keys': {
    async up(db) {
      await run(db, signingKeys)
    },
  },
  '0006-awaited-cases': {
    async up(db) {
      await run(db, awaitedCases)
    },
  },
  '0007-booking': {
    async up(db) {
      await run(db, bookingTables)
    },
  },
  '0008-sms': {
    async up(db) {
      await run(db, smsTables)
    },
  },
  '0009-portals': {
    async up(db) {
      await run(db, portals)
    },
  },
  '0010-declined-reminders': {
    async up(db) {
      await run(db, declinedReminders)
    },
  },
}

const first = `
  CREATE TABLE office (code text PRIMARY KEY, created_at double precision NOT NULL);
  CREATE TABLE hub (
    office text NOT NULL, id text NOT NULL UNIQUE, public_key text NOT NULL, enrolled_at double precision NOT NULL,
    revoked_at double precision, last_contact double precision, version text, epoch integer NOT NULL DEFAULT 0,
    divergence_seq bigint, divergence_message text, divergence_at double precision,
    PRIMARY KEY (office, id)
  );
  CREATE TABLE hub_status (office text PRIMARY KEY, hub text NOT NULL, at double precision NOT NULL, status jsonb NOT NULL);
  CREATE TABLE enrolment_code (
    hash text PRIMARY KEY, office text NOT NULL, restore boolean NOT NULL, expires_at double precision NOT NULL
  );
  CREATE SCHEMA secret;
  CREATE TABLE secret.office_key (office text PRIMARY KEY, version bigint NOT NULL, key bytea NOT NULL);
  CREATE TABLE secret.visit_day_key (
    office text NOT NULL, date text NOT NULL, key bytea NOT NULL, PRIMARY KEY (office, date)
  );
  CREATE TABLE secret.staff_pin (
    office text NOT NULL, login text NOT NULL, salt bytea NOT NULL, hash bytea NOT NULL, PRIMARY KEY (office, login)
  );
  CREATE TABLE secret.disabled_staff (
    office text NOT NULL, login text NOT NULL, salt text NOT NULL, hash text NOT NULL, PRIMARY KEY (office, login)
  );
  CREATE TABLE secret.device_token (
    office text NOT NULL, id text NOT NULL, role text NOT NULL, windows jsonb, token_hash bytea NOT NULL,
    PRIMARY KEY (office, id)
  );
  CREATE TABLE secret.account (
    login text PRIMARY KEY, name text NOT NULL, role text NOT NULL, office text, password_hash text NOT NULL,
    totp_secret text, totp_step bigint, tries integer NOT NULL DEFAULT 0, locked_until double precision,
    disabled boolean NOT NULL DEFAULT false, last_login double precision
  );
  CREATE TABLE secret.session (
    id text PRIMARY KEY, login text NOT NULL REFERENCES secret.account (login) ON DELETE CASCADE, csrf text NOT NULL,
    started_at double precision NOT NULL, seen_at double precision NOT NULL
  );
  CREATE INDEX session_login ON secret.session (login);
`

/** One key of the installation; what each office was told of it is in its secrets. */
const vouchers = `
  CREATE TABLE secret.voucher_key (id integer PRIMARY KEY CHECK (id = 1), private_key bytea NOT NULL);
  ALTER TABLE secret.office_key ADD COLUMN voucher_key bytea;
`

/** Visit days whose key was found due to be erased. */
const dueErasures = `
  CREATE TABLE secret.due_erasure (
    office text NOT NULL, date text NOT NULL, noted_at double precision NOT NULL, PRIMARY KEY (office, date)
  );
`

/** Public halves of all keys people sign or have signed with, for whoever verifies what they signed. */
const signingKeys = `
  CREATE TABLE signing_key (
    office text NOT NULL, login text NOT NULL, public_key text PRIMARY KEY, made_at double precision NOT NULL,
    revoked_at double precision
  );
  CREATE INDEX signing_key_office ON signing_key (office, made_at);
`

/** Numbers whose files have come and whose case has not. */
const awaitedCases = `
  CREATE TABLE case_awaited (case_id text PRIMARY KEY, office text NOT NULL, at double precision NOT NULL);
  CREATE INDEX case_awaited_office ON case_awaited (office);
`

/** Portals, and what they asked for in the last day: their answers are sealed with keys the server does not have. */
const portals = `
  CREATE TABLE secret.portal (
    name text PRIMARY KEY, kind text NOT NULL, key_hash text NOT NULL UNIQUE, per_minute integer NOT NULL,
    per_day integer NOT NULL, created_at double precision NOT NULL, revoked_at double precision
  );
  CREATE TABLE secret.portal_request (
    portal text NOT NULL, key text NOT NULL, hash text NOT NULL, at double precision NOT NULL, day text NOT NULL,
    status integer, box bytea, PRIMARY KEY (portal, key)
  );
  CREATE INDEX portal_request_day ON secret.portal_request (portal, day);
`

async function run(db: Kysely<unknown>, statements: string): Promise<void> {
  await sql.raw(statements).execute(db)
}

/** The name of the newest migration this program knows: the version of its tables. */
export const schemaVersion = Object.keys(migrations).sort().at(-1) ?? ''

/**
 * Brings the tables to this program's version; two servers that start at once do it one after the other (Kysely takes
 * an advisory lock), each migration with all before it in one transaction.
 * @throws DatabaseError when the tables are of a newer program (they stay as they are) or a migration fails
 */
export async function migrate(db: Kysely<Tables>, known: Record<string, Migration> = migrations): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => known } })
  await refuseNewer(db, known)
  const { error, results } = await migrator.migrateToLatest()
  if (error === undefined) return
  // Another server, of a newer program, may have been faster.
  await refuseNewer(db, known)
  const failed = results?.find((result) => result.status === 'Error')?.migrationName ?? 'before the first'
  throw new DatabaseError('failed', `The tables could not be brought up to date (${failed}): ${String(error)}.`, error)
}

async function refuseNewer(db: Kysely<Tables>, known: Record<string, Migration>): Promise<void> {
  const { rows: found } = await sql<{ table: string | null }>`
    SELECT to_regclass('kysely_migration')::text AS table`.execute(db)
  if (found[0]?.table === null) return
  const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(db)
  const stranger = rows.map((row) => row.name).find((name) => !Object.hasOwn(known, name))
  if (stranger === undefined) return
  throw new DatabaseError(
    'newer-schema',
    `The database was last used by a newer program (its tables have ${stranger}, this program knows up to ` +
      `${Object.keys(known).sort().at(-1)}): start the newer program; nothing was changed.`,
  )
}
