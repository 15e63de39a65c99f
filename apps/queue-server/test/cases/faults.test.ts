import { createHash, randomUUID } from 'node:crypto'
import { hashJson } from '@cherha/event-log'
import type { CaseHandover } from '@cherha/shared/protocol'
import { type CaseFile, type CasePaper, cardSchema } from '@cherha/shared/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mostAwaited } from '../../src/cases/awaited.ts'
import { CaseFileRefused } from '../../src/cases/cases.ts'
import { CardShelf } from '../../src/cases/store/card-shelf.ts'
import { formerPosts } from '../../src/store/former-posts.ts'
import { aDataFolder, withDatabase } from '../support/database.ts'
import { theOffice } from './support/people.ts'
import { permitInput } from './support/permit-card.ts'
import { anna, aNumber, assign, aWorld, dayMs, done, handoverOf, head, monday, type World } from './support/world.ts'

const server = withDatabase()
const folder = aDataFolder()
let world: World

beforeAll(async () => {
  world = await aWorld(await server.fresh(), folder.path)
})
afterAll(() => folder.remove())

/** The office after somebody was given another post, or none (null), or is gone (undefined). */
function withPostOf(login: string, unit: string | null | undefined): ReturnType<typeof theOffice> {
  const { staff, ...config } = theOffice()
  if (unit === undefined) return theOffice({ staff: staff.filter((one) => one.login !== login) })
  return theOffice({
    ...config,
    staff: staff.map((one) => {
      if (one.login !== login || one.post === undefined) return one
      const { post, ...rest } = one
      return unit === null ? rest : { ...rest, post: { ...post, unit, roles: ['officer'] } }
    }),
  })
}

describe('an intake whose clerk does other work when it is handed over', () => {
  it.each([
    ['has another post', 'division'],
    ['has none any more', null],
    ['has left', undefined],
  ])('W110 is taken though the clerk %s', async (_, unit) => {
    const here = await aWorld(await server.fresh(), folder.path)
    here.former.push(theOffice())
    here.offices.set('8036', withPostOf('clerk', unit))
    const handover = handoverOf({ id: aNumber() })
    expect(await here.cases.take('8036', handover)).toMatchObject({ state: 'taken' })
    expect(await here.cases.verify(handover.id)).toMatchObject({ ok: true, replay: 'same' })
  })

  it('W110 is not taken where the clerk never had such a post, whatever the hub says', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    here.former.push(withPostOf('clerk', 'division'))
    here.offices.set('8036', withPostOf('clerk', 'division'))
    const answer = await here.cases.take('8036', handoverOf({ id: aNumber() }))
    expect(answer).toMatchObject({ state: 'refused', code: 'wrong-role' })
  })

  it('finds the posts of somebody in the configurations the office has had', async () => {
    const { database, stores } = world
    const inbox = stores.logOf('8036', 'inbox')
    await inbox.append([
      { at: 1, mono: 0, event: { type: 'office-configured', config: theOffice() as never } },
      { at: 2, mono: 0, event: { type: 'office-configured', config: withPostOf('clerk', null) as never } },
      { at: 3, mono: 0, event: { type: 'office-configured', config: withPostOf('clerk', 'division') as never } },
    ])
    const posts = await formerPosts(database.pool, '8036', 'clerk')
    expect(posts.map(({ unit, roles }) => [unit, ...roles])).toEqual([
      ['division', 'officer'],
      ['desk', 'intake'],
    ])
    expect(await formerPosts(database.pool, '8036', 'nobody')).toEqual([])
    expect(await formerPosts(database.pool, '4801', 'clerk')).toEqual([])
  })
})

