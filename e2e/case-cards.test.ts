import { randomUUID } from 'node:crypto'
import type { CaseView } from '@cherha/shared/protocol'
import type { Applicant } from '@cherha/shared/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aScan } from './support/a-scan.ts'
import { CaseDesk } from './support/case-desk.ts'
import { CaseOffice } from './support/case-office.ts'
import { Clerk } from './support/clerk.ts'

const password = 'надійний пароль підпису'
const aPerson = (surname: string, email: string, number: string): Applicant => ({
  surname,
  givenName: 'Алесь',
  birthDate: '1990-04-17',
  citizenship: 'Білорусь',
  document: { kind: 'passport', number, validUntil: '2031-01-01' },
  address: 'м. Миколаїв, вул. Садова, 7',
  phone: '+380671234567',
  email,
  language: 'uk',
})
const fastOne = aPerson('Зязюля', 'ales@example.org', 'МР7410258')
const refusedOne = aPerson('Одмовенко', 'vidmova@example.org', 'КН1110369')
const scan = aScan()

let at: CaseOffice
const clerks = new Map<string, Clerk>()

beforeAll(async () => {
  // Thursday
  at = await CaseOffice.open('2026-03-05T08:58:00+02:00')
  await at.linked.converged()
  await at.linked.passUntil('2026-03-05T09:01:00+02:00')
  const head = await desk('dorosh')
  const { status } = await head.ask('POST', '/api/cases/signing-key', { password })
  if (status !== 200) throw new Error(`no signing key: ${status}`)
})
afterAll(async () => {
  for (const clerk of clerks.values()) clerk.leave()
  await at?.close()
})

const desk = (login: string) => CaseDesk.signIn(at.hub, login)
const stop = ({ path }: CaseView, key: string) => path.find((one) => one.key === key)

async function visit(login: string, window: string): Promise<{ clerk: Clerk; at: CaseDesk }> {
  const clerk = clerks.get(login) ?? (await Clerk.atWindow(at.hub, login, window))
  clerks.set(login, clerk)
  await clerk.must('outside-queue')
  return { clerk, at: CaseDesk.of(at.hub, clerk) }
}

/** From the form to the scans. */
async function formed(window: CaseDesk, id: string): Promise<void> {
  // what was said at the check may ask for more documents
  await window.tickAll(id)
  await window.complete(id, 'application', 'formed')
  await window.complete(id, 'print', 'correct')
  await window.complete(id, 'applicant-signature', 'signed')
  await window.complete(id, 'employee-signature', 'signed')
  expect((await window.addFile(id, 'паспорт.pdf', 'application/pdf', scan)).body).toMatchObject({ ok: true })
  await window.complete(id, 'scans', 'scanned')
}

const registered = (window: CaseDesk, id: string) =>
  window.until(
    id,
    ({ status, path }) => status === 'open' && !path.some((one) => one.status === 'awaiting'),
    'the registration',
    () => at.linked.pass(1),
  )

describe('a temporary residence permit on the fast track **', () => {
  let id: string

  it('W33 its fee is asked of «check» at the window, and its terms are those with asterisks', async () => {
    const { clerk, at: window } = await visit('taras', '2')
    id = await window.start('temporary', { track: 'fast', grounds: ['expired'] })
    await window.write(id, fastOne)
    await window.tickAll(id)
    const checked = await window.tryTo(id, 'check-fee', { data: { code: '1234-5678' } })
    expect(checked.body).toMatchObject({ ok: true, fee: 'confirmed' })
    const no = [
      'by-representative',
      'fee-exempt',
      'expired-passport-allowed',
      'issued-by-another-body',
      'home-visit',
      'in-hospital',
    ]
    const fields = {
      ...Object.fromEntries(no.map((key) => [key, false])),
      'fee-code-given': true,
      'fee-code': '1234-5678',
      'expires-on': '2026-04-30',
    }
    await window.complete(id, 'intake-check', 'accepted', { fields })
    await formed(window, id)
    await clerk.must('finish-service')
    const view = await registered(window, id)
    expect([view.track, view.terms.result]).toEqual(['fast', '2026-03-10'])
    const limits = ['distribution', 'identification', 'decision', 'data-transfer', 'delivery', 'arrival', 'issue']
    expect(limits.map((key) => stop(view, key)?.limit)).toEqual([
      '2026-03-06',
      '2026-03-06',
      '2026-03-06',
      '2026-03-06',
      '2026-03-09',
      '2026-03-09',
      '2026-03-10',
    ])
    expect(view.filing).toMatchObject([{ key: 'expiry', status: 'in-time' }])
  })

  it('W45 is assigned twice at once: one is done, the other is told what changed', async () => {
    const head = await desk('dorosh')
    const { version } = await head.view(id)
    const both = await Promise.all(
      ['bohdan', 'oksana'].map((officer) =>
        head.tryTo(id, 'complete', { stage: 'distribution', outcome: 'assigned', data: { officer } }, version),
      ),
    )
    expect(both.map(({ status }) => status).toSorted((one, other) => one - other)).toEqual([200, 409])
    const late = both.find(({ status }) => status === 409)?.body
    const changes = expect.arrayContaining([expect.objectContaining({ text: expect.anything() })])
    expect(late).toMatchObject({ ok: false, refusal: { code: 'version-changed', changes } })
    const { officer } = await head.view(id)
    await (await desk(officer?.login ?? '')).complete(id, 'identification', 'identified')
  })

  it('is decided, made and checked on the same day', async () => {
    const head = await desk('dorosh')
    await head.complete(id, 'decision', 'issue', { password })
    const { officer } = await head.view(id)
    await (await desk(officer?.login ?? '')).complete(id, 'data-transfer', 'sent')
    const halyna = await desk('halyna')
    await halyna.until(
      id,
      ({ offers }) => offers.some(({ stage }) => stage === 'arrival'),
      'the card from the printing works',
      () => at.linked.pass(2),
    )
    await halyna.complete(id, 'arrival', 'recorded')
    await halyna.complete(id, 'comparison', 'matches')
    const view = await halyna.view(id)
    expect(stop(view, 'comparison')?.doneOn).toBe('2026-03-05')
    expect(stop(view, 'issue')?.status).toBe('open')
  })
})

