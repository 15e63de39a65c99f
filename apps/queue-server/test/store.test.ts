import { randomUUID } from 'node:crypto'
import type { OfficeSecrets } from '@cherha/shared/protocol'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Database, openDatabase } from '../src/store/database.ts'
import { migrate } from '../src/store/migrations.ts'
import { memoryErasures } from '../src/store/memory-erasures.ts'
import { memorySecrets } from '../src/store/memory-secrets.ts'
import { openSecrets } from '../src/store/secrets.ts'
import { openStores } from '../src/store/stores.ts'
import { quiet, withDatabase } from './support/database.ts'

const server = withDatabase()
const base64 = (text: string) => Buffer.from(text.padEnd(32, '.')).toString('base64')

async function at(url: string): Promise<Database> {
  return openDatabase({ url, dataDir: '/nowhere', log: quiet })
}

describe('the database at a URL', () => {
  it('gets its tables from nothing, and keeps what is in them at the next start', async () => {
    const url = await server.freshUrl()
    const first = await at(url)
    await openStores(first).officeList.add('0001', 1)
    await first.close()
    const second = await at(url)
    expect(await openStores(second).officeList.list()).toEqual(['0001'])
    await second.ping()
    await second.close()
    await expect(second.ping()).rejects.toThrow(/after calling end/)
  })

  it('may be opened by several at once while it has no tables yet', async () => {
    const url = await server.freshUrl()
    const all = await Promise.all([at(url), at(url), at(url)])
    for (const database of all) expect(await openStores(database).officeList.list()).toEqual([])
    for (const database of all) await database.close()
  })

  it('is refused, and left as it is, when a newer program has used it', async () => {
    const url = await server.freshUrl()
    const newer = await at(url)
    await sql`INSERT INTO kysely_migration VALUES ('9999-from-the-future', '2030-01-01')`.execute(newer.db)
    await newer.close()
    await expect(at(url)).rejects.toMatchObject({
      name: 'DatabaseError',
      code: 'newer-schema',
      message: expect.stringMatching(
        /its tables have 9999-from-the-future.*: start the newer program; nothing was changed/,
      ),
    })
  })

  it('is left as it was when a migration fails', async () => {
    const database = await server.fresh()
    const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(database.db)
    const known = Object.fromEntries(rows.map(({ name }) => [name, { up: async () => {} }]))
    const bad = {
      up: async (db: Database['db']) => {
        await sql`CREATE TABLE half (done int)`.execute(db)
        await sql`SELECT 1 / 0`.execute(db)
      },
    }
    await expect(migrate(database.db, { ...known, '9000-bad': bad })).rejects.toThrow(/\(9000-bad\).*division by zero/)
    const { rows: half } = await sql<{ name: string | null }>`SELECT to_regclass('half')::text AS name`.execute(
      database.db,
    )
    expect(half).toEqual([{ name: null }])
    await migrate(database.db)
  })

  it.each([
    ['no address', 'localhost:5432', /has the form postgres:/],
    ['nobody listens there', 'postgres://a:secret@127.0.0.1:1/x', /ECONNREFUSED/],
  ])('is refused in one sentence without the password: %s', async (_, url, message) => {
    const error = await at(url).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'unreachable', message: expect.stringMatching(message) })
    expect(String(error)).not.toContain('secret')
  })

  it('is refused with a wrong password', async () => {
    const url = (await server.freshUrl()).replace(/cherha:[^@]+@/, 'cherha:wrong@')
    await expect(at(url)).rejects.toMatchObject({ code: 'unreachable', message: expect.stringContaining('28P01') })
  })
})

const secrets: OfficeSecrets = {
  version: 3,
  office: base64('office'),
  days: { '2026-12-01': base64('first day'), '2026-12-02': base64('second day') },
  staff: [{ login: 'olena', salt: base64('salt'), hash: base64('hash') }],
  devices: [
    { id: 'desk-1', role: 'desk', windows: ['w1', 'w2'], tokenHash: base64('token') },
    { id: 'display', role: 'display', windows: null, tokenHash: base64('token') },
  ],
}

