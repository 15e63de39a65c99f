import { randomUUID } from 'node:crypto'
import { builtInCalendar } from '@cherha/shared/protocol'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Jobs } from '../../src/jobs/daily.ts'
import { dueCases } from '../../src/cases/ticking.ts'
import { aDataFolder, withDatabase } from '../support/database.ts'
import { openOffice } from '../support/an-office.ts'
import { theOffice } from './support/people.ts'
import {
  anna,
  assign,
  aTakenCase,
  aWorld,
  consider,
  dayMs,
  decidedCase,
  done,
  head,
  monday,
  receiver,
  versionOf,
  type World,
} from './support/world.ts'

const server = withDatabase()
const folder = aDataFolder()
let world: World

beforeAll(async () => {
  world = await aWorld(await server.fresh(), folder.path)
})
afterAll(() => folder.remove())

const dateOf = (day: number) => new Date(monday + day * dayMs).toISOString().slice(0, 10)
const later = { scope: 'mine', limit: 100 } as const

/** The missed and nearly missed terms of a case, as its timeline tells them. */
async function told(id: string): Promise<string[]> {
  const view = await world.cases.view(head, id)
  return view.timeline.map(({ text }) => text.en).filter((text) => /term|due|late|deadline|overdue/i.test(text))
}

describe('deadlines', () => {
  it('W114 fire a warning and then that they are missed, each once and never early', async () => {
    const id = await aTakenCase(world)
    expect(await world.cases.tick('2026-03-02')).toBe(0)
    // one working day: the warning is due on it, not before
    expect(await world.cases.tick('2026-03-03')).toBe(0)
    world.clock.set(monday + dayMs)
    expect(await world.cases.tick('2026-03-03')).toBe(1)
    expect(await world.cases.tick('2026-03-03')).toBe(0)
    expect((await world.cases.tasks(head, later)).tasks).toMatchObject([{ case: id, warned: true, overdue: false }])
    expect(await world.cases.tick('2026-03-04')).toBe(0)
    world.clock.set(monday + 2 * dayMs)
    expect(await world.cases.tick('2026-03-04')).toBe(1)
    expect(await world.cases.tick('2026-03-04')).toBe(0)
    expect((await world.cases.tasks(head, later)).tasks).toMatchObject([{ case: id, overdue: true }])
    expect(await told(id)).toHaveLength(2)
    expect(await world.cases.verify(id)).toMatchObject({ ok: true, replay: 'same' })
    await done(world, head, id, assign('anna'))
    world.clock.set(monday)
  })

  it('W114 fire at the next run what days without a server have left', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const id = await aTakenCase(here)
    here.clock.set(monday + 30 * dayMs)
    const other = await here.second()
    const counts = await Promise.all([here.cases.tick(dateOf(30)), other.tick(dateOf(30))])
    // of two servers one fires it
    expect(counts.reduce((sum, n) => sum + n)).toBe(1)
    expect(await here.cases.tick(dateOf(30))).toBe(0)
    expect(await here.cases.verify(id)).toMatchObject({ ok: true, replay: 'same' })
    const { rows } = await here.database.pool.query('SELECT * FROM case_deadline WHERE case_id = $1', [id])
    expect(rows).toEqual([])
  })

  it('W114 are not fired in a case that somebody else has finished meanwhile', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const id = await aTakenCase(here)
    const other = await here.second()
    await other.view(head, id)
    await done(here, head, id, assign('anna'))
    here.clock.set(monday + dayMs)
    expect(await other.tick(dateOf(1))).toBe(0)
  })

  it('W114 move when the calendar changes, in every open case and at once', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const id = await aTakenCase(here)
    const limit = async () => (await here.cases.tasks(head, later)).tasks[0]?.limit
    expect(await limit()).toBe('2026-03-03')
    const holidays = { ...builtInCalendar.holidays, off: [...builtInCalendar.holidays.off, '2026-03-03', '2026-03-04'] }
    const calendar = { ...builtInCalendar, holidays }
    await here.stores.calendar.put({ calendar, version: 0, who: 'test', at: monday })
    here.clock.set(monday + 5_000)
    expect(await here.cases.tick('2026-03-02')).toBe(0)
    expect(await limit()).toBe('2026-03-05')
    here.clock.set(monday + dayMs)
    expect(await here.cases.tick('2026-03-03')).toBe(0)
    await here.stores.calendar.put({ calendar: builtInCalendar, version: 1, who: 'test', at: monday })
    here.clock.set(monday + 2 * dayMs)
    expect(await here.cases.tick('2026-03-04')).toBe(1)
    expect(await limit()).toBe('2026-03-03')
    expect(await here.cases.verify(id)).toMatchObject({ ok: true, replay: 'same' })
  })

  it('W114 stay with the tasks when the office gives its roles other units', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const id = await aTakenCase(here)
    const version = await versionOf(here, id)
    const config = theOffice()
    const title = { uk: 'Начальниця', en: 'Head' }
    const staff = config.staff.map((one) =>
      one.login === 'head' && one.post !== undefined ? { ...one, post: { ...one.post, unit: 'top' } } : one,
    )
    const mapping = {
      card: 'permit',
      office: '8036',
      units: { top: title },
      roles: { distributor: { title, unit: 'top' } },
    }
    here.offices.set('8036', { ...config, staff, mappings: [mapping] })
    expect((await here.cases.tasks(head, later)).tasks).toEqual([])
    await here.cases.tick('2026-03-02')
    expect((await here.cases.tasks(head, later)).tasks.map((task) => task.case)).toEqual([id])
    // nothing has happened in the case itself
    expect(await versionOf(here, id)).toBe(version)
    expect(await here.cases.verify(id)).toMatchObject({ ok: true, replay: 'same' })
    await done(here, head, id, assign('anna'))
  })

  it('W114 are looked at by the server at midnight and at its start', async () => {
    const ticks: string[] = []
    const { node, clock } = await openOffice()
    const jobs = new Jobs({
      offices: { all: () => [node], get: () => node, create: async () => null },
      stores: world.stores,
      clock,
      report: () => {},
      warn: () => {},
      retentionDays: 30,
      failed: () => {},
      cases: { tick: async (today) => void ticks.push(today) },
    })
    await jobs.start()
    expect(ticks).toEqual(['2026-03-02'])
    for (let hour = 0; hour < 16; hour++) {
      await clock.advance(dayMs / 24)
      await jobs.idle()
    }
    await jobs.stop()
    expect(ticks.at(-1)).toBe('2026-03-03')
    expect(ticks.filter((date) => date === '2026-03-02').length).toBeLessThanOrEqual(15)
  })

  it('W114 however days and work come, none is lost and none fires twice', async () => {
    const step = fc.record({ days: fc.integer({ min: 0, max: 3 }), work: fc.boolean() })
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 8 }), async (steps) => {
        const here = await aWorld(await server.fresh(), folder.path)
        const id = await aTakenCase(here)
        const work = [() => done(here, head, id, assign('anna')), () => done(here, anna, id, consider)]
        let day = 0
        for (const { days, work: works } of steps) {
          day += days
          here.clock.set(monday + day * dayMs)
          await here.cases.tick(dateOf(day))
          if (works) await work.shift()?.()
        }
        const due: string[] = []
        for await (const ids of dueCases(here.database.pool, dateOf(day))) due.push(...ids)
        expect(due).toEqual([])
        const seen = (await here.cases.view(head, id)).path.filter(({ overdue }) => overdue).map(({ key }) => key)
        const late = (await here.cases.tasks(head, { scope: 'unit', limit: 50 })).tasks
        for (const task of late) expect(task.overdue).toBe(seen.includes(task.stage))
        expect(await here.cases.verify(id)).toMatchObject({ ok: true, replay: 'same' })
      }),
      { numRuns: 6, seed: 6 },
    )
  })
})