describe('an immigration permit', () => {
  it('W82 W71 is refused after an inquiry, told by letter, and not applied for again within the year', async () => {
    const { clerk, at: window } = await visit('olena', '1')
    const id = await window.start('immigration')
    await window.write(id, refusedOne)
    await window.tickAll(id)
    await window.complete(id, 'intake-check', 'accepted')
    await formed(window, id)
    await clerk.must('finish-service')
    const taken = await registered(window, id)
    expect(
      ['13', '14', '15', '16', '17'].map((row) => taken.path.find(({ number }) => number === row)?.status),
    ).toEqual(Array.from({ length: 5 }, () => 'not-applicable'))
    const head = await desk('dorosh')
    await head.complete(id, 'distribution', 'assigned', { officer: 'oksana' })
    const oksana = await desk('oksana')
    await oksana.complete(id, 'identification', 'inquiry-needed')
    expect(stop(await oksana.view(id), 'inquiries')?.limit).toBe('2026-04-06')
    const inquiry = randomUUID()
    await oksana.must(id, 'send-inquiry', { stage: 'inquiries', data: { inquiry: 'state-body', id: inquiry } })
    const early = await oksana.tryTo(id, 'complete', { stage: 'inquiries', outcome: 'answered', data: {} })
    expect(early.body.ok).toBe(false)
    await oksana.until(
      id,
      ({ inquiries }) => inquiries.some((one) => one.id === inquiry && one.status === 'answered'),
      'the answer of the other body',
      () => at.linked.pass(2),
    )
    await oksana.complete(id, 'inquiries', 'answered')
    await oksana.complete(id, 'identification', 'identified')
    await head.complete(id, 'decision', 'refused', { password })
    expect(stop(await head.view(id), 'copy')?.limit).toBe('2026-03-10')
    const status = await at.linked.server.request('POST', '/api/status', { case: id, digits: '0369' })
    expect(JSON.stringify(status.body['appeal'])).toContain('суд')
    await oksana.complete(id, 'copy', 'refusal-sent-to-applicant', {
      fields: { 'delivery-means': 'registered-letter', 'delivery-proof': '0505012345678' },
    })
    const ended = await oksana.view(id)
    expect([ended.status, ended.end]).toEqual(['ended', 'refused'])
    const copy = await oksana.bytes(`/api/cases/${id}/papers/decision-copy?stage=copy`)
    expect([copy.status, copy.type]).toEqual([200, 'application/pdf'])
  })

  it('W82 the second application is not taken over, and the clerk reads from which day it can be', async () => {
    const { clerk, at: window } = await visit('olena', '1')
    const id = await window.start('immigration')
    await window.write(id, { ...refusedOne, document: { kind: 'passport', number: 'ЗЗ9990001' } })
    await window.tickAll(id)
    await window.complete(id, 'intake-check', 'accepted')
    await formed(window, id)
    await clerk.must('finish-service')
    const view = await window.until(
      id,
      ({ status, alerts }) => status === 'draft' && alerts.some(({ level }) => level === 'overdue'),
      'the refusal of the server',
      () => at.linked.pass(1),
    )
    expect(view.alerts.map(({ text }) => text.uk).join(' ')).toContain('з 5 березня 2027 року')
    await window.must(id, 'abandon')
  })
})

