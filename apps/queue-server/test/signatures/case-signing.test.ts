import { noScanner } from '@cherha/case-vault'
import { cardSchema } from '@cherha/shared/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type OpenCases, openCases } from '../../src/cases/open-cases.ts'
import { CardShelf } from '../../src/cases/store/card-shelf.ts'
import { verifyRecord } from '../../src/signatures/index.ts'
import { openSignatures, type Signatures } from '../../src/signatures/signatures.ts'
import { permitInput } from '../cases/support/permit-card.ts'
import { theOffice } from '../cases/support/people.ts'
import {
  act,
  anna,
  assign,
  aTakenCase,
  aWorld,
  clerk,
  consider,
  dayMs,
  done,
  head,
  monday,
  type World,
} from '../cases/support/world.ts'
import { aDataFolder, withDatabase } from '../support/database.ts'

const server = withDatabase()
const folder = aDataFolder()
const deputy = { office: '8036', login: 'deputy' }
const [password, deputys] = ['пароль начальника 1', 'пароль заступника 2']
let world: World
let signatures: Signatures

/** The permit, decided by two. */
const twoDecide = cardSchema.parse(signedByTwo())

function signedByTwo() {
  const card = permitInput()
  const stages = card.stages.map((stage) => ({
    ...stage,
    outcomes: stage.outcomes.map((outcome) => ({
      ...outcome,
      ...(outcome.signers === undefined ? {} : { signers: outcome.signers.map((signer) => ({ ...signer, count: 2 })) }),
    })),
  }))
  return { ...card, version: 2, stages }
}

beforeAll(async () => {
  const database = await server.fresh()
  await new CardShelf(database.db).add(twoDecide, 'test', monday)
  const made = await aWorld(database, folder.path)
  const office = theOffice()
  const boss = office.staff.find(({ login }) => login === 'head')
  if (boss === undefined) throw new Error('the office has no head')
  made.offices.set('8036', { ...office, staff: [...office.staff, { ...boss, login: 'deputy', name: 'Ярослав Ґудзь' }] })
  signatures = openSignatures(database.db, () => made.clock.now())
  const cases: OpenCases = await openCases({
    database,
    clock: made.clock,
    calendar: made.stores.calendar,
    journal: made.stores.journal,
    office: (code) => made.offices.get(code) ?? null,
    vault: made.vault,
    scanner: noScanner,
    sign: signatures.sign,
    checkFee: async () => 'confirmed',
    enqueue: async () => {},
    report: (message) => void made.reports.push(message),
  })
  world = { ...made, cases }
  await signatures.open(head, password)
  await signatures.open(deputy, deputys)
})
afterAll(() => folder.remove())

const grant = (given: string | null, action: 'complete' | 'sign' = 'complete') => ({
  action,
  stage: 'decision',
  outcome: 'granted',
  data: given === null ? {} : { password: given },
})

async function toDecide(card?: typeof twoDecide): Promise<string> {
  const id = await aTakenCase(world, card === undefined ? {} : { card })
  await done(world, head, id, assign('anna'))
  await done(world, anna, id, consider)
  return id
}

const rowsOf = async (id: string) =>
  (await world.database.pool.query('SELECT seq, hash FROM case_record WHERE case_id = $1 ORDER BY seq', [id])).rows

describe('a decision signed with the keys of the staff', () => {
  it('S65 has a record that holds for the paper in the case, by a key the head is known by', async () => {
    const id = await toDecide()
    await done(world, head, id, grant(password))
    const { signatures: records, papers } = await world.cases.view(clerk, id)
    expect(records).toHaveLength(1)
    expect(records[0]).toMatchObject({ case: id, stage: 'decision', outcome: 'granted', algorithm: 'ed25519' })
    expect(records[0]?.signer).toMatchObject({
      login: 'head',
      name: 'Ірина Дорош',
      role: 'decision-maker',
      office: '8036',
    })
    expect(papers.map(({ paper, hash }) => [paper, hash])).toEqual([['decision', records[0]?.document]])
    const { bytes, type } = await world.cases.file(clerk, id, records[0]?.document ?? '')
    expect(type).toBe('application/pdf')
    const known = await signatures.keys.known('8036')
    expect(verifyRecord(records[0], bytes, known)).toMatchObject({ ok: true, key: 'known' })
    const changed = Uint8Array.from(bytes)
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
    expect(verifyRecord(records[0], changed, known)).toMatchObject({ ok: false, code: 'other-document' })
  })

  it('S68 by two is one paper with two records, though the second signs on another day', async () => {
    const id = await toDecide(twoDecide)
    await done(world, head, id, grant(password, 'sign'))
    await world.clock.advance(dayMs)
    await done(world, deputy, id, grant(deputys))
    const { signatures: records, papers, status } = await world.cases.view(clerk, id)
    expect(records.map(({ signer }) => signer.login)).toEqual(['head', 'deputy'])
    expect(new Set(records.map(({ document }) => document)).size).toBe(1)
    expect(papers).toHaveLength(1)
    expect(status).toBe('open')
    const { bytes } = await world.cases.file(clerk, id, papers[0]?.hash ?? '')
    for (const record of records)
      expect(verifyRecord(record, bytes, await signatures.keys.known('8036'))).toMatchObject({ ok: true })
  })

  it('by two is not complete with one, and nobody signs twice', async () => {
    const id = await toDecide(twoDecide)
    expect(await act(world, head, id, grant(password))).toMatchObject({
      ok: false,
      refusal: { code: 'signature-missing' },
    })
    await done(world, head, id, grant(password, 'sign'))
    expect(await act(world, head, id, grant(password, 'sign'))).toMatchObject({ ok: false })
    expect(await act(world, head, id, grant(password))).toMatchObject({ ok: false })
    expect((await world.cases.view(clerk, id)).signatures).toHaveLength(1)
  })

  it('S68 is refused with a wrong password, with none and without a key, and nothing is changed', async () => {
    const id = await toDecide(twoDecide)
    const before = await rowsOf(id)
    expect(await act(world, head, id, grant('хибний пароль'))).toMatchObject({ ok: false })
    expect(await act(world, head, id, grant('хибний пароль', 'sign'))).toMatchObject({
      refusal: { code: 'wrong-password' },
    })
    expect(await act(world, head, id, grant(null, 'sign'))).toMatchObject({ refusal: { code: 'password-missing' } })
    await signatures.keys.revoke(deputy)
    expect(await act(world, deputy, id, grant(deputys, 'sign'))).toMatchObject({ refusal: { code: 'no-signing-key' } })
    await signatures.open(deputy, deputys)
    expect(await rowsOf(id)).toEqual(before)
    expect((await world.cases.view(clerk, id)).papers).toEqual([])
    expect(world.reports).toEqual([])
  })

  it('S68 is not signed at all where the rules refuse: the key is not even tried', async () => {
    const id = await aTakenCase(world)
    for (let i = 0; i < 6; i++) {
      const answer = await act(world, head, id, grant('хибний пароль'))
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'stage-not-open' } })
    }
    expect(await signatures.open(head, password)).toMatchObject({ ok: true, made: false })
  })
})
