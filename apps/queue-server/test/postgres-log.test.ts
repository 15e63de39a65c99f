import {
  createMemoryLog,
  createPostgresLogTables,
  DuplicateCommandError,
  LogConflictError,
  LogReadError,
  LogWriteError,
  openPostgresLog,
  openPostgresLogGroup,
  verifyAsyncLog,
} from '@cherha/event-log'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventLogContract } from '../../../packages/event-log/test/contract.ts'
import { anEvent, events } from '../../../packages/event-log/test/records.ts'
import { calm, withDatabase } from './support/database.ts'

const server = withDatabase()
let pool: pg.Pool
let count = 0
const freshKey = () => ({ office: String(++count).padStart(4, '0'), kind: 'copy' })

beforeAll(async () => {
  // A commit that cannot happen is given up soon.
  const connectionString = await server.freshUrl()
  pool = calm(new pg.Pool({ connectionString, max: 8, options: '-c lock_timeout=200ms' }))
  await createPostgresLogTables(pool)
  await createPostgresLogTables(pool)
})
afterAll(() => pool.end())

describe.each([
  ['PostgreSQL', openPostgresLog],
  ['a group of PostgreSQL', (of: pg.Pool, key: ReturnType<typeof freshKey>) => openPostgresLogGroup(of).open(key)],
])('%s', (name, open) => {
  eventLogContract(name, () => ({
    log: open(pool, freshKey()),
    // Somebody else holds the tables against writers.
    async failCommits() {
      const stranger = await pool.connect()
      await stranger.query('BEGIN; LOCK TABLE log_record, log_snapshot IN EXCLUSIVE MODE')
      return async () => {
        await stranger.query('ROLLBACK')
        stranger.release()
      }
    },
    dispose: () => {},
  }))
})

