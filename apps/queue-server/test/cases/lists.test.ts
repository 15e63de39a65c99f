import { randomUUID } from 'node:crypto'
import { TaskPage } from '@cherha/shared/protocol'
import { type Actor, tasksOf, workingCalendar } from '@cherha/shared/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { indexCase } from '../../src/cases/index/index-case.ts'
import { isTaskOf } from '../../src/cases/people.ts'
import type { StoredCase } from '../../src/cases/store/case-store.ts'
import { openJson } from '../../src/cases/store/boxes.ts'
import { aDataFolder, withDatabase } from '../support/database.ts'
import { permit } from './support/permit-card.ts'
import { anApplicant, theOffice } from './support/people.ts'
import {
  act,
  anna,
  assign,
  aTakenCase,
  aWorld,
  consider,
  dayMs,
  decidedCase,
  done,
  grant,
  head,
  monday,
  password,
  receiver,
  type World,
} from './support/world.ts'

const server = withDatabase()
const folder = aDataFolder()
let world: World

const named = (surname: string, number = `N ${randomUUID().replaceAll(/\D/g, '').slice(0, 9)}`) =>
  anApplicant({ surname, document: { kind: 'passport', number } })
const bohdan = { office: '8036', login: 'bohdan' }
const mine = { scope: 'mine', limit: 100 } as const

describe('tasks', () => {
  beforeAll(async () => {
    world = await aWorld(await server.fresh(), folder.path)
    for (const surname of ['Шевченко', 'Шевчук', 'О’Ніл', 'Бондар'])
      await aTakenCase(world, { applicant: named(surname) })
    const first = await aTakenCase(world, { applicant: named('Ґалаґан') })
    await done(world, head, first, assign('anna'))
  })

  it('W115 are those of the person, the most urgent first, with the names of the applicants', async () => {
    const page = await world.cases.tasks(head, mine)
    expect(TaskPage.parse(page)).toEqual(page)
    expect(page.tasks.map(({ applicant, stage }) => `${applicant} ${stage}`)).toEqual([
      'Шевченко Ельчин distribution',
      'Шевчук Ельчин distribution',
      'О’Ніл Ельчин distribution',
      'Бондар Ельчин distribution',
    ])
    expect(page).toMatchObject({ total: 4, overdue: 0, dueToday: 0, next: null, server: true })
    expect(page.tasks[0]).toMatchObject({ limit: '2026-03-03', daysLeft: 1, officer: null, kind: 'stage' })
    const anns = await world.cases.tasks(anna, mine)
    expect(anns.tasks).toMatchObject([{ stage: 'consideration', officer: { login: 'anna', name: 'Анна Бондар' } }])
    expect((await world.cases.tasks(bohdan, mine)).tasks).toEqual([])
  })

  it('of the unit are all that its people have to do', async () => {
    const unit = await world.cases.tasks(bohdan, { scope: 'unit', limit: 100 })
    expect(unit.tasks.map(({ stage }) => stage).sort()).toEqual([
      'consideration',
      'distribution',
      'distribution',
      'distribution',
      'distribution',
    ])
    expect((await world.cases.tasks({ office: '4801', login: 'clerk' }, { scope: 'unit', limit: 100 })).total).toBe(0)
  })

  it('W115 come in pages that leave nothing out and show nothing twice', async () => {
    const seen: string[] = []
    let after: string | undefined
    for (let pages = 0; pages < 10; pages++) {
      const page = await world.cases.tasks(head, { scope: 'unit', limit: 2, ...(after === undefined ? {} : { after }) })
      seen.push(...page.tasks.map((task) => `${task.case} ${task.stage}`))
      expect(page.total).toBe(5)
      if (page.next === null) break
      after = page.next
    }
    expect(new Set(seen).size).toBe(5)
    expect(seen).toHaveLength(5)
  })

  it('W115 are found by the beginning of a surname however it is written, and by a number', async () => {
    const found = async (q: string) =>
      (await world.cases.tasks(head, { ...mine, q })).tasks.map(({ applicant }) => applicant.split(' ')[0])
    expect(await found('шев')).toEqual(['Шевченко', 'Шевчук'])
    expect(await found('ШЕВЧЕ')).toEqual(['Шевченко'])
    expect(await found('Шевченко')).toEqual(['Шевченко'])
    expect(await found('Шевченкова')).toEqual([])
    expect(await found('о ніл')).toEqual(['О’Ніл'])
    expect(await found("О'Н")).toEqual(['О’Ніл'])
    expect(await found('%')).toEqual([])
    const [task] = (await world.cases.tasks(head, mine)).tasks
    expect(await found(task?.case ?? '')).toEqual([task?.applicant.split(' ')[0]])
    expect(await found('8036-perm')).toHaveLength(4)
    expect(await found('8036_perm')).toEqual([])
  })

  it('late and due today are counted', async () => {
    world.clock.set(monday + dayMs)
    expect(await world.cases.tasks(head, mine)).toMatchObject({ total: 4, overdue: 0, dueToday: 4 })
    world.clock.set(monday + 2 * dayMs)
    const page = await world.cases.tasks(head, mine)
    expect(page).toMatchObject({ total: 4, overdue: 4, dueToday: 0 })
    expect(page.tasks[0]).toMatchObject({ overdue: true, daysLeft: -1 })
    world.clock.set(monday)
  })

  it('W115 in the index are for everybody exactly what the rules say they can do', async () => {
    const id = await aTakenCase(world, { applicant: named('Індекс') })
    const steps = [() => done(world, head, id, assign('anna')), () => done(world, anna, id, consider)]
    for (const step of [...steps, () => done(world, head, id, grant)]) {
      await same(id)
      await step()
    }
    await same(id)
  })
})

