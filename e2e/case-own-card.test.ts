import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Applicant, CardInput, RoleKey } from '@cherha/shared/workflow'
import { anOffice } from '@cherha/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { smallCard } from '../packages/shared/test/workflow/small-card.ts'
import { Admin } from './support/admin.ts'
import { CaseDesk } from './support/case-desk.ts'
import { Clerk } from './support/clerk.ts'
import { LinkedOffice } from './support/linked-office.ts'
import { root } from './support/process.ts'

const password = 'надійний пароль підпису'
const applicant: Applicant = {
  surname: 'Довідненко',
  givenName: 'Семен',
  birthDate: '1990-04-17',
  citizenship: 'Молдова',
  document: { kind: 'passport', number: 'КН7410258' },
  address: 'м. Миколаїв, вул. Садова, 7',
  language: 'uk',
}

/** An office whose service opens the invented card: nobody has written a line of code for it. */
function officeOfTheCard(): OfficeConfig {
  const post = (unit: string, role: RoleKey) => ({ unit, title: { uk: 'Посада', en: 'Post' }, roles: [role] })
  const posts: Readonly<Record<string, ReturnType<typeof post>>> = {
    clerk: post('desk', 'intake'),
    officer: post('office', 'officer'),
    head: post('office', 'decision-maker'),
  }
  const base = anOffice()
    .withService('А', { id: 'certificate', card: 'certificate' })
    .withWindow('w1')
    .withStaff('clerk', 'clerk')
    .withStaff('officer', 'clerk')
    .withStaff('head', 'lead')
    .withDevice('desk-1', 'desk')
    .config()
  const staff = base.staff.map((one) => {
    const theirs = posts[one.login]
    return theirs === undefined ? one : { ...one, post: theirs }
  })
  return { ...base, staff }
}

let linked: LinkedOffice
let clerk: Clerk
const dir = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-card-'))

beforeAll(async () => {
  // Monday
  linked = await LinkedOffice.open(officeOfTheCard(), '2026-03-02T10:00:00+02:00')
  await linked.converged()
})
afterAll(async () => {
  clerk?.leave()
  await linked?.close()
  rmSync(dir, { recursive: true, force: true })
})

/** `npm run server -- import-card FILE` beside the running server. */
function importCard(card: CardInput): Promise<string> {
  const file = path.join(dir, `card-${card.version}.json`)
  writeFileSync(file, JSON.stringify(card))
  const cli = path.join(root, 'apps', 'queue-server', 'src', 'cli.ts')
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [cli, 'import-card', file, '--data', linked.server.dataDir], (error, out, problems) =>
      error === null ? resolve(out) : reject(new Error(problems)),
    )
  })
}

/** A running server sees new cards within the hour, and a hub asks for them with each connection. */
async function hubLearns(version: number): Promise<void> {
  await linked.pass(3_600)
  linked.wan.cut()
  await linked.connected(false)
  linked.wan.heal()
  await linked.connected(true)
  const desk = await CaseDesk.signIn(linked.hub, 'clerk')
  const answer = () => desk.ask<{ version?: number }>('GET', `/api/cards/certificate?version=${version}`)
  await expect.poll(async () => (await answer()).status).toBe(200)
}

async function taken(): Promise<string> {
  clerk?.leave()
  clerk = await Clerk.atWindow(linked.hub, 'clerk', 'w1')
  await clerk.must('outside-queue')
  const desk = CaseDesk.of(linked.hub, clerk)
  const id = await desk.start('certificate')
  await desk.write(id, applicant)
  await desk.complete(id, 'request', 'taken')
  await clerk.must('finish-service')
  await clerk.must('close-window')
  await desk.until(
    id,
    ({ status }) => status === 'open',
    'the handover',
    () => linked.pass(1),
  )
  return id
}

