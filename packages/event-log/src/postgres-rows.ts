import type { Pool } from 'pg'
import { EMPTY_HEAD } from './chain.ts'
import type { LogHead } from './log.ts'
import type { RecordRow, SnapshotRow } from './row.ts'

export interface LogKey {
  readonly office: string
  readonly kind: string
}

/**
 * The tables of all logs of a database. Event and command are texts: their bytes are what was hashed, and jsonb would
 * not give them back. Office first in every key, so that a database can be split by office.
 */
export const postgresLogSchema = `
  CREATE TABLE IF NOT EXISTS log_record (
    office text NOT NULL, kind text NOT NULL, seq bigint NOT NULL CHECK (seq > 0),
    at double precision NOT NULL, mono double precision NOT NULL, event text NOT NULL,
    command_id text, command text, prev text NOT NULL, hash text NOT NULL,
    PRIMARY KEY (office, kind, seq)
  );
  CREATE UNIQUE INDEX IF NOT EXISTS log_record_command ON log_record (office, kind, command_id)
    WHERE command_id IS NOT NULL;
  CREATE TABLE IF NOT EXISTS log_snapshot (
    office text NOT NULL, kind text NOT NULL, seq bigint NOT NULL, version bigint NOT NULL,
    hash text NOT NULL, state text NOT NULL, checksum text NOT NULL,
    PRIMARY KEY (office, kind, seq)
  );
  CREATE OR REPLACE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'the log is append-only'; END $$;
  CREATE OR REPLACE TRIGGER log_record_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON log_record
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only();
`

/** Makes the tables of all logs of a database; those that are there stay as they are. */
export async function createPostgresLogTables(pool: Pick<Pool, 'query'>): Promise<void> {
  await pool.query(postgresLogSchema)
}

type Wire<T> = { readonly [K in keyof T]: K extends 'seq' | 'version' ? string : T[K] }

const RECORD = 'SELECT seq, at, mono, event, command_id, command, prev, hash FROM log_record'

export async function readHead(pool: Pool, { office, kind }: LogKey): Promise<LogHead> {
  const { rows } = await pool.query<Wire<LogHead>>({
    name: 'log-head',
    text: 'SELECT seq, hash FROM log_record WHERE office = $1 AND kind = $2 ORDER BY seq DESC LIMIT 1',
    values: [office, kind],
  })
  return rows[0] === undefined ? EMPTY_HEAD : { seq: Number(rows[0].seq), hash: rows[0].hash }
}

export async function readPage(
  pool: Pool,
  { office, kind }: LogKey,
  after: number,
  limit: number,
): Promise<RecordRow[]> {
  const { rows } = await pool.query<Wire<RecordRow>>({
    name: 'log-page',
    text: `${RECORD} WHERE office = $1 AND kind = $2 AND seq > $3 ORDER BY seq LIMIT $4`,
    values: [office, kind, after, limit],
  })
  return rows.map(fromWire)
}

export async function findCommandRow(pool: Pool, { office, kind }: LogKey, id: string): Promise<RecordRow | null> {
  const { rows } = await pool.query<Wire<RecordRow>>({
    name: 'log-command',
    text: `${RECORD} WHERE office = $1 AND kind = $2 AND command_id = $3`,
    values: [office, kind, id],
  })
  return rows[0] === undefined ? null : fromWire(rows[0])
}

export async function findCommandRows(
  pool: Pool,
  { office, kind }: LogKey,
  ids: readonly string[],
): Promise<RecordRow[]> {
  const { rows } = await pool.query<Wire<RecordRow>>({
    name: 'log-commands',
    text: `${RECORD} WHERE office = $1 AND kind = $2 AND command_id = ANY ($3::text[])`,
    values: [office, kind, ids],
  })
  return rows.map(fromWire)
}

/** `insertRows` of a database. */
export type InsertRows = (key: LogKey, prev: LogHead, rows: readonly RecordRow[]) => Promise<boolean>