describe('a hub whose clock is over midnight before the server’s', () => {
  it('W110 W114 loses no answer of a register, holds nobody up, and fires nothing early', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const id = aNumber()
    const tomorrow = handoverOf({ id, today: '2026-03-03' })
    expect(await here.cases.take('8036', tomorrow)).toMatchObject({ state: 'taken' })
    const told = { type: 'confirm-awaited', stage: 'request', taken: true, reference: 'R-1' } as const
    expect(await here.cases.tell(id, randomUUID(), told)).toBe(true)
    await done(here, head, id, assign('anna'))
    await done(here, anna, id, { action: 'add-note', data: { text: 'опівночі' } })
    expect(await here.cases.tick('2026-03-02')).toBe(0)
    here.clock.set(monday + dayMs)
    expect(await here.cases.tick('2026-03-03')).toBe(0)
    expect(await here.cases.verify(id)).toMatchObject({ ok: true, replay: 'same' })
    const view = await here.cases.view(head, id)
    expect([view.day, view.path.find(({ key }) => key === 'request')?.doneOn]).toEqual(['2026-03-03', '2026-03-03'])
  })

  it('W110 is told to wait when it is days ahead, and taken when the day has come', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const ahead = handoverOf({ id: aNumber(), today: '2026-03-05' })
    expect(await here.cases.take('8036', ahead)).toMatchObject({ state: 'refused', code: 'bad-date' })
    here.clock.set(monday + 2 * dayMs)
    expect(await here.cases.take('8036', ahead)).toMatchObject({ state: 'taken' })
  })
})

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const hash = createHash('sha256').update(pixel).digest('hex')
const scan: CaseFile = {
  hash,
  name: 'passport.png',
  type: 'image/png',
  bytes: pixel.length,
  document: null,
  stage: null,
  scan: 'not-scanned',
}

describe('files of a handover that is never ended', () => {
  const keysOf = async ({ database }: World, id: string) =>
    (await database.pool.query('SELECT FROM secret.case_key WHERE case_id = $1', [id])).rowCount

  it('W110 are removed after a month, and asked for anew should the hub come after all', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const id = aNumber()
    await here.cases.receiveFile('8036', id, hash, pixel)
    here.clock.set(monday + 29 * dayMs)
    expect(await here.cases.tidy()).toBe(0)
    expect(await here.vault.list(id)).toEqual([hash])
    here.clock.set(monday + 31 * dayMs)
    expect(await here.cases.tidy()).toBe(1)
    expect([await here.vault.list(id), await keysOf(here, id)]).toEqual([[], 0])
    const handover = handoverOf({ id, files: [scan] })
    expect(await here.cases.take('8036', handover)).toEqual({ state: 'needs-files', missing: [hash] })
    await here.cases.receiveFile('8036', id, hash, pixel)
    expect(await here.cases.take('8036', handover)).toMatchObject({ state: 'taken' })
    expect(Buffer.from((await here.cases.file(head, id, hash)).bytes).equals(pixel)).toBe(true)
    here.clock.set(monday + 99 * dayMs)
    expect(await here.cases.tidy()).toBe(0)
    expect(await keysOf(here, id)).toBe(1)
  })

  it('W110 removed at the moment the case is taken: it has all of its files, or is not taken yet', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const other = await here.second()
    const ids = Array.from({ length: 12 }, () => aNumber())
    for (const id of ids) await here.cases.receiveFile('8036', id, hash, pixel)
    here.clock.set(monday + 31 * dayMs)
    const handovers = ids.map((id) => handoverOf({ id, files: [scan] }))
    const [, ...answers] = await Promise.all([
      other.tidy(),
      ...handovers.map((handover) => here.cases.take('8036', handover)),
    ])
    for (const [n, answer] of answers.entries()) {
      const id = ids[n] ?? ''
      if (answer.state === 'needs-files') expect(await here.vault.list(id)).toEqual([])
      else expect(Buffer.from((await other.file(head, id, hash)).bytes).equals(pixel)).toBe(true)
    }
  })

  it('W110 are refused beyond what an office can have under way; the case a hub has come with goes on', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const first = aNumber()
    await here.cases.receiveFile('8036', first, hash, pixel)
    for (let n = 1; n < mostAwaited; n++) await here.cases.receiveFile('8036', aNumber(), hash, pixel)
    const tooMany = here.cases.receiveFile('8036', aNumber(), hash, pixel)
    await expect(tooMany).rejects.toThrow(CaseFileRefused)
    await here.cases.receiveFile('9001', aNumber('9001'), hash, pixel)
    await here.cases.receiveFile('8036', first, hash, pixel)
    expect(await here.cases.take('8036', handoverOf({ id: first, files: [scan] }))).toMatchObject({ state: 'taken' })
    await here.cases.receiveFile('8036', aNumber(), hash, pixel)
  })

  it('W117 for a case that is here are not kept: nothing comes back after it was erased', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const id = aNumber()
    expect(await here.cases.take('8036', handoverOf({ id, outcome: 'refused' }))).toMatchObject({ state: 'taken' })
    const told = { type: 'confirm-awaited', stage: 'request', taken: true, reference: 'R-1' } as const
    expect(await here.cases.tell(id, randomUUID(), told)).toBe(true)
    expect(await here.cases.erase(id)).toBe(true)
    await here.cases.receiveFile('8036', id, hash, pixel)
    expect([await here.vault.list(id), await keysOf(here, id)]).toEqual([[], 0])
  })
})

