import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { verifyAsyncLog } from '@cherha/event-log'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { backUp, backupTables, leftOutTables, restoreBackup } from '../src/store/backup.ts'
import type { Database } from '../src/store/database.ts'
import { openStores } from '../src/store/stores.ts'
import { aDataFolder, withDatabase } from './support/database.ts'

const server = withDatabase()
const folder = aDataFolder()
afterAll(() => folder.remove())
const file = (name: string) => join(folder.path, name)
const canary = Buffer.from('the key of a visit day, 32 bytes')

async function aServerWithData(): Promise<Database> {
  const database = await server.fresh()
  const stores = openStores(database)
  await stores.officeList.add('0001', 1)
  await stores.codes.create({ hash: 'h', office: '0001', restore: false, expiresAt: 9 })
  await stores.codes.redeem('h', 1, { id: 'hub-1', office: '0001', publicKey: 'k', restore: false })
  const copy = stores.logOf('0001', 'copy')
  for (let n = 0; n < 3; n++) {
    const event = (i: number) => ({
      at: 1.5 + i,
      mono: 1 / 3,
      event: { type: 'x', n: n * 400 + i, text: '"\\\n\u0000 ґ' },
    })
    await copy.append(Array.from({ length: 400 }, (_, i) => event(i)))
  }
  await stores
    .logOf('0001', 'inbox')
    .append([{ at: 1, mono: 0, event: { type: 'y' }, command: { id: 'c', hash: '', result: 1 } }])
  await copy.saveSnapshot({ version: 1, ...(await copy.head()), state: { n: 1 } })
  await stores.journal.append({ at: 2, who: 'olena', office: null, action: 'test', detail: {} })
  await stores.secretsOf('0001').save({
    version: 1,
    office: canary.toString('base64'),
    days: { '2026-12-01': canary.toString('base64') },
    staff: [],
    devices: [],
  })
  await stores.accounts.create({
    login: 'olena',
    name: 'Олена',
    role: 'administrator',
    office: null,
    passwordHash: 'p',
    totpSecret: 'CANARYTOTP',
  })
  return database
}

/** Everything that is in the tables of a backup. */
async function contents({ db }: Database): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {}
  for (const table of backupTables) {
    const { rows } = await sql<{
      row: unknown
    }>`SELECT to_jsonb(t)::text AS row FROM ${sql.raw(table)} t ORDER BY 1`.execute(db)
    all[table] = rows.map(({ row }) => row)
  }
  return all
}

describe('a backup', () => {
  it('knows every table there is', async () => {
    const { db } = await server.fresh()
    const { rows } = await sql<{ name: string }>`
      SELECT CASE schemaname WHEN 'public' THEN tablename ELSE schemaname || '.' || tablename END AS name
      FROM pg_tables WHERE schemaname IN ('public', 'secret') AND tablename NOT LIKE 'kysely%'`.execute(db)
    expect(rows.map((row) => row.name).sort()).toEqual([...backupTables, ...leftOutTables].sort())
  })

  it('with keys brings everything back into an empty database', async () => {
    const database = await aServerWithData()
    const report = await backUp(database, file('whole'), { withKeys: true, at: 5 })
    expect(report).toMatchObject({ at: 5, keys: true })
    expect(statSync(file('whole')).mode & 0o777).toBe(0o600)
    const other = await server.fresh()
    expect(await restoreBackup(other, file('whole'))).toEqual(report)
    expect(await contents(other)).toEqual(await contents(database))
    const copy = openStores(other).logOf('0001', 'copy')
    expect(await verifyAsyncLog(copy)).toMatchObject({ ok: true, head: { seq: 1200 } })
    expect(await copy.loadSnapshot(1)).toMatchObject({ seq: 1200 })
    await copy.append([{ at: 1, mono: 1, event: { type: 'next' } }])
  })

  it('without keys has no key, no account and no secret in it', async () => {
    const database = await aServerWithData()
    await backUp(database, file('open'), { withKeys: false, at: 5 })
    const text = gunzipSync(readFileSync(file('open'))).toString('utf8')
    for (const secret of [
      canary.toString('hex'),
      canary.toString('base64'),
      canary.toString(),
      'CANARYTOTP',
      'secret.',
    ])
      expect(text).not.toContain(secret)
    const other = await server.fresh()
    await restoreBackup(other, file('open'))
    expect(await openStores(other).secretsOf('0001').load()).toBeNull()
    expect(await openStores(other).officeList.list()).toEqual(['0001'])
  })

  it('is of one moment, while the server goes on', async () => {
    const database = await aServerWithData()
    const copy = openStores(database).logOf('0001', 'copy')
    let going = true
    const writing = (async () => {
      while (going) await copy.append([{ at: 1, mono: 1, event: { type: 'meanwhile' } }])
    })()
    await backUp(database, file('moment'), { withKeys: true, at: 5 })
    going = false
    await writing
    const other = await server.fresh()
    await restoreBackup(other, file('moment'))
    expect(await verifyAsyncLog(openStores(other).logOf('0001', 'copy'))).toMatchObject({ ok: true })
  })

  it('never takes the place of a file, and leaves no half one', async () => {
    const database = await server.fresh()
    writeFileSync(file('kept'), 'mine')
    await expect(backUp(database, file('kept'), { withKeys: true, at: 1 })).rejects.toThrow(/is there already/)
    expect(readFileSync(file('kept'), 'utf8')).toBe('mine')
    await expect(backUp(database, file('no/such'), { withKeys: true, at: 1 })).rejects.toThrow(
      /cannot be written \(ENOENT\)/,
    )
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.part'))).toEqual([])
  })

  it('is not restored into a database that has anything in it', async () => {
    const database = await aServerWithData()
    await backUp(database, file('full'), { withKeys: true, at: 5 })
    const before = await contents(database)
    await expect(restoreBackup(database, file('full'))).rejects.toThrow(/is not empty \(office has rows\)/)
    expect(await contents(database)).toEqual(before)
  })
})