describe('a case that is over', () => {
  it('W117 can be made unreadable for ever, and its records can still be verified', async () => {
    const id = await decidedCase(world)
    expect(await world.cases.erase(id)).toBe(false)
    await world.cases.tell(id, randomUUID(), { type: 'card-delivered', reference: 'P' })
    await done(world, receiver, id, { action: 'complete', stage: 'handing-over', outcome: 'issued' })
    const hash = (await world.cases.view(head, id)).papers[0]?.hash ?? ''
    const { rowCount } = await world.database.pool.query('SELECT 1 FROM case_record WHERE case_id = $1', [id])
    expect(await world.cases.eraseOld('2027-03-01', 1)).toBe(0)
    expect(await world.cases.eraseOld('2027-03-05', 1)).toBe(1)
    expect(await world.cases.erase(id)).toBe(false)
    expect(await world.cases.verify(id)).toEqual({ ok: true, records: rowCount, replay: 'erased' })
    await expect(world.cases.view(head, id)).rejects.toThrow('No such case')
    await expect(world.cases.file(head, id, hash)).rejects.toThrow('No such case')
    expect(await world.vault.has(id, hash)).toBe(false)
    expect(await world.cases.status({ case: id, digits: '4567' })).toBeNull()
    const left = await world.database.pool.query('SELECT 1 FROM secret.case_key WHERE case_id = $1', [id])
    expect(left.rowCount).toBe(0)
  })

  it('W117 shows when somebody has changed a record of it', async () => {
    const id = await aTakenCase(world)
    const { pool } = world.database
    await expect(pool.query('DELETE FROM case_record WHERE case_id = $1', [id])).rejects.toThrow('append-only')
    await pool.query('ALTER TABLE case_record DISABLE TRIGGER case_record_append_only')
    await pool.query('UPDATE case_record SET at = at + 1 WHERE case_id = $1 AND seq = 2', [id])
    expect(await world.cases.verify(id)).toEqual({ ok: false, seq: 2, reason: 'wrong-hash' })
    await pool.query('DELETE FROM case_record WHERE case_id = $1 AND seq = 2', [id])
    expect(await world.cases.verify(id)).toEqual({ ok: false, seq: 2, reason: 'gap' })
    expect(await world.cases.verify('8036-permit-999999')).toBeNull()
    await pool.query('ALTER TABLE case_record ENABLE TRIGGER case_record_append_only')
  })
})