async function same(id: string): Promise<void> {
  const { rows } = await world.database.pool.query<{ box: Buffer; key: Buffer }>(
    'SELECT box, key FROM case_now JOIN secret.case_key ON case_id = id WHERE id = $1',
    [id],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no case')
  const { state } = openJson<Pick<StoredCase, 'folder'>>(row.key, `${id} state`, row.box).folder
  const { calendar: table } = await world.stores.calendar.get()
  const context = { calendar: workingCalendar(table.holidays, table) }
  const people: Actor[] = theOffice().staff.flatMap(({ login, post }) =>
    post === undefined ? [] : [{ id: login, office: '8036', unit: post.unit, roles: post.roles }],
  )
  const index = indexCase(permit, state, context).tasks
  for (const actor of people) {
    const rules = tasksOf(permit, state, actor, { ...context, today: '2026-03-02' }).map(
      ({ kind, stage }) => `${kind} ${stage}`,
    )
    const found = index
      .filter((task) => isTaskOf(actor, `${actor.id}@8036`, task))
      .map(({ kind, stage }) => `${kind} ${stage}`)
    expect(found, actor.id).toEqual(rules)
  }
}

describe('distribution', () => {
  it('W116 suggests whoever has the least to do, and one confirmation is answered by each case', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const busy = await aTakenCase(here)
    await done(here, head, busy, assign('anna'))
    const ids = [await aTakenCase(here), await aTakenCase(here), await aTakenCase(here)]
    const view = await here.cases.distribution(head)
    expect(view.officers.map(({ login, open }) => [login, open])).toEqual([
      ['anna', 1],
      ['bohdan', 0],
    ])
    expect(view.waiting.map((row) => [row.case, row.suggested])).toEqual([
      [ids[0], 'bohdan'],
      [ids[1], 'anna'],
      [ids[2], 'bohdan'],
    ])
    expect((await here.cases.distribution(anna)).waiting).toEqual([])
    const assignments = view.waiting.map(({ case: id, version, stage, outcome, suggested }) => ({
      case: id,
      version,
      stage,
      outcome,
      officer: suggested ?? '',
    }))
    await done(here, head, ids[1] ?? '', assign('bohdan'))
    const body = {
      commandId: randomUUID(),
      assignments: [...assignments, ...assignments.slice(0, 1).map((one) => ({ ...one, case: '8036-permit-999999' }))],
    }
    const answer = await here.cases.distribute(head, body)
    expect(answer.assigned).toEqual([ids[0], ids[2]])
    expect(answer.refused.map(({ case: id, code }) => [id, code])).toEqual([
      [ids[1], 'version-changed'],
      ['8036-permit-999999', 'case-not-found'],
    ])
    expect(await here.cases.distribute(head, body)).toEqual(answer)
    expect((await here.cases.distribution(head)).waiting).toEqual([])
    const stranger = await here.cases.distribute(receiver, { ...body, commandId: randomUUID() })
    expect(stranger.assigned).toEqual([])
  })
})

