import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Applicant } from '@cherha/shared/workflow'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aScan } from './support/a-scan.ts'
import { CaseDesk } from './support/case-desk.ts'
import { CaseOffice } from './support/case-office.ts'
import { Clerk } from './support/clerk.ts'

/** Words that stand nowhere but in applications. */
const canaries = {
  surname: 'Стрижаківська-Канаркіна',
  givenName: 'Пшеничнозора',
  document: 'КН7410258',
  phone: '+380671239876',
  email: 'canary.bird@example.org',
  address: 'вул. Канаркового Крила',
  note: 'нотатка-канарка-про-заявницю',
  file: 'канарковий-паспорт',
  inFile: 'canary-of-the-scan-77e1',
}
const applicant: Applicant = {
  surname: canaries.surname,
  givenName: canaries.givenName,
  birthDate: '1990-04-17',
  citizenship: 'Молдова',
  document: { kind: 'passport', number: canaries.document, validUntil: '2031-01-01' },
  address: `м. Миколаїв, ${canaries.address}, 7`,
  phone: canaries.phone,
  email: canaries.email,
  language: 'uk',
}

/** A scan of some length. */
const aLongScan = (text: string, bytes = 40_000) => aScan(`${text} ${'x'.repeat(bytes)}`)

let at: CaseOffice
let clerk: Clerk
let olena: CaseDesk

beforeAll(async () => {
  at = await CaseOffice.open('2026-03-05T09:00:00+02:00', undefined, [], ['--verbose'])
  await at.linked.converged()
  clerk = await Clerk.atWindow(at.hub, 'olena', '1')
  olena = CaseDesk.of(at.hub, clerk)
  await clerk.must('outside-queue')
})
afterAll(async () => {
  clerk?.leave()
  await at?.close()
})

/** Everything of a window for somebody who came outside the queue, up to the last stage. */
async function upToScans(scans = 1): Promise<string> {
  const id = await olena.start('permanent')
  await olena.write(id, applicant)
  await olena.tickAll(id)
  await olena.complete(id, 'intake-check', 'accepted')
  const contacts = { 'contact-phone': canaries.phone, 'personal-email': canaries.email }
  await olena.complete(id, 'application', 'formed', { fields: { ...contacts, 'permit-issued-elsewhere': false } })
  await olena.complete(id, 'print', 'correct', { fields: { 'home-owned': false, 'home-leased': false } })
  await olena.complete(id, 'applicant-signature', 'signed')
  await olena.complete(id, 'employee-signature', 'signed')
  for (let n = 1; n <= scans; n += 1) {
    const bytes = aLongScan(`${canaries.inFile} ${n}`)
    const added = await olena.addFile(id, `${canaries.file} ${n}.pdf`, 'application/pdf', bytes)
    expect(added.body).toMatchObject({ ok: true })
  }
  return id
}

async function away(): Promise<void> {
  at.linked.wan.cut()
  await at.linked.connected(false)
}

const drafts = async () => (await at.hub.request('GET', '/health')).body['cases'] as Record<string, unknown>

/** The server has the case, the register has it once, and the hub has nothing of it. */
async function handedOver(id: string, files: number): Promise<void> {
  await expect.poll(async () => (await drafts())['waiting']).toBe(0)
  const view = await olena.until(
    id,
    ({ status, path: stops }) => status === 'open' && !stops.some((stop) => stop.status === 'awaiting'),
    'the registration',
    () => at.linked.pass(1),
  )
  expect([view.applicant?.surname, view.files.length]).toEqual([canaries.surname, files])
  expect(await drafts()).toMatchObject({ waiting: 0, refused: 0, damaged: 0 })
  const registered = at.outside.received('register').filter(({ issue, method }) => issue === id && method === 'POST')
  const services = registered.map(({ service, id: request }) => `${service} ${request}`)
  // one request each, however often it is sent
  expect(new Set(services).size).toBe(new Set(registered.map(({ service }) => service)).size)
}

/** Waits until so much has gone up the line that was just healed. */
async function gone(bytes: number): Promise<void> {
  const { wan } = at.linked
  const from = wan.bytes.up
  const giveUp = Date.now() + 60_000
  while (wan.bytes.up - from < bytes && Date.now() < giveUp) await new Promise((resolve) => setImmediate(resolve))
}

function filesIn(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const file = path.join(folder, name)
    return statSync(file).isDirectory() ? filesIn(file) : [file]
  })
}

/** Every way the words may stand in bytes. */
const forms = Object.values(canaries).flatMap((word) =>
  [word, word.toLowerCase(), word.toUpperCase(), encodeURIComponent(word)].flatMap((text) => [
    { word, bytes: Buffer.from(text, 'utf8') },
    { word, bytes: Buffer.from(text, 'utf16le') },
    ...[0, 1, 2].map((shift) => ({ word, bytes: middleOfBase64(text, shift) })),
  ]),
)

/** What is the same in the base64 of any text that has this one at such a place. */
function middleOfBase64(text: string, shift: number): Buffer {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(text, 'utf8')])
  return Buffer.from(bytes.toString('base64').replace(/=+$/, '').slice(4, -4))
}

function canariesIn(bytes: Buffer): string[] {
  return [...new Set(forms.filter((form) => bytes.includes(form.bytes)).map(({ word }) => word))]
}