describe('a temporary residence permit that is not taken at the window as usual', () => {
  const said = { 'by-representative': false, 'fee-exempt': true, 'expired-passport-allowed': false }
  const fields = { ...said, 'fee-code-given': false, 'issued-by-another-body': false }

  async function begun(surname: string): Promise<{ clerk: Clerk; at: CaseDesk; id: string }> {
    const { clerk, at: window } = await visit('taras', '2')
    const id = await window.start('temporary', { grounds: ['expired'] })
    await window.write(id, { ...fastOne, surname })
    await window.tickAll(id)
    return { clerk, at: window, id }
  }

  it('W13 documents taken in hospital have an act that the person and the doctor sign', async () => {
    const { clerk, at: window, id } = await begun('Лікаренко')
    expect((await window.addFile(id, 'акт.pdf', 'application/pdf', scan)).body).toMatchObject({ ok: true })
    const act = (await window.view(id)).files.at(-1)?.hash ?? ''
    const there = { 'home-visit': true, 'in-hospital': true, 'visit-time': '2026-03-05T08:00', 'identity-act': act }
    const whole = {
      ...there,
      'visit-place': 'Лікарня № 1',
      'visit-present': 'Лікар Прикладний П. П.',
      'visit-reason': 'Медичний висновок і заява',
      'health-confirmed': true,
      'identity-confirmed': true,
    }
    const data = { fields: { ...fields, ...whole }, parties: ['applicant'] }
    const alone = await window.tryTo(id, 'complete', { stage: 'intake-check', outcome: 'accepted-on-visit', data })
    expect(alone.body).toMatchObject({ ok: false, refusal: { code: 'signature-missing', what: 'doctor' } })
    await window.must(id, 'complete', {
      stage: 'intake-check',
      outcome: 'accepted-on-visit',
      data: { ...data, parties: ['applicant', 'doctor'] },
    })
    const paper = await window.bytes(`/api/cases/${id}/papers/identity-act?stage=intake-check`)
    expect([paper.status, paper.type]).toEqual([200, 'application/pdf'])
    expect(stop(await window.view(id), 'application')?.status).toBe('open')
    await window.must(id, 'abandon')
    await clerk.must('finish-service')
  })

  it('W14 a card found invalid is withdrawn with an act, and there is no application', async () => {
    const { clerk, at: window, id } = await begun('Недійсенко')
    const none = { 'home-visit': false, 'in-hospital': false }
    await window.complete(id, 'intake-check', 'card-invalid', { fields: { ...fields, ...none } })
    await window.complete(id, 'withdrawal', 'withdrawn')
    for (const kind of ['withdrawal-act', 'handover-act']) {
      const paper = await window.bytes(`/api/cases/${id}/papers/${kind}?stage=withdrawal`)
      expect([kind, paper.status, paper.type]).toEqual([kind, 200, 'application/pdf'])
    }
    await clerk.must('finish-service')
    const view = await window.until(
      id,
      ({ status }) => status === 'ended',
      'the handover',
      () => at.linked.pass(1),
    )
    expect(view.end).toBe('card-withdrawn')
    const again = await window.bytes(`/api/cases/${id}/papers/withdrawal-act?stage=withdrawal`)
    expect([again.status, again.type]).toEqual([200, 'application/pdf'])
  })
})

describe('a card nobody collects', () => {
  const reminders = () =>
    at.outside.mails().filter(({ to, raw }) => to.includes('ales@example.org') && decoded(raw).includes('досі чекає'))

  /** The server was off until then, and looks at its start at what is due. */
  async function serverAt(date: string): Promise<void> {
    await at.linked.server.stop('SIGTERM')
    await at.linked.server.start((Date.parse(`${date}T12:00:00+03:00`) - Date.parse(at.linked.server.now)) / 1000)
    for (let n = 0; n < 20; n += 1) {
      await at.linked.server.pass(1)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  it('W18 W68 is reminded of by one mail after six months, not before and not again', async () => {
    await serverAt('2026-09-04')
    expect(reminders()).toEqual([])
    await serverAt('2026-09-08')
    await expect.poll(() => reminders().length).toBe(1)
    await serverAt('2026-10-20')
    expect(reminders()).toHaveLength(1)
  })
})

function decoded(raw: string): string {
  const [head = '', ...body] = raw.split('\r\n\r\n')
  const text = body.join('\r\n\r\n')
  if (/base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8')
  const bytes = text
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