describe('a log in PostgreSQL', () => {
  it('lets one of two writers through; the other has written nothing and can go on from what there is', async () => {
    const key = freshKey()
    const [one, other] = [openPostgresLog(pool, key), openPostgresLog(pool, key)]
    await one.append(events(1, 2))
    await other.append([anEvent(3, 'c3')])
    await expect(one.append([anEvent(4, 'c4'), anEvent(5)])).rejects.toThrow(LogConflictError)
    expect(await other.head()).toMatchObject({ seq: 3 })
    expect(await other.findCommand('c4')).toBeNull()
    await one.append([anEvent(4, 'c4')])
    expect(await verifyAsyncLog(other)).toMatchObject({ ok: true, head: { seq: 4 } })
  })

  it('lets one of many writers at the same moment through', async () => {
    const key = freshKey()
    const writers = Array.from({ length: 6 }, () => openPostgresLog(pool, key))
    const results = await Promise.allSettled(writers.map((log, n) => log.append([anEvent(n), anEvent(n + 10)])))
    const refused = results.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []))
    expect(refused.every((error) => error instanceof LogConflictError)).toBe(true)
    expect(await verifyAsyncLog(openPostgresLog(pool, key))).toMatchObject({
      ok: true,
      head: { seq: 2 * (6 - refused.length) },
    })
    expect(refused.length).toBeGreaterThan(0)
  })

  it('tells a command that another writer was first with as a conflict, and its own repetition as one', async () => {
    const key = freshKey()
    const [one, other] = [openPostgresLog(pool, key), openPostgresLog(pool, key)]
    await one.append([anEvent(1)])
    await other.append([anEvent(2, 'c2')])
    await expect(one.append([anEvent(2, 'c2')])).rejects.toThrow(LogConflictError)
    await expect(one.append([anEvent(3, 'c2')])).rejects.toThrow(DuplicateCommandError)
  })

  it('does not append to a log whose head was taken away or changed behind its back', async () => {
    const key = freshKey()
    const log = openPostgresLog(pool, key)
    await log.append(events(1, 3))
    await asStranger("UPDATE log_record SET hash = repeat('f', 64) WHERE office = $1 AND seq = 3", key.office)
    await expect(log.append([anEvent(4)])).rejects.toThrow(LogConflictError)
    expect(await verifyAsyncLog(log)).toMatchObject({ ok: false, seq: 3 })
  })

  it('is one of many in its tables', async () => {
    const key = freshKey()
    const logs = [key, { ...key, kind: 'inbox' }, { ...key, office: 'other' }].map((one) => openPostgresLog(pool, one))
    for (const log of logs) await log.append([anEvent(1, 'c1')])
    for (const log of logs) expect((await log.read(0, 10)).map((record) => record.seq)).toEqual([1])
  })

  it('gives back the bytes that were hashed: texts with quotes, line ends, zero characters, numbers in full', async () => {
    const event = { type: 'odd', text: '"\\\u0000\n{}, ґ😀', number: 0.1 + 0.2, big: 1e21, small: 5e-324, minus: -0 }
    const record = { at: 1770000000000.125, mono: 1 / 3, event, command: { id: 'a,"{}\\', hash: '', result: [null] } }
    const [stored] = asMemory([record])
    const log = openPostgresLog(pool, freshKey())
    await log.append([record])
    const again = (await log.read(0, 1))[0]
    expect(again?.hash).toBe(stored?.hash)
    expect(await verifyAsyncLog(log)).toMatchObject({ ok: true })
    expect(await log.findCommand('a,"{}\\')).toEqual(again)
  })

  it('refuses changes and deletions through SQL', async () => {
    const { office, kind } = freshKey()
    await openPostgresLog(pool, { office, kind }).append(events(1, 2))
    for (const sql of ['UPDATE log_record SET at = 0', 'DELETE FROM log_record', 'TRUNCATE log_record'])
      await expect(pool.query(sql)).rejects.toThrow(/append-only/)
  })

  it.each([
    ['a deleted record', 'DELETE FROM log_record WHERE office = $1 AND seq = 2', 2, 'gap'],
    ['a changed time', 'UPDATE log_record SET at = 0 WHERE office = $1 AND seq = 3', 3, 'wrong-hash'],
    ['a text that is no JSON', "UPDATE log_record SET event = '{' WHERE office = $1 AND seq = 4", 4, 'unreadable'],
    [
      'a command written in later',
      "UPDATE log_record SET command_id = 'x' WHERE office = $1 AND seq = 1",
      1,
      'wrong-command',
    ],
  ])('is found to be broken by %s', async (_, sql, seq, reason) => {
    const key = freshKey()
    const log = openPostgresLog(pool, key)
    await log.append([anEvent(1, 'c1'), ...events(2, 5)])
    await asStranger(sql, key.office)
    expect(await verifyAsyncLog(log)).toEqual({ ok: false, seq, reason })
  })

  it('passes over a snapshot that was changed', async () => {
    const key = freshKey()
    const log = openPostgresLog(pool, key)
    const [first, second] = await log.append(events(1, 2))
    await log.saveSnapshot({ version: 1, seq: 1, hash: first?.hash ?? '', state: 1 })
    await log.saveSnapshot({ version: 1, seq: 2, hash: second?.hash ?? '', state: 2 })
    await pool.query("UPDATE log_snapshot SET state = '3' WHERE office = $1 AND seq = 2", [key.office])
    expect(await log.loadSnapshot(1)).toMatchObject({ seq: 1, state: 1 })
  })

  it('says what failed when the database is away', async () => {
    const away = new pg.Pool({ host: '127.0.0.1', port: 1, connectionTimeoutMillis: 1000 })
    const log = openPostgresLog(away, freshKey())
    await expect(log.head()).rejects.toThrow(LogReadError)
    await expect(log.append([anEvent(1)])).rejects.toThrow(LogReadError)
    await away.end()
  })

  it('keeps nothing of an append whose connection was cut before its commit, and goes on after it', async () => {
    const key = freshKey()
    const log = openPostgresLog(pool, key)
    await log.append(events(1, 1))
    const stranger = await pool.connect()
    await stranger.query('BEGIN; LOCK TABLE log_record IN EXCLUSIVE MODE')
    const cut = log.append([anEvent(2, 'c2')]).catch((error: unknown) => error)
    await stranger.query(`DO $$ BEGIN
      FOR i IN 1..1000 LOOP
        PERFORM pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type = 'Lock';
        EXIT WHEN FOUND; PERFORM pg_sleep(0.002); PERFORM pg_stat_clear_snapshot();
      END LOOP; END $$`)
    expect(await cut).toBeInstanceOf(LogWriteError)
    await stranger.query('ROLLBACK')
    stranger.release()
    expect(await log.findCommand('c2')).toBeNull()
    await log.append([anEvent(2, 'c2')])
    expect(await verifyAsyncLog(log)).toMatchObject({ ok: true, head: { seq: 2 } })
  })
})

