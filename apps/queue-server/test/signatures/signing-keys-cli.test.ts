import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openSignatures } from '../../src/signatures/signatures.ts'
import { openDatabase } from '../../src/store/database.ts'
import { openStores } from '../../src/store/stores.ts'
import { quiet, withDatabase } from '../support/database.ts'

const server = withDatabase()
const cli = fileURLToPath(new URL('../../src/cli.ts', import.meta.url))

function run(url: string, ...args: string[]): Promise<{ code: number; out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env: { ...process.env, DATABASE_URL: url } }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

it('an administrator lists the public keys of an office and revokes one; the journal tells', async () => {
  const url = await server.freshUrl()
  const database = await openDatabase({ url, dataDir: '/nowhere', log: quiet })
  const stores = openStores(database)
  await stores.officeList.add('8036', 1)
  const { open, sign } = openSignatures(database.db, () => 1_000)
  const olena = { office: '8036', login: 'olena' }
  const made = await open(olena, 'пароль Олени 1')
  if (!made.ok) throw new Error(made.code)
  const { publicKey } = made

  expect(JSON.parse((await run(url, 'signing-keys', '8036')).out)).toEqual([
    { ...olena, publicKey, madeAt: 1_000, revokedAt: null },
  ])
  const revoked = await run(url, 'signing-keys', '8036', '--revoke', 'olena')
  expect(revoked.code).toBe(0)
  expect(JSON.parse(revoked.out)).toEqual([{ ...olena, publicKey, madeAt: 1_000, revokedAt: expect.any(Number) }])
  const record = { document: 'a'.repeat(64) } as Parameters<typeof sign>[2]
  expect(await sign(olena, 'пароль Олени 1', record)).toMatchObject({ ok: false, code: 'no-signing-key' })
  const entries = await stores.journal.list({ limit: 10 })
  expect(entries).toMatchObject([
    { who: 'cli', office: '8036', action: 'signing-key-revoked', detail: { login: 'olena' } },
  ])

  expect(await run(url, 'signing-keys', '8036', '--revoke', 'olena')).toMatchObject({ code: 2, out: '' })
  expect((await run(url, 'signing-keys', '9999')).err).toBe('There is no office "9999"; there is 8036.\n')
  expect(await run(url, 'signing-keys')).toMatchObject({ code: 2, err: expect.stringMatching(/^Give OFFICE/) })
  expect(await run(url, 'signing-keys', '8036', '--revoke', '')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^Give --revoke LOGIN/),
  })
  await database.close()
})
