import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseNotFound } from '../../src/cases/cases.ts'
import { aDataFolder, withDatabase } from '../support/database.ts'
import {
  act,
  anna,
  assign,
  aTakenCase,
  aWorld,
  clerk,
  consider,
  decidedCase,
  done,
  grant,
  head,
  password,
  receiver,
  versionOf,
  type World,
} from './support/world.ts'
import { theOffice } from './support/people.ts'

const server = withDatabase()
const folder = aDataFolder()
let world: World

beforeAll(async () => {
  world = await aWorld(await server.fresh(), folder.path)
})
afterAll(() => folder.remove())

const rowsOf = async (table: string, id: string) =>
  (await world.database.pool.query(`SELECT * FROM ${table} WHERE case_id = $1 ORDER BY 2, 3`, [id])).rows

describe('a case on the server', () => {
  it('goes from the handover to the end, each step by whoever it belongs to', async () => {
    const id = await decidedCase(world)
    expect(await world.cases.tell(id, randomUUID(), { type: 'card-delivered', reference: 'P-7' })).toBe(true)
    await done(world, receiver, id, { action: 'complete', stage: 'handing-over', outcome: 'issued' })
    const view = await world.cases.view(clerk, id)
    expect(view.status).toBe('ended')
    expect(view.end).toBe('issued')
    expect(view.signatures.map(({ signer, outcome }) => [signer.login, outcome])).toEqual([['head', 'granted']])
    expect(view.papers.map(({ paper }) => paper)).toEqual(['decision'])
    expect(view.signatures[0]?.document).toBe(view.papers[0]?.hash)
    expect(await world.cases.verify(id)).toMatchObject({ ok: true, replay: 'same' })
    expect(await rowsOf('case_deadline', id)).toEqual([])
  })

  it('W111 answers a command that is sent again as before, and refuses another under its id', async () => {
    const id = await aTakenCase(world)
    const version = await versionOf(world, id)
    const body = { ...assign('anna'), commandId: randomUUID(), version }
    const first = await world.cases.act(head, id, body)
    const records = (await rowsOf('case_record', id)).length
    expect(await world.cases.act(head, id, body)).toEqual(first)
    expect((await rowsOf('case_record', id)).length).toBe(records)
    const other = await world.cases.act(head, id, { ...body, data: { officer: 'bohdan' } })
    expect(other).toMatchObject({ ok: false, refusal: { code: 'command-id-reused' } })
    const note = { commandId: randomUUID(), version, action: 'add-note', data: { text: 'Подзвонив.' } } as const
    expect(await world.cases.act(anna, id, note)).toEqual(await world.cases.act(anna, id, note))
    expect((await world.cases.view(anna, id)).notes).toHaveLength(1)
  })

  it('W111 lets one of two who act at once through and tells the other what changed', async () => {
    const id = await aTakenCase(world)
    const version = await versionOf(world, id)
    const answers = await Promise.all([
      act(world, head, id, { ...assign('anna'), version }),
      act(world, head, id, { ...assign('bohdan'), version }),
    ])
    const refused = answers.find(({ ok }) => !ok)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(refused).toMatchObject({ refusal: { code: 'version-changed', version: await versionOf(world, id) } })
    if (refused === undefined || refused.ok) throw new Error('nobody was refused')
    expect(refused.refusal.changes?.map(({ by }) => by)).toContain('Ірина Дорош')
    expect(refused.refusal.changes?.map(({ text }) => text.en).join()).toContain('Officer assigned')
  })

  it('W111 stays right with two servers on one database', async () => {
    const id = await aTakenCase(world)
    const other = await world.second()
    const version = await versionOf(world, id)
    await other.view(head, id)
    await done(world, head, id, { ...assign('anna'), version })
    // the second server remembers the case as it was
    const late = await other.act(head, id, { ...assign('bohdan'), version, commandId: randomUUID() })
    expect(late).toMatchObject({ ok: false, refusal: { code: 'version-changed' } })
    await Promise.all(
      Array.from({ length: 12 }, (_, n) =>
        (n % 2 === 0 ? other : world.cases).act(anna, id, {
          commandId: randomUUID(),
          version: 0,
          action: 'add-note',
          data: { text: `Нотатка ${n}` },
        }),
      ),
    )
    expect((await other.view(anna, id)).notes).toHaveLength(12)
    expect(await world.cases.verify(id)).toMatchObject({ ok: true, replay: 'same' })
  })

  it('S68 signs nothing without the password, with a wrong one, or when the rules refuse', async () => {
    const id = await aTakenCase(world)
    const before = world.signatures.count
    expect(await act(world, head, id, grant)).toMatchObject({ refusal: { code: 'stage-not-open' } })
    await done(world, head, id, assign('anna'))
    await done(world, anna, id, consider)
    const { data: _data, ...bare } = grant
    expect(await act(world, head, id, bare)).toMatchObject({ refusal: { code: 'password-missing' } })
    const wrong = { ...grant, data: { password: `not ${password}` } }
    expect(await act(world, head, id, wrong)).toMatchObject({ refusal: { code: 'wrong-password' } })
    expect(await act(world, anna, id, grant)).toMatchObject({ refusal: { code: 'wrong-role' } })
    expect(world.signatures.count).toBe(before)
    const body = { ...grant, commandId: randomUUID(), version: await versionOf(world, id) }
    expect(await act(world, head, id, body)).toMatchObject({ ok: true })
    expect(await act(world, head, id, body)).toMatchObject({ ok: true })
    expect(world.signatures.count).toBe(before + 1)
    const { rows } = await world.database.pool.query<{ command: string }>('SELECT command FROM case_record')
    expect(rows.map(({ command }) => command).join()).not.toContain(password)
  })

  it('asks «check» once for a fee and keeps what it said', async () => {
    const id = await aTakenCase(world)
    await done(world, head, id, assign('anna'))
    world.fee = 'not-confirmed'
    const body = { commandId: randomUUID(), version: 0, action: 'check-fee', data: { code: '1234-5678' } } as const
    expect(await world.cases.act(anna, id, body)).toMatchObject({ ok: true, fee: 'not-confirmed' })
    world.fee = 'confirmed'
    expect(await world.cases.act(anna, id, body)).toMatchObject({ ok: true, fee: 'not-confirmed' })
    expect((await world.cases.view(anna, id)).fees).toHaveLength(1)
  })

  it('W112 hands jobs to the outside with the command they follow from, and takes answers once', async () => {
    const id = await aTakenCase(world)
    await done(world, head, id, assign('anna'))
    const inquiry = randomUUID()
    const data = { inquiry: 'border', id: inquiry }
    await done(world, anna, id, { action: 'send-inquiry', stage: 'consideration', data })
    const mine = world.jobs.filter((job) => job.case === id)
    expect(mine.map(({ kind }) => kind)).toEqual(['register-scans', 'inquiry'])
    expect(mine.at(-1)).toMatchObject({ kind: 'inquiry', inquiry, connector: 'border' })
    const told = { type: 'inquiry-answered', id: inquiry, result: 'confirmed' } as const
    const command = randomUUID()
    expect(await world.cases.tell(id, command, told)).toBe(true)
    expect(await world.cases.tell(id, command, told)).toBe(true)
    expect(await world.cases.tell(id, randomUUID(), told)).toBe(false)
    expect(await world.cases.tell('8036-permit-999999', randomUUID(), told)).toBe(false)
    expect((await world.cases.view(anna, id)).inquiries).toMatchObject([{ status: 'answered', result: 'confirmed' }])
  })

  it('W113 is found by nobody who has no part in it, as if it were not there', async () => {
    const id = await aTakenCase(world)
    const strangers = [
      { office: '8036', login: 'stranger' },
      { office: '8036', login: 'queue' },
      { office: '8036', login: 'nobody' },
      { office: '4801', login: 'clerk' },
      { office: '4801', login: 'centre' },
      { office: '9001', login: 'clerk' },
      { office: '1111', login: 'clerk' },
    ]
    for (const who of strangers) {
      await expect(world.cases.view(who, id), who.login).rejects.toThrow(CaseNotFound)
      await expect(act(world, who, id, assign('anna'))).rejects.toThrow(CaseNotFound)
      await expect(world.cases.paper(who, id, 'decision', 'decision')).rejects.toThrow(CaseNotFound)
    }
    await expect(world.cases.view(head, '8036-permit-999999')).rejects.toThrow(CaseNotFound)
    expect(await world.cases.view(clerk, id)).toMatchObject({ id })
  })

  it('W113 is seen by the central body only while it has something to do in it', async () => {
    const centre = { office: '4801', login: 'centre' }
    const id = await decidedCase(world)
    await expect(world.cases.view(centre, id)).rejects.toThrow(CaseNotFound)
    await world.cases.tell(id, randomUUID(), { type: 'card-delivered', reference: 'P' })
    expect(await world.cases.view(centre, id)).toMatchObject({ id })
    expect((await world.cases.tasks(centre, { scope: 'mine', limit: 50 })).tasks.map((task) => task.case)).toContain(id)
    await done(world, receiver, id, { action: 'complete', stage: 'handing-over', outcome: 'issued' })
    await expect(world.cases.view(centre, id)).rejects.toThrow(CaseNotFound)
  })

  it('W113 knows nobody who was taken out of the configuration', async () => {
    const id = await aTakenCase(world)
    await done(world, head, id, assign('anna'))
    const config = theOffice()
    world.offices.set('8036', { ...config, staff: config.staff.filter(({ login }) => login !== 'anna') })
    await expect(world.cases.view(anna, id)).rejects.toThrow(CaseNotFound)
    await expect(act(world, anna, id, consider)).rejects.toThrow(CaseNotFound)
    expect((await world.cases.tasks(anna, { scope: 'mine', limit: 10 })).tasks).toEqual([])
    const reason = 'Звільнена'
    await done(world, head, id, { action: 'reassign', data: { officer: 'bohdan', reason } })
    world.offices.set('8036', config)
    await expect(act(world, anna, id, consider)).resolves.toMatchObject({ refusal: { code: 'not-assigned' } })
    await done(world, { office: '8036', login: 'bohdan' }, id, consider)
  })

  it('W113 leaves a trace of every look, and nothing of the person in it', async () => {
    const id = await decidedCase(world)
    await world.cases.view(anna, id)
    const paper = (await world.cases.view(head, id)).papers[0]
    if (paper === undefined) throw new Error('no paper')
    const { bytes, type } = await world.cases.file(head, id, paper.hash)
    expect(type).toBe('application/pdf')
    expect(Buffer.from(bytes).subarray(0, 5).toString()).toBe('%PDF-')
    expect(Buffer.from(await world.cases.paper(head, id, 'decision', 'decision'))).toEqual(Buffer.from(bytes))
    const { rows } = await world.database.pool.query<{ event: string }>(
      "SELECT event FROM log_record WHERE kind = 'journal' AND event LIKE $1",
      [`%${id}%`],
    )
    const journal = rows.map(({ event }) => JSON.parse(event) as { action: string; who: string })
    expect(journal.map(({ action, who }) => `${action} ${who}`)).toEqual([
      'case-seen anna@8036',
      'case-seen head@8036',
      'case-file-read head@8036',
      'case-file-read head@8036',
    ])
    expect(JSON.stringify(rows)).not.toContain('Алієв')
    await expect(world.cases.file(head, id, '0'.repeat(64))).rejects.toThrow(CaseNotFound)
  })

  it('W113 leaves one trace an hour of a screen that refreshes itself', async () => {
    const id = await decidedCase(world)
    for (const _ of [1, 2, 3]) await world.cases.view(anna, id, 'refresh')
    await world.cases.view(head, id, 'refresh')
    await world.cases.view(anna, id)
    const { rowCount } = await world.database.pool.query(
      "SELECT FROM log_record WHERE kind = 'journal' AND event LIKE $1",
      [`%${id}%`],
    )
    expect(rowCount).toBe(3)
  })
})

it('S61 nothing of a person stands in the clear in any table of the cases', async () => {
  await decidedCase(world)
  const tables = ['case_now', 'case_record', 'case_task', 'case_deadline', 'case_visit', 'case_refusal']
  for (const table of [...tables, 'secret.case_person', 'secret.case_name']) {
    const { rows } = await world.database.pool.query(`SELECT to_jsonb(t)::text AS row FROM ${table} t`)
    const text = JSON.stringify(rows)
    for (const canary of ['Алієв', 'Ельчин', '1234567', '1990-05-01', 'Хрещатик'])
      expect(text, table).not.toContain(canary)
  }
})