describe('papers of an intake', () => {
  const printing = permitInput()
  const card = cardSchema.parse({
    ...printing,
    version: 2,
    stages: printing.stages.map((stage) =>
      stage.key === 'request'
        ? {
            ...stage,
            outcomes: stage.outcomes.map((one) => (one.key === 'taken' ? { ...one, papers: ['receipt'] } : one)),
          }
        : stage,
    ),
  })
  const receipt: CasePaper = { paper: 'receipt', hash, stage: 'request', visit: 1, bytes: pixel.length }

  function withPaper(handover: CaseHandover, paper: CasePaper, at: number): CaseHandover {
    const { actor, today, at: hour }: Record<string, unknown> = handover.commands.at(-1)?.command ?? {}
    const keep = { id: randomUUID(), command: { type: 'keep-paper', actor, today, at: hour, paper } }
    return { ...handover, commands: handover.commands.toSpliced(at, 0, keep) }
  }

  it('S64 are taken with the outcome that makes them, also with the last one, and no others are', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    await new CardShelf(here.database.db).add(card, 'test', monday)
    const last = (handover: CaseHandover) => handover.commands.length
    const id = aNumber()
    const whole = withPaper(handoverOf({ id, card }), receipt, last(handoverOf({ id, card })))
    expect(await here.cases.take('8036', whole)).toEqual({ state: 'needs-files', missing: [hash] })
    await here.cases.receiveFile('8036', id, hash, pixel)
    expect(await here.cases.take('8036', whole)).toMatchObject({ state: 'taken' })
    const others: readonly [CasePaper, number][] = [
      [{ ...receipt, paper: 'decision' }, 3],
      [{ ...receipt, stage: 'decision' }, 3],
      [receipt, 2],
    ]
    for (const [paper, at] of others) {
      const answer = await here.cases.take('8036', withPaper(handoverOf({ id: aNumber(), card }), paper, at))
      expect(answer).toMatchObject({ state: 'refused', code: 'bad-handover' })
    }
  })
})

describe('what is kept of a command', () => {
  it('W117 says nothing of what was in it: its hash is keyed, and without the key nobody can try what fits', async () => {
    const here = await aWorld(await server.fresh(), folder.path)
    const handover = handoverOf({ id: aNumber(), outcome: 'refused' })
    expect(await here.cases.take('8036', handover)).toMatchObject({ state: 'taken' })
    const { rows } = await here.database.pool.query<{ command: string }>(
      'SELECT command FROM case_record WHERE case_id = $1 ORDER BY seq',
      [handover.id],
    )
    expect(rows).toHaveLength(handover.commands.length)
    for (const [n, { command }] of rows.entries()) {
      expect(command).toContain(handover.commands[n]?.id)
      expect(command).not.toContain(hashJson(handover.commands[n]?.command as never))
    }
    const other = handover.commands.map((one, n) => (n === 1 ? { ...one, command: { ...one.command, at: 1 } } : one))
    const again = { ...handover, commands: other }
    expect(await here.cases.take('8036', again)).toMatchObject({ state: 'refused', code: 'case-id-taken' })
    const told = { type: 'confirm-awaited', stage: 'request', taken: true, reference: 'R-1' } as const
    expect(await here.cases.tell(handover.id, randomUUID(), told)).toBe(true)
    expect(await here.cases.erase(handover.id)).toBe(true)
    // a hub whose answer was lost for years
    expect(await here.cases.take('8036', handover)).toEqual({ state: 'taken', version: 0 })
    expect(await here.cases.verify(handover.id)).toMatchObject({ ok: true, replay: 'erased' })
  })
})
