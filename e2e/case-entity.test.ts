import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Applicant } from '@cherha/shared/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aScan } from './support/a-scan.ts'
import { CaseDesk } from './support/case-desk.ts'
import { CaseOffice, officeWithPosts } from './support/case-office.ts'
import { Clerk } from './support/clerk.ts'
import { Office } from './support/office.ts'

const password = 'надійний пароль підпису'
const applicant: Applicant = {
  surname: 'Сазонець',
  givenName: 'Ілона',
  birthDate: '1990-04-17',
  citizenship: 'Молдова',
  document: { kind: 'passport', number: 'КН7410258', validUntil: '2031-01-01' },
  address: 'м. Миколаїв, вул. Садова, 7',
  phone: '+380671234567',
  email: 'ilona@example.org',
  language: 'uk',
}

/** A state enterprise that takes applications for the office 4801 at its own windows. */
function entityOf(serving: OfficeConfig): OfficeConfig {
  const post = { unit: 'entity', title: { uk: 'Адміністраторка', en: 'Administrator' }, roles: ['authorised-entity'] }
  return {
    ...serving,
    code: '4890',
    kind: 'authorised-entity',
    servingOffice: serving.code,
    name: { uk: 'ДП «Документ», Миколаїв', en: 'State Enterprise Document, Mykolaiv' },
    staff: [{ login: 'maria', name: 'Марія Гнатюк', role: 'clerk', post }],
    mappings: [],
  } as OfficeConfig
}

let at: CaseOffice
let entity: Office
let clerk: Clerk