describe('a file that is no whole backup is refused, and nothing is restored:', () => {
  async function expectRefused(name: string, message: RegExp): Promise<void> {
    const empty = await server.fresh()
    await expect(restoreBackup(empty, file(name))).rejects.toMatchObject({
      name: 'BackupError',
      message: expect.stringMatching(message),
    })
    expect(Object.values(await contents(empty)).flat()).toEqual([])
  }
  async function aBackup(name: string): Promise<Buffer> {
    await backUp(await aServerWithData(), file(name), { withKeys: true, at: 5 })
    return readFileSync(file(name))
  }
  const rewritten = (bytes: Buffer, change: (text: string) => string) =>
    gzipSync(change(gunzipSync(bytes).toString('utf8')))

  it('one that is cut off', async () => {
    const bytes = await aBackup('a')
    writeFileSync(file('cut'), bytes.subarray(0, bytes.length / 2))
    await expectRefused('cut', /is damaged/)
    writeFileSync(
      file('cut-lines'),
      rewritten(bytes, (text) => text.slice(0, text.lastIndexOf('{"lines"'))),
    )
    await expectRefused('cut-lines', /is cut off/)
  })

  it('one with a turned bit, or a line less', async () => {
    const bytes = await aBackup('b')
    const bent = Buffer.from(bytes)
    bent.writeUInt8(bent.readUInt8(bent.length >> 1) ^ 4, bent.length >> 1)
    writeFileSync(file('bent'), bent)
    await expectRefused('bent', /is damaged|is no backup|is cut off/)
    writeFileSync(
      file('less'),
      rewritten(bytes, (text) => text.split('\n').toSpliced(9, 1).join('\n')),
    )
    await expectRefused('less', /is damaged/)
  })

  it('another file, and none', async () => {
    writeFileSync(file('text'), 'hello')
    await expectRefused('text', /is damaged/)
    writeFileSync(file('zipped'), gzipSync('hello\nworld\n'))
    await expectRefused('zipped', /is no backup/)
    await expectRefused('missing', /cannot be read \(ENOENT\)/)
  })

  it('one whose log somebody has changed, with the right sum', async () => {
    const database = await aServerWithData()
    const client = await database.pool.connect()
    await client.query("SET session_replication_role = 'replica'")
    await client.query("UPDATE log_record SET at = 0 WHERE office = '0001' AND kind = 'copy' AND seq = 700")
    await client.query("SET session_replication_role = 'origin'")
    client.release()
    await backUp(database, file('changed'), { withKeys: true, at: 5 })
    await expectRefused('changed', /record 700 of the log copy of office 0001 does not fit/)
  })

  it('one whose rows cannot be, with the right sum', async () => {
    const [header = ''] = gunzipSync(await aBackup('d'))
      .toString('utf8')
      .split('\n')
    const cases = {
      'no-json': ['{"table":"office"}', ' {nope'],
      'no-record': ['{"table":"log_record"}', ' {"office":1}'],
      'no-code': ['{"table":"office"}', ' {"code":null}'],
      'no-table': [' {"code":"0001"}'],
    }
    for (const [name, rows] of Object.entries(cases)) {
      const text = [header, ...rows, ''].join('\n')
      const end = { lines: rows.length + 1, sha256: createHash('sha256').update(text).digest('hex') }
      writeFileSync(file(name), gzipSync(`${text}${JSON.stringify(end)}\n`))
      await expectRefused(name, /has rows that cannot be/)
    }
  })

  it('a small file that would unfold to one that fills the memory', async () => {
    writeFileSync(file('bomb'), gzipSync(Buffer.alloc(129 * 1024 * 1024, 'a'), { level: 1 }))
    await expectRefused('bomb', /is damaged/)
  })

  it('one of other tables', async () => {
    const bytes = await aBackup('c')
    const text = gunzipSync(bytes).toString('utf8').split('\n').slice(0, -2).join('\n')
    const other = `${text.replace(/"schema":"[^"]*"/, '"schema":"9999-newer"')}\n`
    const end = { lines: other.split('\n').length - 1, sha256: createHash('sha256').update(other).digest('hex') }
    writeFileSync(file('newer'), gzipSync(`${other}${JSON.stringify(end)}\n`))
    await expectRefused('newer', /was made of tables 9999-newer/)
  })
})
