import { randomUUID } from 'node:crypto'
import { noScanner } from '@cherha/case-vault'
import { afterAll, describe, expect, it } from 'vitest'
import { type OpenCases, openCases } from '../../src/cases/open-cases.ts'
import type { Outside } from '../../src/connectors/outside.ts'
import {
  aNumber,
  anna,
  assign,
  aWorld,
  clerk,
  consider,
  done,
  handoverOf,
  head,
  versionOf,
  type World,
} from '../cases/support/world.ts'
import { aDataFolder } from '../support/database.ts'
import { until, withOutside } from './support.ts'

const { of } = withOutside()
const folder = aDataFolder()
afterAll(() => folder.remove())
let made: World | null = null

/** Real cases and real connectors, over one database, as a server has them. */
async function aServer(): Promise<{ world: World; cases: OpenCases; outside: Outside }> {
  const world = made ?? (await aWorld(of.database, folder.path))
  made = world
  const outside = await of.start({ cases: undefined })
  const cases = await openCases({
    database: of.database,
    clock: world.clock,
    calendar: world.stores.calendar,
    journal: world.stores.journal,
    office: (code) => world.offices.get(code) ?? null,
    vault: world.vault,
    scanner: noScanner,
    sign: async () => ({ ok: false, code: 'no-signing-key', message: { uk: 'Немає ключа', en: 'No key' } }),
    checkFee: (code) => outside.feeCheck(code),
    enqueue: (session, jobs) => outside.enqueue(session, jobs),
    report: (message) => void world.reports.push(message),
  })
  await outside.rebuild(() => cases.outsideJobs())
  outside.serve(cases)
  return { world: { ...world, cases }, cases, outside }
}

async function stageOf(cases: OpenCases, id: string, stage: string): Promise<string | undefined> {
  return (await cases.view(clerk, id)).path.find(({ key }) => key === stage)?.status
}

async function taken(cases: OpenCases): Promise<string> {
  const id = aNumber()
  expect(await cases.take('8036', handoverOf({ id }))).toMatchObject({ state: 'taken' })
  return id
}

describe('a case and the outside systems', () => {
  it('the Register confirms an intake that was handed over, and the case goes on', async () => {
    const { cases, outside } = await aServer()
    const id = await taken(cases)
    await until(async () => (await stageOf(cases, id, 'request')) === 'done')
    expect(await stageOf(cases, id, 'distribution')).toBe('open')
    await of.idle(outside)
    expect(of.simulator.received('register')).toHaveLength(1)
    expect(of.simulator.received('register')[0]).toMatchObject({ issue: id, user: 'office-8036' })
  })

  it('an inquiry of an officer is answered by the system it goes to', async () => {
    const { world, cases } = await aServer()
    const id = await taken(cases)
    await until(async () => (await stageOf(cases, id, 'distribution')) === 'open')
    await done(world, head, id, assign('anna'))
    const inquiry = randomUUID()
    const data = { inquiry: 'border', id: inquiry }
    await done(world, anna, id, { action: 'send-inquiry', stage: 'consideration', data })
    await until(async () => (await cases.view(anna, id)).inquiries[0]?.status === 'answered')
    expect((await cases.view(anna, id)).inquiries[0]).toMatchObject({ id: inquiry, result: 'confirmed' })
    await done(world, anna, id, consider)
  })

  it('waits for a Register that is dead, and so says the task; the payment check works meanwhile', async () => {
    const { cases, outside } = await aServer()
    await of.simulator.order({ system: 'register', fault: 'dead' })
    const id = await taken(cases)
    await until(async () => (await of.stateOf(outside, 'register')).state === 'waiting')
    expect(await stageOf(cases, id, 'request')).toBe('awaiting')
    expect(await outside.feeCheck('R-0001')).toBe('confirmed')
    await of.simulator.order({ system: 'register', fault: 'none' })
    await until(async () => (await stageOf(cases, id, 'request')) === 'done')
  })

  it('work of a queue that was lost is made anew, and what is done already is not', async () => {
    const first = await aServer()
    const settled = await taken(first.cases)
    await until(async () => (await stageOf(first.cases, settled, 'request')) === 'done')
    await of.idle(first.outside)
    await of.simulator.order({ system: 'register', fault: 'dead' })
    const open = await taken(first.cases)
    await first.outside.close()
    await of.database.pool.query('DROP SCHEMA pgboss CASCADE')
    await of.simulator.order({ system: 'register', fault: 'none' })
    const before = await versionOf(first.world, settled)

    const second = await aServer()
    await until(async () => (await stageOf(second.cases, open, 'request')) === 'done')
    await of.idle(second.outside)
    const sent = of.simulator.received('register').filter(({ method }) => method === 'POST')
    expect(sent.map(({ issue }) => issue)).toEqual([settled, open])
    expect(await versionOf(second.world, settled)).toBe(before)
  })

  it('an answer that comes after its case was erased falls on nobody', async () => {
    const { cases, outside } = await aServer()
    await of.simulator.order({ system: 'register', fault: 'dead' })
    const id = await taken(cases)
    await of.database.pool.query('DELETE FROM secret.case_key WHERE case_id = $1', [id])
    await outside.close()
    const again = await aServer()
    await of.simulator.order({ system: 'register', fault: 'none' })
    await of.idle(again.outside)
    expect(of.simulator.received('register').filter(({ issue }) => issue === id)).toEqual([])
  })
})