describe.each(['PostgreSQL', 'memory'])('secrets of an office in %s', (kept) => {
  const open = async () => (kept === 'memory' ? memorySecrets() : openSecrets((await server.fresh()).db, '0001'))

  it('are given back as they were saved, each version whole', async () => {
    const store = await open()
    expect(await store.load()).toBeNull()
    await store.save(secrets)
    expect(await store.load()).toEqual(secrets)
    const next: OfficeSecrets = {
      ...secrets,
      // a moment, as the server makes them
      version: Date.UTC(2026, 2, 2, 7),
      days: { '2026-12-03': base64('third') },
      staff: [],
      devices: [],
    }
    await store.save(next)
    await store.save(next)
    expect(await store.load()).toEqual(next)
  })
})

describe('secrets in PostgreSQL', () => {
  it('are refused when they are older than what is there', async () => {
    const store = openSecrets((await server.fresh()).db, '0001')
    await store.save(secrets)
    await expect(store.save({ ...secrets, version: 2, days: {} })).rejects.toThrow(/newer than version 2/)
    expect(await store.load()).toEqual(secrets)
  })

  it('of one office are no other office’s', async () => {
    const { db } = await server.fresh()
    await openSecrets(db, '0001').save(secrets)
    expect(await openSecrets(db, '0002').load()).toBeNull()
    await openSecrets(db, '0002').save({ ...secrets, days: {}, devices: [], staff: [] })
    expect(await openSecrets(db, '0001').load()).toEqual(secrets)
  })

  it('leave nothing of an erased day key in the table’s file', async () => {
    const { db } = await server.fresh()
    const store = openSecrets(db, '0001')
    await store.save(secrets)
    const file = async () => {
      await sql`CHECKPOINT`.execute(db)
      const { rows } = await sql<{ bytes: Buffer }>`
        SELECT pg_read_binary_file(pg_relation_filepath('secret.visit_day_key')) AS bytes`.execute(db)
      return rows[0]?.bytes.toString('latin1') ?? ''
    }
    expect(await file()).toContain('first day')
    await store.save({ ...secrets, version: 4, days: { '2026-12-02': base64('second day') } })
    expect(await file()).not.toContain('first day')
    expect(await file()).toContain('second day')
  })
})

describe('the journal', () => {
  it('can be read and searched with an entry in it that jsonb cannot hold', async () => {
    const { journal } = openStores(await server.fresh())
    const entry = { at: 5, who: 'olena', office: '0001', action: 'device-revoked' }
    await journal.append({ ...entry, detail: { device: 'a\u0000b' } })
    await journal.append({ ...entry, detail: { device: String.raw`kept \u0000` } })
    expect((await journal.list({ q: 'revoked', limit: 10 })).map(({ detail }) => detail['device'])).toEqual([
      expect.stringContaining('kept'),
      'a\ufffdb',
    ])
  })

  it('keeps who did what, and is searched page by page, newest first', async () => {
    const { journal } = openStores(await server.fresh())
    for (let n = 1; n <= 5; n++) {
      await journal.append({
        at: n,
        who: 'Олена',
        office: n % 2 ? '0001' : null,
        action: 'hours-changed',
        detail: { n, '%': 'a_b' },
      })
    }
    await journal.append({ at: 6, who: 'ivan', office: '0001', action: 'pin-reset', detail: { login: 'petro' } })
    const seqs = async (query: object) => (await journal.list({ limit: 10, ...query })).map((entry) => entry.seq)
    expect(await seqs({})).toEqual([6, 5, 4, 3, 2, 1])
    expect(await seqs({ limit: 2, before: 5 })).toEqual([4, 3])
    expect(await seqs({ office: '0001' })).toEqual([6, 5, 3, 1])
    expect(await seqs({ q: 'олен' })).toEqual([5, 4, 3, 2, 1])
    expect(await seqs({ q: 'PETRO' })).toEqual([6])
    expect(await seqs({ q: 'a_b', office: '0001' })).toEqual([5, 3, 1])
    expect(await seqs({ q: '%' })).toEqual([5, 4, 3, 2, 1])
    expect(await seqs({ q: 'axb' })).toEqual([])
    expect((await journal.list({ limit: 1 }))[0]).toEqual({
      seq: 6,
      at: 6,
      who: 'ivan',
      office: '0001',
      action: 'pin-reset',
      detail: { login: 'petro' },
    })
  })

  it('takes every entry of several writers at once', async () => {
    const database = await server.fresh()
    const journals = Array.from({ length: 4 }, () => openStores(database).journal)
    const entry = { at: 1, who: 'x', office: null, action: 'y', detail: {} }
    await Promise.all(
      journals.flatMap((journal) => [journal.append(entry), journal.append(entry), journal.append(entry)]),
    )
    expect(await journals[0]?.list({ limit: 100 })).toHaveLength(12)
  })
})