describe('a fourth card, written by an administrator', () => {
  let first: string

  it('W40 W118 is brought to a running server and is there for the windows, without a line of code', async () => {
    expect(await importCard(smallCard())).toContain('new cases begin with it')
    await hubLearns(1)
    first = await taken()
    expect(first).toMatch(/^\d{4}-certificate-\d{6}$/)
    const officer = await CaseDesk.signIn(linked.hub, 'officer')
    expect((await officer.tasks()).tasks).toMatchObject([
      { case: first, stage: 'search', target: '2026-03-04', limit: '2026-03-05', overdue: false },
    ])
    const status = await linked.server.request('POST', '/api/status', { case: first, digits: '0258' })
    expect(status.body).toMatchObject({ case: first, phase: 'considered' })
  })

  it('W43 goes on as it began while a newer version of the card is brought in; the next case has the new one', async () => {
    const [one, two, ...rest] = smallCard().stages
    const longer = two?.deadlines?.map((term) => ({ ...term, limit: { unit: 'working-days', amount: 10 } as const }))
    const stages = [one, { ...two, deadlines: longer }, ...rest] as CardInput['stages']
    expect(await importCard({ ...smallCard(), version: 2, stages })).toContain('version 2')
    await hubLearns(2)
    const second = await taken()
    const officer = await CaseDesk.signIn(linked.hub, 'officer')
    const limits = (await officer.tasks()).tasks.map(({ case: id, limit }) => [id, limit])
    expect(limits).toEqual([
      [first, '2026-03-05'],
      [second, '2026-03-16'],
    ])
    const versions = [await officer.view(first), await officer.view(second)].map(({ card }) => card.version)
    expect(versions).toEqual([1, 2])
    await officer.complete(second, 'search', 'found')
  })

  it('W114 a missed term is told once by the server’s own midnight: in the tasks and in the report', async () => {
    const overdue = async () => {
      const officer = await CaseDesk.signIn(linked.hub, 'officer')
      const { timeline } = await officer.view(first)
      const late = (await officer.tasks()).tasks.find(({ case: id }) => id === first)
      const told = timeline.filter(({ text }) => text.uk.startsWith('Строк минув'))
      return { overdue: late?.overdue, told: told.length }
    }
    await linked.passUntil('2026-03-05T23:30:00+02:00')
    expect(await overdue()).toEqual({ overdue: false, told: 0 })
    await linked.passUntil('2026-03-06T00:30:00+02:00')
    await expect.poll(overdue).toEqual({ overdue: true, told: 1 })
    await linked.passUntil('2026-03-08T12:00:00+02:00')
    expect(await overdue()).toEqual({ overdue: true, told: 1 })

    const admin = await Admin.signIn(linked.server)
    const report = await admin.must('GET', 'case-reports?from=2026-03-01&to=2026-03-31')
    expect(report['cards']).toMatchObject([{ card: 'certificate', open: 2, begun: 2, ended: 0 }])
    expect(report['stages']).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ stage: 'search', open: 1, overdue: 1, done: 1, late: 0 }),
        expect.objectContaining({ stage: 'sign', open: 1, overdue: 1, done: 0 }),
      ]),
    )
    const officers = report['officers'] as { unit: string; open: number; overdue: number }[]
    expect(officers.map(({ unit, open, overdue: late }) => [unit, open, late])).toEqual([['office', 2, 2]])
  })

  it('W41 W49 passes its own stages to its own end: the conditional one, and the signature', async () => {
    await linked.passUntil('2026-03-09T10:00:00+02:00')
    const officer = await CaseDesk.signIn(linked.hub, 'officer')
    await officer.complete(first, 'search', 'ask-archive')
    await officer.complete(first, 'search', 'found')
    const head = await CaseDesk.signIn(linked.hub, 'head')
    const before = await head.tryTo(first, 'complete', { stage: 'sign', outcome: 'signed', data: { password } })
    expect(before.body).toMatchObject({ ok: false, refusal: { code: 'stage-not-open' } })
    await officer.complete(first, 'archive', 'answered')
    expect((await head.ask('POST', '/api/cases/signing-key', { password })).status).toBe(200)
    await head.complete(first, 'sign', 'signed', { password })
    expect(await head.view(first)).toMatchObject({
      status: 'ended',
      end: 'issued',
      card: { id: 'certificate', version: 1 },
    })
  })
})