beforeAll(async () => {
  const serving = officeWithPosts()
  at = await CaseOffice.open('2026-03-04T08:58:00+02:00', serving, [entityOf(serving)])
  entity = await Office.enrol(at.linked.server, '4890', { url: at.linked.server.url, now: '2026-03-04T08:58:00+02:00' })
  await at.linked.converged()
  const giveUp = Date.now() + 60_000
  while ((await missing('4890')) > 0) {
    if (Date.now() > giveUp) throw new Error('the entity’s hub has not learnt its office')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  await pass(3 * 60)
})
afterAll(async () => {
  clerk?.leave()
  await entity?.close()
  await at?.close()
})

/** How much of its inbox an office has not learnt. */
async function missing(office: string): Promise<number> {
  const { inbox, learnt } = await at.linked.server.office(office)
  return inbox.seq - learnt
}

/** Lets virtual time pass everywhere. */
async function pass(seconds: number): Promise<void> {
  await Promise.all([at.linked.pass(seconds), entity.pass(seconds)])
}

/** The morning of a day of March, when everybody signs in again. */
async function morning(day: number): Promise<void> {
  const wanted = Date.parse(`2026-03-${String(day).padStart(2, '0')}T09:05:00+02:00`)
  await pass((wanted - Date.parse(at.linked.server.now)) / 1000)
}

const maria = () => CaseDesk.signIn(entity, 'maria')
const desk = (login: string) => CaseDesk.signIn(at.hub, login)

/** An application of card 004 taken at the window of the entity, up to the scans. */
async function taken(person: Partial<Applicant> = {}): Promise<string> {
  clerk ??= await Clerk.atWindow(entity, 'maria', '1')
  await clerk.must('outside-queue')
  const window = CaseDesk.of(entity, clerk)
  const id = await window.start('permanent')
  const who = { ...applicant, ...person }
  await window.write(id, who)
  await window.tickAll(id)
  await window.complete(id, 'intake-check', 'accepted')
  const fields = {
    'contact-phone': who.phone ?? '',
    'personal-email': who.email ?? '',
    'permit-issued-elsewhere': false,
  }
  await window.complete(id, 'application', 'formed', { fields })
  await window.complete(id, 'print', 'correct', { fields: { 'home-owned': false, 'home-leased': false } })
  await window.complete(id, 'applicant-signature', 'signed')
  await window.complete(id, 'employee-signature', 'signed')
  expect((await window.addFile(id, 'паспорт.pdf', 'application/pdf', aScan('passport'))).body).toMatchObject({
    ok: true,
  })
  await window.complete(id, 'scans', 'scanned-for-transfer')
  await clerk.must('finish-service')
  await window.until(
    id,
    ({ status, path }) =>
      status === 'open' && path.some(({ key, status: now }) => key === 'transfer' && now === 'open'),
    'the registration',
    () => pass(1),
  )
  return id
}

/** What is done on the day and the next one until the re-check is open. */
async function transferred(id: string, day: number): Promise<void> {
  await (await maria()).must(id, 'record-event', { stage: 'transfer', data: { event: 'electronic-transferred' } })
  await morning(day)
  await (await maria()).complete(id, 'transfer', 'transferred')
  const head = await desk('dorosh')
  await head.complete(id, 'distribution', 'assigned', { officer: 'bohdan' })
}

describe('an application taken by an authorised entity for the body it works for', () => {
  let id: string

  it('W10 goes to the body: the file on the same day, the originals on the next', async () => {
    id = await taken()
    expect(id).toMatch(/^4890-004-\d{6}$/)
    const view = await (await maria()).view(id)
    expect([view.office, view.entity]).toEqual(['4801', '4890'])
    const offer = view.offers.find(({ stage }) => stage === 'transfer')
    expect(offer?.record.map(({ event }) => event)).toEqual(['electronic-transferred'])
    expect(offer?.limit).toBe('2026-03-04')
    // the originals cannot arrive before the file was sent
    const early = await (await maria()).tryTo(id, 'complete', { stage: 'transfer', outcome: 'transferred', data: {} })
    expect(early.body).toMatchObject({ ok: false, refusal: { what: 'electronic-transferred' } })
    await transferred(id, 5)
    expect((await (await maria()).view(id)).path.find(({ key }) => key === 'transfer')).toMatchObject({
      status: 'done',
      doneOn: '2026-03-05',
      overdue: false,
    })
  })

  it('W46 is checked again by the body’s officer, not by who took it, and then accepted for consideration', async () => {
    const theirs = await (await maria()).tryTo(id, 'complete', { stage: 'recheck', outcome: 'accepted', data: {} })
    expect(theirs.body).toMatchObject({ ok: false, refusal: { code: 'wrong-role' } })
    const bohdan = await desk('bohdan')
    const recheck = (await bohdan.view(id)).offers.find(({ stage }) => stage === 'recheck')
    expect(recheck?.limit).toBe('2026-03-06')
    await bohdan.complete(id, 'recheck', 'accepted')
    await bohdan.complete(id, 'identification', 'identified')
  })

  it('W56 a visit is told of by phone and by a mail that is really sent, a working day before', async () => {
    const pavlo = await desk('pavlo')
    const check = (await pavlo.view(id)).offers.find(({ stage }) => stage === 'residence-check')
    expect(check?.plan).toMatchObject([{ event: 'residence-visited', earliest: '2026-03-06' }])
    const tooSoon = { event: 'residence-visited', date: '2026-03-05' }
    const refused = await pavlo.tryTo(id, 'plan-event', { stage: 'residence-check', data: tooSoon })
    expect(refused.body.ok).toBe(false)
    await pavlo.must(id, 'plan-event', {
      stage: 'residence-check',
      data: { event: 'residence-visited', date: '2026-03-06' },
    })
    const told = await pavlo.until(
      id,
      ({ offers }) => offers.some(({ record }) => record.some(({ means }) => means.join() === 'phone')),
      'the mail’s own record',
      () => pass(1),
    )
    const [mail] = at.outside.mails().filter(({ to }) => to.includes('ilona@example.org'))
    expect(decoded(mail?.raw ?? '')).toContain('День: 06.03.2026')
    const call = (await pavlo.tasks()).tasks.find((task) => task.case === id)
    expect(call).toMatchObject({ stage: 'residence-check', kind: 'stage' })
    expect(told.path.find(({ key }) => key === 'residence-check')?.status).toBe('open')
    await pavlo.must(id, 'record-event', {
      stage: 'residence-check',
      data: { event: 'visit-notified', means: 'phone' },
    })
  })

  it('W50 the act of a visit is signed by two of the unit, in the applicant’s absence by a neighbour; a stranger is no second', async () => {
    await morning(6)
    const pavlo = await desk('pavlo')
    // only the server's clock was moved overnight: the first request finds the hub's token void, and a file is no such
    await pavlo.view(id)
    expect((await pavlo.addFile(id, 'акт.pdf', 'application/pdf', aScan('act'))).body).toMatchObject({ ok: true })
    const act = (await pavlo.view(id)).files.at(-1)?.hash ?? ''
    const fields = { 'visit-time': '2026-03-06T10:00', 'residence-act': act }
    const alone = await pavlo.tryTo(id, 'complete', {
      stage: 'residence-check',
      outcome: 'absent',
      data: { fields, parties: ['neighbour'] },
    })
    expect(alone.body).toMatchObject({ ok: false, refusal: { code: 'signature-missing' } })
    const bohdan = await desk('bohdan')
    const stranger = await bohdan.tryTo(id, 'sign', { stage: 'residence-check', outcome: 'absent', data: {} })
    expect(stranger.body.ok).toBe(false)
    await (await desk('vira')).must(id, 'sign', { stage: 'residence-check', outcome: 'absent' })
    await pavlo.complete(id, 'residence-check', 'absent', { fields, parties: ['neighbour'] })
    const done = await pavlo.view(id)
    expect(done.path.find(({ key }) => key === 'residence-check')?.status).toBe('done')
    expect(done.papers.find(({ paper }) => paper === 'residence-act')).toMatchObject({ stage: 'residence-check' })
  })

  it('W15 a card with a defect goes to the central body, and its data to the printing works again', async () => {
    const head = await desk('dorosh')
    const made = await head.ask('POST', '/api/cases/signing-key', { password })
    expect(made.status).toBe(200)
    await head.complete(id, 'decision', 'issue', { password })
    const ordered = () => at.outside.works('printing-works')
    const before = ordered()
    await (await desk('roman')).complete(id, 'data-transfer', 'sent')
    await arrives(id)
    expect(ordered()).toBe(before + 1)
    const halyna = await desk('halyna')
    await halyna.complete(id, 'arrival', 'recorded')
    await halyna.complete(id, 'comparison', 'defect')
    const roman = await desk('roman')
    await roman.complete(id, 'defect-review', 'confirmed', { fields: { compensation: 'За рахунок виробника' } })
    await roman.complete(id, 'data-transfer', 'sent')
    await arrives(id)
    expect(ordered()).toBe(before + 2)
  })

  it('W10 the card is handed over to the entity with an act both sign, and issued where the documents were taken', async () => {
    const halyna = await desk('halyna')
    await halyna.complete(id, 'arrival', 'recorded')
    await halyna.complete(id, 'comparison', 'matches')
    const alone = await halyna.tryTo(id, 'complete', { stage: 'handover', outcome: 'handed-over', data: {} })
    expect(alone.body).toMatchObject({ ok: false, refusal: { code: 'signature-missing', what: 'authorised-entity' } })
    const issuer = await maria()
    expect((await issuer.tasks()).tasks.find((task) => task.case === id)).toMatchObject({ kind: 'sign' })
    await issuer.must(id, 'sign', { stage: 'handover', outcome: 'handed-over' })
    await halyna.complete(id, 'handover', 'handed-over')
    const olena = await desk('olena')
    const notTheirs = await olena.tryTo(id, 'complete', { stage: 'issue', outcome: 'issued', data: {} })
    expect(notTheirs.body.ok).toBe(false)
    await issuer.complete(id, 'issue', 'issued')
    expect(await issuer.view(id)).toMatchObject({ status: 'ended', end: 'issued' })
    const answer = await at.linked.server.request('POST', '/api/status', { case: id, digits: '0258' })
    expect(answer.body['phase']).toBe('issued')
  })
})

describe('an application whose documents are not in order', () => {
  it('W8 is refused consideration in writing, and the entity is told by the next working day', async () => {
    await morning(9)
    clerk.leave()
    clerk = await Clerk.atWindow(entity, 'maria', '2')
    const id = await taken({ surname: 'Якубець', document: { kind: 'passport', number: 'КН1110369' } })
    await transferred(id, 10)
    const bohdan = await desk('bohdan')
    const offer = (await bohdan.view(id)).offers.find(({ stage }) => stage === 'recheck')
    const refusal = offer?.outcomes.find(({ key }) => key === 'refused')
    expect(refusal).toMatchObject({ written: 'always', papers: ['consideration-refusal'] })
    await bohdan.complete(id, 'recheck', 'refused')
    const view = await (await maria()).view(id)
    expect([view.status, view.end]).toEqual(['ended', 'refused-to-consider'])
    const paper = await (await maria()).bytes(`/api/cases/${id}/papers/consideration-refusal?stage=recheck`)
    expect([paper.status, paper.type]).toEqual([200, 'application/pdf'])
    const owed = (await bohdan.view(id)).offers.find(({ kind }) => kind === 'record')
    expect(owed?.record.map(({ event }) => event)).toEqual(['refusal-notified'])
    await bohdan.must(id, 'record-event', { stage: 'recheck', data: { event: 'refusal-notified', means: 'letter' } })
    expect((await bohdan.view(id)).offers).toEqual([])
  })
})

/** The printing works delivers. */
async function arrives(id: string): Promise<void> {
  const halyna = await desk('halyna')
  await halyna.until(
    id,
    ({ offers }) => offers.some(({ stage }) => stage === 'arrival'),
    'the card from the printing works',
    () => pass(2),
  )
}

function decoded(raw: string): string {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const text = body.join('\r\n\r\n')
  return /base64/i.test(head) ? Buffer.from(text, 'base64').toString('utf8') : quotedPrintable(text)
}

function quotedPrintable(text: string): string {
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
