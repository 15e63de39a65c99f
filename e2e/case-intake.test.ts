import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Applicant } from '@cherha/shared/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aScan } from './support/a-scan.ts'
import { CaseDesk } from './support/case-desk.ts'
import { CaseOffice } from './support/case-office.ts'
import { Clerk } from './support/clerk.ts'
import { somebody } from './support/somebody.ts'

const applicant: Applicant = {
  surname: 'Канаркевич',
  givenName: 'Зореслава',
  birthDate: '1990-04-17',
  citizenship: 'Молдова',
  document: { kind: 'passport', number: 'КН7410258', validUntil: '2031-01-01' },
  address: 'м. Миколаїв, вул. Канаркова, 7',
  phone: '+380671234567',
  email: 'kanarka@example.org',
  language: 'uk',
}
const scan = aScan('kanarka-scan')

let at: CaseOffice
let olena: CaseDesk
let clerk: Clerk
let id: string

beforeAll(async () => {
  at = await CaseOffice.open('2026-03-05T08:30:00+02:00')
  await at.linked.converged()
  await at.linked.passUntil('2026-03-05T09:00:30+02:00')
  const registered = await at.hub.command(at.hub.tokens.terminal, {
    type: 'register-current',
    service: 'permanent',
    language: 'uk',
    person: { surname: somebody().surname, givenName: somebody().givenName },
  })
  if (registered.status !== 200) throw new Error(`No ticket: ${JSON.stringify(registered.body)}`)
  await at.linked.converged()
})
afterAll(async () => {
  clerk?.leave()
  await at?.close()
})

describe('an application taken while the network is lost', () => {
  it('W101 the ticket is called and an application is opened for it, though nobody can reach the server', async () => {
    clerk = await Clerk.atWindow(at.hub, 'olena', '1')
    olena = CaseDesk.of(at.hub, clerk)
    at.linked.wan.cut()
    await at.linked.connected(false)
    await clerk.must('call-next')
    await clerk.must('confirm-voice-call')
    await clerk.must('start-service')
    id = await olena.start('permanent')
    expect(id).toMatch(/^4801-004-\d{6,}$/)
    expect((await olena.view(id)).from?.ticket).toMatch(/^А-/)
  })

  it('W100 service is not finished while the draft waits for an outcome', async () => {
    const answer = await clerk.command('finish-service')
    expect(answer.status).toBe(409)
    expect(answer.body.refusal?.code).toBe('draft-unfinished')
  })

  it('all stages of the window are done, and the paper is made, without the network', async () => {
    await olena.write(id, applicant)
    await olena.tickAll(id)
    await olena.must(id, 'check-fee', { data: { code: '1234-5678' } })
    await olena.complete(id, 'intake-check', 'accepted')
    await olena.complete(id, 'application', 'formed', {
      fields: {
        'contact-phone': applicant.phone ?? '',
        'personal-email': applicant.email ?? '',
        'permit-issued-elsewhere': false,
      },
    })
    const form = await olena.bytes(`/api/cases/${id}/papers/application-form?stage=print`)
    expect([form.status, form.type]).toEqual([200, 'application/pdf'])
    await olena.complete(id, 'print', 'correct', { fields: { 'home-owned': false, 'home-leased': false } })
    await olena.complete(id, 'applicant-signature', 'signed')
    await olena.complete(id, 'employee-signature', 'signed')
    const added = await olena.addFile(id, 'паспорт.pdf', 'application/pdf', scan)
    expect(added.body).toMatchObject({ ok: true })
    await olena.complete(id, 'scans', 'scanned')
    const view = await olena.view(id)
    expect(view.path.filter(({ status }) => status === 'awaiting').map(({ number }) => number)).toEqual(['2', '6'])
    await clerk.must('finish-service')
  })

  it('when the network is back the server owns it and the Register has registered it', async () => {
    at.linked.wan.heal()
    await at.linked.connected(true)
    const view = await olena.until(
      id,
      ({ status, path: stops }) => status === 'open' && !stops.some((stop) => stop.status === 'awaiting'),
      'the registration',
      () => at.linked.pass(1),
    )
    expect(view.applicant?.surname).toBe('Канаркевич')
    expect(at.outside.received('register').length).toBeGreaterThan(0)
  })

  it('W103 after that no byte of the applicant or the scan is left at the hub', async () => {
    const canaries = ['Канаркевич', 'КН7410258', 'kanarka@example.org', 'kanarka-scan']
    const found = filesIn(at.hub.dataDir).flatMap((file) => {
      const bytes = readFileSync(file)
      return canaries.filter((word) => bytes.includes(word)).map((word) => `${word} in ${path.basename(file)}`)
    })
    expect(found).toEqual([])
  })

  it('the applicant asks where the application is, by its number and four digits', async () => {
    const answer = await at.linked.server.request('POST', '/api/status', { case: id, digits: '0258' })
    expect(answer.status).toBe(200)
    expect(answer.body['case']).toBe(id)
  })
})

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesIn(file) : [file]
  })
}