/** Which of the parts, by index, follow a record that is there; each is looked up by the key, whatever the plan. */
export async function provenHeads(
  client: Pick<Pool, 'query'>,
  parts: readonly { readonly key: LogKey; readonly prev: LogHead }[],
): Promise<ReadonlySet<number>> {
  const { rows } = await client.query<{ part: number }>({
    name: 'log-heads',
    text: `SELECT part FROM unnest($1::int[], $2::text[], $3::text[], $4::bigint[], $5::text[])
        AS wanted (part, office, kind, seq, hash)
      WHERE seq = 0 OR hash = (SELECT known.hash FROM log_record AS known
        WHERE known.office = wanted.office AND known.kind = wanted.kind AND known.seq = wanted.seq)`,
    values: [
      parts.map((_, part) => part),
      parts.map(({ key }) => key.office),
      parts.map(({ key }) => key.kind),
      parts.map(({ prev }) => prev.seq),
      parts.map(({ prev }) => prev.hash),
    ],
  })
  return new Set(rows.map(({ part }) => part))
}

/**
 * Appends the rows in one statement, if the log's record `prev.seq` is the one with `prev.hash`.
 * @returns false when it is not, and nothing was done
 */
export async function insertRows(
  pool: Pool,
  { office, kind }: LogKey,
  prev: LogHead,
  rows: readonly RecordRow[],
): Promise<boolean> {
  const column = <K extends keyof RecordRow>(name: K) => rows.map((row) => row[name])
  const { rowCount } = await pool.query({
    name: 'log-append',
    text: `INSERT INTO log_record (office, kind, seq, at, mono, event, command_id, command, prev, hash)
      SELECT $1, $2, new.* FROM unnest($3::bigint[], $4::float8[], $5::float8[], $6::text[], $7::text[], $8::text[],
        $9::text[], $10::text[]) AS new
      WHERE $11::bigint = 0 OR EXISTS (
        SELECT 1 FROM log_record WHERE office = $1 AND kind = $2 AND seq = $11::bigint AND hash = $12)`,
    values: [
      office,
      kind,
      column('seq'),
      column('at'),
      column('mono'),
      column('event'),
      column('command_id'),
      column('command'),
      column('prev'),
      column('hash'),
      prev.seq,
      prev.hash,
    ],
  })
  return rowCount === rows.length
}

/** Keeps the snapshot unless two newer ones are there, and drops all but the newest two. */
export async function saveSnapshotRow(pool: Pool, { office, kind }: LogKey, row: SnapshotRow): Promise<void> {
  await pool.query({
    name: 'log-snapshot-save',
    text: `WITH newer AS (
        SELECT seq FROM log_snapshot WHERE office = $1 AND kind = $2 AND seq <> $3::bigint
        UNION SELECT $3::bigint ORDER BY seq DESC LIMIT 2
      ), kept AS (
        INSERT INTO log_snapshot (office, kind, seq, version, hash, state, checksum)
        SELECT $1, $2, $3::bigint, $4::bigint, $5, $6, $7 WHERE $3::bigint IN (SELECT seq FROM newer)
        ON CONFLICT (office, kind, seq) DO UPDATE SET version = excluded.version, hash = excluded.hash,
          state = excluded.state, checksum = excluded.checksum
      )
      DELETE FROM log_snapshot WHERE office = $1 AND kind = $2 AND seq NOT IN (SELECT seq FROM newer)`,
    values: [office, kind, row.seq, row.version, row.hash, row.state, row.checksum],
  })
}

/** Snapshots of a version that belong to a record of the log, newest first. */
export async function loadSnapshotRows(pool: Pool, { office, kind }: LogKey, version: number): Promise<SnapshotRow[]> {
  const { rows } = await pool.query<Wire<SnapshotRow>>({
    name: 'log-snapshot-load',
    text: `SELECT seq, version, hash, state, checksum FROM log_snapshot
      JOIN log_record USING (office, kind, seq, hash)
      WHERE office = $1 AND kind = $2 AND version = $3 ORDER BY seq DESC`,
    values: [office, kind, version],
  })
  return rows.map((row) => ({ ...row, seq: Number(row.seq), version: Number(row.version) }))
}

function fromWire(row: Wire<RecordRow>): RecordRow {
  return { ...row, seq: Number(row.seq) }
}