describe('applications while things break', () => {
  it('W103 the line breaks in the middle of what is handed over, again and again: the server has it once and whole', async () => {
    await away()
    const id = await upToScans(3)
    await olena.complete(id, 'scans', 'scanned')
    for (const bytes of [1_500, 12_000, 30_000, 60_000]) {
      at.linked.wan.heal()
      await gone(bytes)
      at.linked.wan.cut()
    }
    at.linked.wan.heal()
    await at.linked.connected(true)
    await handedOver(id, 3)
  })

  it('W103 W112 the server is killed while it takes an application, and is there again', async () => {
    await away()
    const id = await upToScans(2)
    await olena.complete(id, 'scans', 'scanned')
    at.linked.wan.heal()
    await gone(50_000)
    await at.linked.server.stop('SIGKILL')
    await at.linked.server.start()
    await at.linked.connected(true)
    await handedOver(id, 2)
  })

  it('W103 the hub is killed while it hands over: nothing is lost, and nothing stays', async () => {
    await away()
    const id = await upToScans(2)
    await olena.complete(id, 'scans', 'scanned')
    await clerk.must('finish-service')
    at.linked.wan.heal()
    await gone(60_000)
    clerk.leave()
    await at.hub.restartHub('SIGKILL')
    await at.linked.connected(true)
    olena = await CaseDesk.signIn(at.hub, 'olena')
    await handedOver(id, 2)
  })

  it('W110 a hub that is a day ahead hands over as soon as there is a line, and no answer of a register is lost', async () => {
    await away()
    await at.hub.pass(24 * 3_600)
    clerk = await Clerk.atWindow(at.hub, 'olena', '1')
    olena = CaseDesk.of(at.hub, clerk)
    await clerk.must('outside-queue')
    const id = await upToScans()
    await olena.complete(id, 'scans', 'scanned')
    at.linked.wan.heal()
    await at.linked.connected(true)
    await handedOver(id, 1)
    expect((await olena.view(id)).day).toBe('2026-03-06')
  })

  it('S59 the page of a desk may say who works there: the hub believes the sign-in alone', async () => {
    const asked = async (headers: Record<string, string>) => {
      const answer = await fetch(`${at.hub.hubUrl}/api/distribution`, {
        headers: { authorization: `Bearer ${olena.session}`, ...headers },
      })
      return [answer.status, await answer.text()]
    }
    const dorosh = await CaseDesk.signIn(at.hub, 'dorosh')
    const hers = await dorosh.ask('GET', '/api/distribution')
    expect(hers.status).toBe(200)
    const forged = await asked({ 'x-cherha-staff': 'dorosh' })
    expect(forged).toEqual(await asked({}))
    expect(forged[1]).not.toBe(JSON.stringify(hers.body))
    const auditor = await CaseDesk.signIn(at.hub, 'auditor')
    expect((await auditor.ask('GET', '/api/tasks')).status).toBe(403)
  })

  it('nobody’s data stands in the clear in the database, its journals, the logs, health or metrics', async () => {
    const q = encodeURIComponent(canaries.surname.slice(0, 9))
    const dorosh = await CaseDesk.signIn(at.hub, 'dorosh')
    const [task] = (await dorosh.tasks(`?scope=unit&q=${q}`)).tasks
    const id = task?.case ?? ''
    expect([task?.stage, id.slice(0, 9)]).toEqual(['distribution', '4801-004-'])
    await dorosh.must(id, 'add-note', { data: { text: canaries.note } })
    await dorosh.complete(id, 'distribution', 'assigned', { officer: 'bohdan' })
    // a system that fails is asked again, and every time is noted
    await at.outside.order({ system: 'border', fault: 'error', count: 2 })
    const bohdan = await CaseDesk.signIn(at.hub, 'bohdan')
    const { offers, version } = await bohdan.view(id)
    const asking = offers.filter(({ inquiries }) => inquiries.length > 0)
    expect(asking.map(({ stage }) => stage)).toEqual(['identification'])
    for (const { stage, inquiries } of asking) {
      for (const { key } of inquiries) {
        const data = { inquiry: key, id: randomUUID(), text: canaries.note }
        await bohdan.tryTo(id, 'send-inquiry', { stage, data })
      }
    }
    for (let n = 0; n < 10; n += 1) await at.linked.pass(1)
    await at.linked.server.request('POST', '/api/status', { case: id, digits: '0258' })
    const wrong = { commandId: randomUUID(), version, action: 'add-note', data: { [canaries.surname]: 1, text: 7 } }
    expect((await bohdan.ask('POST', `/api/cases/${id}/actions`, wrong)).status).toBeGreaterThanOrEqual(400)

    const { server } = at.linked
    const pages = [server.url, at.hub.hubUrl].flatMap((url) => [`${url}/health`, `${url}/metrics`])
    const said = await Promise.all(pages.map(async (url) => Buffer.from(await (await fetch(url)).arrayBuffer())))
    expect(said.flatMap(canariesIn)).toEqual([])
    await server.stop('SIGTERM')
    expect(server.problems()).toContain('answered')
    expect(canariesIn(Buffer.from(server.problems()))).toEqual([])
    expect(canariesIn(Buffer.from(at.hub.problems()))).toEqual([])
    for (const folder of [server.dataDir, at.hub.dataDir]) {
      const files = filesIn(folder)
      expect(files.length).toBeGreaterThan(5)
      const holding = files.flatMap((file) =>
        canariesIn(readFileSync(file)).map((word) => `${word} in ${path.relative(folder, file)}`),
      )
      expect(holding).toEqual([])
    }
    // the search would find them
    for (const word of Object.values(canaries)) {
      expect(canariesIn(Buffer.from(Buffer.from(`{"a":"${word}"}`).toString('base64')))).toContain(word)
      expect(canariesIn(Buffer.from(`x${word}y`))).toContain(word)
    }
  })
})