describe('hubs', () => {
  const hub = (office = '0001') => ({ id: randomUUID(), office, publicKey: base64('key'), restore: false })
  const code = { hash: 'h1', office: '0001', restore: false, expiresAt: 1000 }

  it('are added by a code that is good once and in time, for its office', async () => {
    const { hubs, codes } = openStores(await server.fresh())
    await codes.create(code)
    expect(await codes.get('h1')).toEqual(code)
    expect(await codes.redeem('h1', 1000, hub())).toBe(false)
    expect(await codes.redeem('h1', 10, hub('0002'))).toBe(false)
    const added = hub()
    const tries = await Promise.all([
      codes.redeem('h1', 10, added),
      codes.redeem('h1', 10, hub()),
      codes.redeem('h1', 10, hub()),
    ])
    expect(tries.filter(Boolean)).toHaveLength(1)
    expect(await hubs.list('0001')).toHaveLength(1)
    expect(await codes.get('h1')).toBeNull()
    await codes.create({ ...code, hash: 'h2' })
    await codes.clean(1000)
    expect(await codes.get('h2')).toBeNull()
  })

  it('of one office are one: a new one ends those before it', async () => {
    const { hubs, codes } = openStores(await server.fresh())
    const [old, fresh, other] = [hub(), hub(), hub('0002')]
    await codes.create(code)
    await codes.redeem('h1', 10, old)
    await codes.create({ ...code, hash: 'h2', office: '0002' })
    await codes.redeem('h2', 10, other)
    await codes.create({ ...code, hash: 'h3' })
    await codes.redeem('h3', 20, fresh)
    expect(await hubs.find(old.id)).toEqual({ office: '0001', publicKey: old.publicKey, revoked: true })
    expect(await hubs.find(fresh.id)).toMatchObject({ revoked: false })
    expect(await hubs.find(other.id)).toMatchObject({ revoked: false })
    expect((await hubs.list('0001')).map((row) => [row.id, row.revokedAt])).toEqual([
      [fresh.id, null],
      [old.id, 20],
    ])
    expect(await hubs.revoke('0002', fresh.id, 30)).toBe(false)
    expect(await hubs.revoke('0001', fresh.id, 30)).toBe(true)
    expect(await hubs.revoke('0001', fresh.id, 40)).toBe(false)
    expect(await hubs.find(randomUUID())).toBeNull()
  })

  it('keep what they said of themselves, and a divergence until it is settled', async () => {
    const { hubs, codes } = openStores(await server.fresh())
    const one = hub()
    await codes.create(code)
    await codes.redeem('h1', 10, one)
    const status = {
      at: 5,
      version: '1',
      epoch: 2,
      writable: true,
      clockStepMs: null,
      printer: 'ok' as const,
      devices: [],
    }
    const seen = { hub: one.id, office: '0001', at: 50, epoch: 2, version: '1.2' }
    await hubs.seen({ ...seen, status: null })
    expect(await hubs.status('0001')).toBeNull()
    await hubs.seen({ ...seen, at: 60, status })
    await hubs.seen({ ...seen, at: 70, status: { ...status, writable: false } })
    expect(await hubs.status('0001')).toEqual({ at: 70, status: { ...status, writable: false } })
    await hubs.setDivergence(one.id, { seq: 7, message: 'another record', at: 71 })
    expect(await hubs.divergenceOf(one.id)).toEqual({ seq: 7, message: 'another record', at: 71 })
    expect(await hubs.list('0001')).toMatchObject([
      { lastContact: 70, epoch: 2, version: '1.2', divergence: 'another record' },
    ])
    await hubs.setDivergence(one.id, null)
    expect(await hubs.divergenceOf(one.id)).toBeNull()
  })
})