describe('logs in PostgreSQL that share their commits', () => {
  const groupOf = (size: number) => {
    const group = openPostgresLogGroup(pool)
    return Array.from({ length: size }, () => {
      const key = freshKey()
      return { key, log: group.open(key) }
    })
  }
  const commitsOf = async (logs: ReturnType<typeof groupOf>, seq: number): Promise<number | undefined> => {
    const { rows } = await pool.query<{ count: number }>(
      'SELECT count(DISTINCT xmin::text)::int AS count FROM log_record WHERE seq >= $1 AND office = ANY($2)',
      [seq, logs.map(({ key }) => key.office)],
    )
    return rows[0]?.count
  }

  it('store what came for many of them in one turn by one commit, each its own records', async () => {
    const logs = groupOf(40)
    // the first append of each asks for its head, and the answers come one after the other
    await Promise.all(logs.map(({ log }, n) => log.append([anEvent(n)])))
    await Promise.all(logs.map(({ log }, n) => log.append([anEvent(n, `c${n}`), anEvent(n + 1)])))
    expect(await commitsOf(logs, 2)).toBe(1)
    for (const [n, { log }] of logs.entries()) {
      expect(await verifyAsyncLog(log)).toMatchObject({ ok: true, head: { seq: 3 } })
      expect(await log.findCommand(`c${n}`)).toMatchObject({ seq: 2 })
    }
  })

  it('fail for themselves alone: another writer, a lost head, a repeated command, a text that cannot be stored', async () => {
    const logs = groupOf(30)
    await Promise.all(logs.map(({ log }, n) => log.append([anEvent(n, 'once')])))
    const [first, second, third, fourth, ...others] = logs
    if (!first || !second || !third || !fourth) throw new Error('thirty logs')
    await openPostgresLog(pool, first.key).append([anEvent(50)])
    await asStranger("UPDATE log_record SET hash = repeat('f', 64) WHERE office = $1", second.key.office)
    const results = await Promise.allSettled([
      first.log.append([anEvent(51)]),
      second.log.append([anEvent(52)]),
      third.log.append([anEvent(53, 'once')]),
      fourth.log.append([anEvent(54, 'a\u0000b')]),
      ...others.map(({ log }) => log.append([anEvent(55), anEvent(56)])),
    ])
    const reasons = results.map((result) => (result.status === 'rejected' ? result.reason.name : 'written'))
    expect(reasons.slice(0, 4)).toEqual([
      'LogConflictError',
      'LogConflictError',
      'DuplicateCommandError',
      'LogWriteError',
    ])
    expect(new Set(reasons.slice(4))).toEqual(new Set(['written']))
    expect(await first.log.head()).toMatchObject({ seq: 2 })
    for (const { log } of others) expect(await verifyAsyncLog(log)).toMatchObject({ ok: true, head: { seq: 3 } })
    await first.log.append([anEvent(57)])
    expect(await verifyAsyncLog(first.log)).toMatchObject({ ok: true, head: { seq: 3 } })
  })

  it('give back the bytes that were hashed, stored beside others', async () => {
    const text = '"\\\u0000\b\f\n\r\t\v{}, ґ😀 \\N \\.'
    const event = { type: 'odd', text, [text]: 5e-324, minus: -0 }
    const record = { at: 1e21, mono: 1 / 3, event, command: { id: 'a\t\n\\N"', hash: '', result: [text] } }
    const logs = groupOf(3)
    await Promise.all(logs.map(({ log }) => log.append([record])))
    for (const { log } of logs) {
      expect(await verifyAsyncLog(log)).toMatchObject({ ok: true, head: { seq: 1 } })
      expect((await log.read(0, 1))[0]?.command).toEqual(record.command)
    }
  })

  it('all say that nothing was written when the database cannot be', async () => {
    const logs = groupOf(5)
    await Promise.all(logs.map(({ log }) => log.append([anEvent(1)])))
    const stranger = await pool.connect()
    await stranger.query('BEGIN; LOCK TABLE log_record IN EXCLUSIVE MODE')
    const results = await Promise.allSettled(logs.map(({ log }) => log.append([anEvent(2)])))
    await stranger.query('ROLLBACK')
    stranger.release()
    expect(results.map((one) => one.status === 'rejected' && one.reason instanceof LogWriteError)).toEqual(
      Array(5).fill(true),
    )
    await Promise.all(logs.map(({ log }) => log.append([anEvent(2)])))
    for (const { log } of logs) expect(await verifyAsyncLog(log)).toMatchObject({ ok: true, head: { seq: 2 } })
  })
})

function asMemory(records: Parameters<ReturnType<typeof createMemoryLog>['append']>[0]) {
  return createMemoryLog().append(records)
}

/** Somebody with all rights on the database, who can switch the triggers off. */
async function asStranger(sql: string, office: string): Promise<void> {
  const client = await pool.connect()
  try {
    await client.query("SET session_replication_role = 'replica'")
    await client.query(sql, [office])
  } finally {
    await client.query("SET session_replication_role = 'origin'")
    client.release()
  }
}
