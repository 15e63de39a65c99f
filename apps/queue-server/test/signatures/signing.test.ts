import { createHash, generateKeyPairSync, sign as signWith } from 'node:crypto'
import type { SignatureRecord } from '@cherha/shared/workflow'
import { describe, expect, test } from 'vitest'
import { memoryKeyStore } from '../../src/signatures/memory-key-store.ts'
import type { SignaturePort } from '../../src/signatures/port.ts'
import { type RecordToSign, signedBytes, signRecord, verifyRecord } from '../../src/signatures/record.ts'
import { openKey, sealKey, type Strength } from '../../src/signatures/sealed-key.ts'
import { StaffKeys } from '../../src/signatures/staff-keys.ts'

const weak: Strength = { logN: 4, r: 8, p: 1 }
const who = { office: '8036', login: 'yaroslav' }
const password = 'ґанок і їжак 7'
const paper = new TextEncoder().encode('%PDF-1.7 рішення')
const toSign: RecordToSign = {
  case: '8036-003-100001',
  stage: 'decision',
  visit: 1,
  outcome: 'issue',
  document: createHash('sha256').update(paper).digest('hex'),
  signer: { login: 'yaroslav', name: 'Ярослав Ґудзь', title: 'Начальник', role: 'decision-maker', office: '8036' },
  at: '2026-11-20T14:05:11Z',
}

function someKeys(start = 0) {
  const clock = { now: start }
  const keys = new StaffKeys({ store: memoryKeyStore(), now: () => clock.now, strength: weak })
  return { keys, clock }
}

async function aRecord(keys = someKeys().keys): Promise<SignatureRecord> {
  await keys.create(who, password)
  const signed = await signRecord(keys, who, password, toSign)
  if (!signed.ok) throw new Error(signed.code)
  return signed.record
}

describe('a record', () => {
  test('S65 holds for the paper that was signed, without asking anybody', async () => {
    const record = await aRecord()
    expect(verifyRecord(record, paper)).toEqual({ ok: true, record, key: 'unknown' })
    expect(verifyRecord(JSON.parse(JSON.stringify(record)), paper)).toMatchObject({ ok: true })
  })

  test('S65 does not hold for another paper, not by a single bit', async () => {
    const record = await aRecord()
    for (const [at, byte] of paper.entries()) {
      const changed = paper.slice()
      changed[at] = byte ^ 1
      expect(verifyRecord(record, changed)).toMatchObject({ ok: false, code: 'other-document' })
    }
    expect(verifyRecord(record, new Uint8Array())).toMatchObject({ ok: false, code: 'other-document' })
  })

  const others: Readonly<Record<string, unknown>> = {
    case: '8036-003-100002',
    stage: 'identification',
    visit: 2,
    outcome: 'refused',
    at: '2026-11-20T14:05:12Z',
    publicKey: Buffer.alloc(32, 7).toString('base64'),
    signature: Buffer.alloc(64, 7).toString('base64'),
    'signer.login': 'olena',
    'signer.name': 'Олена Ткачук',
    'signer.title': 'Заступник начальника',
    'signer.role': 'officer',
    'signer.office': '9001',
  }

  test.each(Object.entries(others))('S65 does not hold with another %s', async (path, value) => {
    const record = await aRecord()
    const [field = '', inner] = path.split('.')
    const changed =
      inner === undefined ? { ...record, [field]: value } : { ...record, signer: { ...record.signer, [inner]: value } }
    expect(verifyRecord(changed, paper)).toMatchObject({ ok: false, code: 'wrong-signature' })
  })

  test('has every field in that list, but the document and the algorithm, which are told apart', async () => {
    const record = await aRecord()
    const fields = Object.entries(record).flatMap(([key, value]) =>
      typeof value === 'object' ? Object.keys(value).map((inner) => `${key}.${inner}`) : [key],
    )
    expect(fields.sort()).toEqual([...Object.keys(others), 'document', 'algorithm'].sort())
    const document = 'b'.repeat(64)
    expect(verifyRecord({ ...record, document }, paper)).toMatchObject({ code: 'other-document' })
    expect(verifyRecord({ ...record, algorithm: 'dstu-4145' }, paper)).toMatchObject({ code: 'unsupported-algorithm' })
  })

  test('with a field too many, too few or of another kind is no record', async () => {
    const record = await aRecord()
    const { at: _gone, ...short } = record
    for (const odd of [
      { ...record, more: 1 },
      short,
      { ...record, visit: '1' },
      null,
      [],
      'x',
      { ...record, signature: 'ы' },
    ])
      expect(verifyRecord(odd, paper)).toEqual({ ok: false, code: 'not-a-record', record: null })
  })

  test('has one spelling of its signature', async () => {
    const record = await aRecord()
    // the last letter before the padding has four bits that mean nothing
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
    const last = record.signature.at(-3) ?? ''
    const twin = letters[letters.indexOf(last) ^ 1] ?? ''
    const signature = `${record.signature.slice(0, -3)}${twin}==`
    expect(Buffer.from(signature, 'base64')).toEqual(Buffer.from(record.signature, 'base64'))
    expect(verifyRecord({ ...record, signature }, paper)).toMatchObject({ code: 'wrong-signature' })
  })

  test('can be checked with any program that knows Ed25519: the bytes are its canonical JSON', async () => {
    const record = await aRecord()
    const text = Buffer.from(signedBytes(record)).toString('utf8')
    expect(text.startsWith('{"algorithm":"ed25519","at":"2026-11-20T14:05:11Z","case":"8036-003-100001"')).toBe(true)
    expect(text).not.toContain('signature')
    expect(Object.keys(JSON.parse(text) as object)).toEqual(Object.keys(JSON.parse(text) as object).sort())
  })
})