describe('accounts', () => {
  const olena = {
    login: 'olena',
    name: 'Олена',
    role: 'administrator' as const,
    office: null,
    passwordHash: 'p',
    totpSecret: 's',
  }

  it('are made once under a login, changed, reset, and listed', async () => {
    const { accounts } = openStores(await server.fresh())
    expect(await accounts.create(olena)).toBe(true)
    expect(await accounts.create({ ...olena, name: 'Інша' })).toBe(false)
    expect(await accounts.get('olena')).toEqual({
      ...olena,
      totpStep: null,
      tries: 0,
      lockedUntil: null,
      disabled: false,
      lastLogin: null,
    })
    expect(await accounts.update('olena', { disabled: true, office: '0001' })).toBe(true)
    expect(await accounts.update('nobody', { disabled: true })).toBe(false)
    expect(await accounts.list()).toMatchObject([{ login: 'olena', disabled: true, office: '0001' }])
    await accounts.useTotpStep('olena', 5)
    expect(await accounts.reset('olena', { passwordHash: 'q', totpSecret: null })).toBe(true)
    expect(await accounts.get('olena')).toMatchObject({ passwordHash: 'q', totpSecret: null, totpStep: null })
    expect(await accounts.get('nobody')).toBeNull()
  })

  it('count tries, however many come at once, and lock for a time', async () => {
    const { accounts } = openStores(await server.fresh())
    await accounts.create(olena)
    const tries = await Promise.all(Array.from({ length: 12 }, () => accounts.countTry('olena', 100, 5, 900)))
    expect(tries.filter(Boolean)).toHaveLength(5)
    expect(await accounts.get('olena')).toMatchObject({ tries: 5, lockedUntil: 900 })
    expect(await accounts.countTry('olena', 899, 5, 1800)).toBe(false)
    expect(await accounts.countTry('olena', 900, 5, 1800)).toBe(true)
    expect(await accounts.get('olena')).toMatchObject({ tries: 1, lockedUntil: null })
    await accounts.giveTryBack('olena')
    await accounts.giveTryBack('olena')
    expect(await accounts.get('olena')).toMatchObject({ tries: 0 })
    await accounts.signedIn('olena', 950)
    expect(await accounts.get('olena')).toMatchObject({ lastLogin: 950 })
    expect(await accounts.countTry('nobody', 1, 5, 2)).toBe(false)
  })

  it('take the code of a time step once, and none before it', async () => {
    const { accounts } = openStores(await server.fresh())
    await accounts.create(olena)
    const uses = await Promise.all([1, 2, 3].map(() => accounts.useTotpStep('olena', 7)))
    expect(uses.filter(Boolean)).toHaveLength(1)
    expect(await accounts.useTotpStep('olena', 6)).toBe(false)
    expect(await accounts.useTotpStep('olena', 8)).toBe(true)
  })

  it('have sessions that end one by one, all of a login, or by age', async () => {
    const { accounts, sessions } = openStores(await server.fresh())
    await accounts.create(olena)
    const session = (id: string, startedAt: number) => ({ id, login: 'olena', csrf: 'c', startedAt, seenAt: startedAt })
    for (const [id, start] of [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ] as const)
      await sessions.create(session(id, start))
    await sessions.touch('a', 9)
    expect(await sessions.get('a')).toEqual({ ...session('a', 1), seenAt: 9 })
    await sessions.end('b')
    expect(await sessions.get('b')).toBeNull()
    await sessions.clean(1, 9)
    expect([await sessions.get('a'), await sessions.get('c')]).toEqual([expect.anything(), null])
    await sessions.endOf('olena')
    expect(await sessions.get('a')).toBeNull()
  })

  it('keep the PIN of a disabled clerk for the day they come back', async () => {
    const { disabledStaff } = openStores(await server.fresh())
    await disabledStaff.put('0001', { login: 'petro', salt: 's', hash: 'h' })
    await disabledStaff.put('0001', { login: 'petro', salt: 's2', hash: 'h2' })
    expect(await disabledStaff.list('0001')).toEqual([{ login: 'petro', salt: 's2', hash: 'h2' }])
    await disabledStaff.remove('0001', 'petro')
    expect(await disabledStaff.list('0001')).toEqual([])
  })

  it('D9 keep when a key was first found due, office by office', async () => {
    for (const erasures of [openStores(await server.fresh()).erasures, memoryErasures()]) {
      await erasures.note('0001', ['2026-03-02', '2026-03-03'], 1_000.5)
      await erasures.note('0001', ['2026-03-03', '2026-03-04'], 2_000)
      await erasures.note('0002', ['2026-03-02'], 3_000)
      await erasures.note('0002', [], 4_000)
      await erasures.drop('0001', ['2026-03-02', '2026-03-09'])
      await erasures.drop('0001', [])
      expect(await erasures.list('0001')).toEqual(
        new Map([
          ['2026-03-03', 1_000.5],
          ['2026-03-04', 2_000],
        ]),
      )
      expect(await erasures.list('0002')).toEqual(new Map([['2026-03-02', 3_000]]))
    }
  })
})
