import { randomBytes } from 'node:crypto'
import { beforeEach, expect, it } from 'vitest'
import type { StaffKeyStore, StoredKey } from '../../src/signatures/key-store.ts'

const rule = { tries: 3, lockMs: 60_000 }
const olena = { office: '8036', login: 'olena' }
const key = (): StoredKey => ({ publicKey: randomBytes(32), salt: randomBytes(16), box: randomBytes(80) })

/** What every store of keys does. */
export function keyStoreContract(open: () => Promise<StaffKeyStore> | StaffKeyStore): void {
  let store: StaffKeyStore
  beforeEach(async () => {
    store = await open()
  })

  it('keeps one key per person, and tells people of two offices apart', async () => {
    const [mine, theirs] = [key(), key()]
    expect(await store.find(olena)).toBeNull()
    expect(await store.add(olena, mine, 1)).toBe(true)
    expect(await store.add(olena, key(), 2)).toBe(false)
    expect(await store.add({ ...olena, office: '9001' }, theirs, 3)).toBe(true)
    expect(await store.find(olena)).toEqual(mine)
    expect(await store.find({ ...olena, office: '9001' })).toEqual(theirs)
  })

  it('S66 lets no more tries pass than the rule has, also of those made at the same time', async () => {
    await store.add(olena, key(), 1)
    const answers = await Promise.all(Array.from({ length: 10 }, () => store.charge(olena, 1000, rule)))
    expect(answers.filter(({ state }) => state === 'may-try')).toHaveLength(3)
    expect(await store.charge(olena, 60_999, rule)).toEqual({ state: 'locked', until: 61_000 })
  })

  it('begins to count anew when the lock is over', async () => {
    await store.add(olena, key(), 1)
    for (let i = 0; i < 3; i++) await store.charge(olena, 1000, rule)
    for (let i = 0; i < 3; i++) expect(await store.charge(olena, 61_000, rule)).toMatchObject({ state: 'may-try' })
    expect(await store.charge(olena, 61_001, rule)).toMatchObject({ state: 'locked' })
  })

  it('forgets the tries when the password was right, of that key only', async () => {
    const mine = key()
    await store.add(olena, mine, 1)
    for (let i = 0; i < 3; i++) await store.charge(olena, 1000, rule)
    await store.absolve(olena, randomBytes(32))
    expect(await store.charge(olena, 1001, rule)).toMatchObject({ state: 'locked' })
    await store.absolve(olena, mine.publicKey)
    expect(await store.charge(olena, 1002, rule)).toEqual({ state: 'may-try', key: mine })
  })

  it('puts a key under another password without changing the key', async () => {
    const mine = key()
    const { salt, box } = key()
    await store.add(olena, mine, 1)
    await store.absolve(olena, mine.publicKey, { salt, box })
    expect(await store.find(olena)).toEqual({ publicKey: mine.publicKey, salt, box })
  })

  it('S67 erases a revoked key and goes on knowing its public half', async () => {
    const [first, second] = [key(), key()]
    expect(await store.revoke(olena, 5)).toBe(false)
    await store.add(olena, first, 10)
    expect(await store.revoke(olena, 20)).toBe(true)
    expect(await store.find(olena)).toBeNull()
    expect(await store.charge(olena, 21, rule)).toEqual({ state: 'none' })
    await store.add(olena, second, 30)
    expect(await store.known('8036')).toEqual([
      { ...olena, publicKey: first.publicKey.toString('base64'), madeAt: 10, revokedAt: 20 },
      { ...olena, publicKey: second.publicKey.toString('base64'), madeAt: 30, revokedAt: null },
    ])
    expect(await store.known('9001')).toEqual([])
  })
}