describe('the key of a record', () => {
  test('S65 has to be one the signer is known by, where the keys are known', async () => {
    const { keys } = someKeys()
    const record = await aRecord(keys)
    const known = await keys.known('8036')
    expect(verifyRecord(record, paper, known)).toMatchObject({ ok: true, key: 'known' })
    expect(verifyRecord(record, paper, [])).toMatchObject({ ok: false, code: 'other-key' })
    expect(
      verifyRecord(
        record,
        paper,
        known.map((key) => ({ ...key, login: 'olena' })),
      ),
    ).toMatchObject({ code: 'other-key' })
  })

  test('signed by somebody else under the signer’s name it is another key', async () => {
    const { keys } = someKeys()
    await aRecord(keys)
    const pair = generateKeyPairSync('ed25519')
    const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(12).toString('base64')
    const forged = { ...toSign, algorithm: 'ed25519' as const, publicKey }
    const signature = signWith(null, signedBytes(forged), pair.privateKey).toString('base64')
    expect(verifyRecord({ ...forged, signature }, paper)).toMatchObject({ ok: true, key: 'unknown' })
    expect(verifyRecord({ ...forged, signature }, paper, await keys.known('8036'))).toMatchObject({ code: 'other-key' })
  })

  test('S67 revoked, goes on to prove what was signed before, and nothing after', async () => {
    const { keys, clock } = someKeys(Date.parse('2026-01-01T00:00:00Z'))
    const record = await aRecord(keys)
    clock.now = Date.parse('2026-11-21T00:00:00Z')
    expect(await keys.revoke(who)).toBe(true)
    expect(verifyRecord(record, paper, await keys.known('8036'))).toMatchObject({ ok: true })
    clock.now = Date.parse('2026-11-20T14:05:11Z')
    await keys.create(who, password)
    await keys.revoke(who)
    const [, second] = await keys.known('8036')
    const late = { ...second, publicKey: record.publicKey, office: '8036', login: 'yaroslav' }
    expect(verifyRecord(record, paper, [late])).toMatchObject({ ok: false, code: 'key-revoked' })
  })

  test('of another algorithm is a matter of its adapter', async () => {
    const record: SignatureRecord = { ...(await aRecord()), algorithm: 'dstu-4145' }
    const adapter: Pick<SignaturePort, 'verify'> = {
      verify: (key, bytes) => key.algorithm === 'dstu-4145' && bytes.length > 0,
    }
    expect(verifyRecord(record, paper, undefined, [adapter])).toMatchObject({ ok: true })
    expect(verifyRecord(record, paper, undefined, [someKeys().keys])).toMatchObject({ code: 'wrong-signature' })
  })
})