describe('status', () => {
  it('S62 is told to whoever knows number and digits, and nobody else learns whether there is a case', async () => {
    const id = await decidedCase(world, { applicant: named('Статус', 'AB 12 34 56') })
    const status = await world.cases.status({ case: id, digits: '3456' })
    expect(status).toMatchObject({ case: id, phase: 'being-made', accepted: '2026-03-02' })
    expect(status?.phones).toEqual(['(0382) 00-00-00'])
    expect(JSON.stringify(status)).not.toContain('Статус')
    expect(await world.cases.status({ case: ` ${id.toUpperCase().replaceAll('-', '–')} `, digits: '3456' })).toEqual(
      status,
    )
    expect(await world.cases.status({ case: id, digits: '3457' })).toBeNull()
    expect(await world.cases.status({ case: '8036-permit-999999', digits: '3456' })).toBeNull()
    expect(await world.cases.status({ case: '; DROP TABLE case_now', digits: '3456' })).toBeNull()
  })
})

describe('the report', () => {
  it('W119 counts what is open, late, done and refused, by stage, officer and ground', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    await aTakenCase(here, { applicant: named('Перша') })
    const second = await aTakenCase(here, { applicant: named('Друга') })
    const third = await aTakenCase(here, { applicant: named('Третя') })
    await done(here, head, second, assign('anna'))
    here.clock.set(monday + 2 * dayMs)
    await done(here, head, third, assign('bohdan'))
    await done(here, bohdan, third, consider)
    const data = { password, grounds: ['false-data'] }
    expect(await act(here, head, third, { ...grant, outcome: 'refused', data })).toMatchObject({ ok: true })
    const report = await here.cases.report({ from: '2026-03-01', to: '2026-03-31', office: '8036' })
    expect(report.cards).toEqual([{ card: 'permit', title: permit.title, open: 2, begun: 3, ended: 1, refused: 1 }])
    const stage = (key: string) => report.stages.find((one) => one.stage === key)
    expect(stage('distribution')).toMatchObject({ open: 1, overdue: 1, done: 2, late: 1, limit: { amount: 1 } })
    expect(stage('distribution')?.days).toEqual({ average: 1, median: 1, longest: 2 })
    expect(stage('consideration')).toMatchObject({ open: 1, done: 1, late: 0, target: { amount: 3 } })
    expect(
      report.officers.map(({ unit, officer, name, open, overdue }) => [unit, officer, name, open, overdue]),
    ).toEqual([
      ['division', null, null, 1, 1],
      ['division', 'anna', 'Анна Бондар', 1, 0],
    ])
    expect(report.refusals).toMatchObject([{ kind: 'issue', ground: 'false-data', number: '1', count: 1 }])
    const other = await here.cases.report({ from: '2026-03-01', to: '2026-03-31' }, ['4801'])
    expect(other).toMatchObject({ cards: [], stages: [], officers: [], refusals: [] })
    const nothing = await here.cases.report({ from: '2026-03-01', to: '2026-03-31', office: '8036' }, ['4801'])
    expect(nothing.cards).toEqual([])
  })
})

afterAll(() => folder.remove())
