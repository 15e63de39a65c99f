import { describe, expect, it } from 'vitest'
import { openKeyStore } from '../../src/signatures/key-store.ts'
import { memoryKeyStore } from '../../src/signatures/memory-key-store.ts'
import { openSignatures } from '../../src/signatures/signatures.ts'
import { withDatabase } from '../support/database.ts'
import { keyStoreContract } from './key-store-contract.ts'

const server = withDatabase()

describe('keys in memory', () => {
  keyStoreContract(() => memoryKeyStore())
})
describe('keys in PostgreSQL', () => {
  keyStoreContract(async () => openKeyStore((await server.fresh()).db))
})

describe('the signatures of a server', () => {
  it('make, open and lock a key, and no private key and no password is anywhere in the database', async () => {
    const { db, pool } = await server.fresh()
    let now = 1_000
    const { open, sign, keys } = openSignatures(db, () => now)
    const who = { office: '8036', login: 'yaroslav' }
    const password = 'дуже довгий пароль'
    expect(await open(who, password)).toMatchObject({ ok: true, made: true })
    expect(await open(who, password)).toMatchObject({ ok: true, made: false })
    const record = {
      case: '8036-003-100001',
      stage: 'decision',
      visit: 1,
      outcome: 'issue',
      document: 'a'.repeat(64),
      signer: { login: 'yaroslav', name: 'Ярослав Ґудзь', title: 'Начальник', role: 'decision-maker', office: '8036' },
      at: '2026-11-20T14:05:11Z',
    } as const
    expect(await sign(who, password, record)).toMatchObject({ ok: true, record: { ...record, algorithm: 'ed25519' } })
    for (let i = 0; i < 5; i++)
      expect(await sign(who, `${password}!`, record)).toMatchObject({ code: 'wrong-password' })
    expect(await sign(who, password, record)).toMatchObject({ ok: false, code: 'locked' })
    now += 15 * 60_000
    expect(await sign(who, password, record)).toMatchObject({ ok: true })
    expect(await keys.known('8036')).toHaveLength(1)
    const { rows } = await pool.query<{ row: string }>(
      'SELECT row_to_json(k)::text AS row FROM secret.staff_key k UNION ALL SELECT row_to_json(s)::text FROM signing_key s',
    )
    expect(rows).toHaveLength(2)
    for (const { row } of rows) {
      expect(row).not.toContain(password)
      // what every PKCS #8 of an Ed25519 key begins with
      expect(row).not.toContain('302e020100300506032b6570')
    }
  })
})