describe('a signing key', () => {
  test('S66 is made by its holder once, and signs with the password only', async () => {
    const { keys } = someKeys()
    expect(await signRecord(keys, who, password, toSign)).toMatchObject({ ok: false, code: 'no-signing-key' })
    const made = await keys.create(who, password)
    expect(made).toMatchObject({ ok: true, made: true })
    expect(await keys.create(who, 'інший пароль 12')).toMatchObject({ ok: false, code: 'wrong-password' })
    const refused = await signRecord(keys, who, 'інший пароль 12', toSign)
    expect(refused).toMatchObject({
      ok: false,
      code: 'wrong-password',
      message: { uk: expect.stringContaining('Пароль') },
    })
    expect(await keys.create(who, password)).toMatchObject({
      ok: true,
      made: false,
      ...(made.ok ? { publicKey: made.publicKey } : {}),
    })
  })

  test('made twice at the same time is one key', async () => {
    const { keys } = someKeys()
    const both = await Promise.all([keys.create(who, password), keys.create(who, password)])
    expect(new Set(both.map((key) => (key.ok ? key.publicKey : key.code))).size).toBe(1)
    expect(both.filter((key) => key.ok && key.made)).toHaveLength(1)
  })

  test('S66 is locked for a quarter of an hour after five wrong passwords, also for the right one', async () => {
    const { keys, clock } = someKeys(1000)
    await keys.create(who, password)
    for (let i = 0; i < 5; i++)
      expect(await signRecord(keys, who, `хибний пароль ${i}`, toSign)).toMatchObject({ code: 'wrong-password' })
    expect(await signRecord(keys, who, password, toSign)).toMatchObject({ ok: false, code: 'locked' })
    expect(await keys.create(who, password)).toMatchObject({ ok: false, code: 'locked', retryAfter: 900 })
    clock.now += 15 * 60_000 - 1
    expect(await keys.create(who, password)).toMatchObject({ code: 'locked', retryAfter: 1 })
    clock.now += 1
    expect(await signRecord(keys, who, password, toSign)).toMatchObject({ ok: true })
  })

  test('forgets wrong tries when the password was right', async () => {
    const { keys } = someKeys()
    await keys.create(who, password)
    for (let round = 0; round < 3; round++) {
      for (let i = 0; i < 4; i++) await keys.create(who, 'хибний пароль')
      expect(await keys.create(who, password)).toMatchObject({ ok: true })
    }
  })

  test('S66 under another password stays the same key, and the old password opens it no more', async () => {
    const { keys } = someKeys()
    const before = await aRecord(keys)
    expect(await keys.create(who, password, 'новий пароль 22')).toMatchObject({ ok: true, made: false })
    expect(await signRecord(keys, who, password, toSign)).toMatchObject({ code: 'wrong-password' })
    const after = await signRecord(keys, who, 'новий пароль 22', toSign)
    // Ed25519 has no chance in it: the same key and the same words give the same signature
    expect(after).toEqual({ ok: true, record: before })
  })

  test('is not put under another password by whoever does not know the old one', async () => {
    const { keys } = someKeys()
    await keys.create(who, password)
    expect(await keys.create(who, 'хибний пароль', 'новий пароль 22')).toMatchObject({ code: 'wrong-password' })
    expect(await keys.create(who, password)).toMatchObject({ ok: true })
  })

  test('S66 needs a password of ten characters, counted as people count them', async () => {
    const { keys } = someKeys()
    await expect(keys.create(who, 'дев’ять зн')).resolves.toMatchObject({ ok: true })
    await expect(keys.create({ ...who, login: 'olena' }, '😀😀😀😀😀😀😀😀😀')).rejects.toThrow(RangeError)
    await expect(keys.create(who, 'дев’ять зн', 'коротк')).rejects.toThrow('at least 10')
    expect(await keys.known('8036')).toHaveLength(1)
  })

  test('S67 revoked, signs no more; its holder makes another', async () => {
    const { keys } = someKeys()
    const first = await aRecord(keys)
    await keys.revoke(who)
    expect(await signRecord(keys, who, password, toSign)).toMatchObject({ code: 'no-signing-key' })
    expect(await aRecord(keys)).not.toEqual(first)
  })
})

describe('a sealed key', () => {
  const key = Buffer.from('private key of somebody')

  test('opens with its password, however its letters were composed, and for its holder only', async () => {
    const sealed = await sealKey(key, 'їжак пароль', who, weak)
    expect(await openKey(sealed, 'їжак пароль', who)).toEqual(key)
    expect(await openKey(sealed, 'ї'.normalize('NFD') + 'жак пароль', who)).toEqual(key)
    expect(await openKey(sealed, 'їжак паролЬ', who)).toBeNull()
    expect(await openKey(sealed, 'їжак пароль', { ...who, login: 'olena' })).toBeNull()
    expect(await openKey(sealed, 'їжак пароль', { ...who, office: '9001' })).toBeNull()
  })

  test('with any byte changed does not open', async () => {
    const sealed = await sealKey(key, password, who, weak)
    // the bytes of the strength are left out: they are only how long it takes
    for (const at of [0, ...sealed.box.keys()].filter((place) => place === 0 || place > 3)) {
      const box = Buffer.from(sealed.box)
      box[at] = (box[at] ?? 0) ^ 1
      expect(await openKey({ salt: sealed.salt, box }, password, who)).toBeNull()
    }
    expect(await openKey({ salt: Buffer.alloc(16), box: sealed.box }, password, who)).toBeNull()
    expect(await openKey({ salt: sealed.salt, box: sealed.box.subarray(0, 20) }, password, who)).toBeNull()
  })

  test('that asks for more memory than any of ours is not tried', async () => {
    const sealed = await sealKey(key, password, who, weak)
    const box = Buffer.from(sealed.box)
    box[1] = 30
    expect(await openKey({ salt: sealed.salt, box }, password, who)).toBeNull()
  })

  test('is never the same twice', async () => {
    const [one, two] = await Promise.all([sealKey(key, password, who, weak), sealKey(key, password, who, weak)])
    expect(one.box.equals(two.box)).toBe(false)
  })
})
