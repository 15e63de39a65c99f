import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { type CaseActionBody, CaseView, type OfficeConfig } from '@cherha/shared/protocol'
import { type Applicant, builtInCards, findCard } from '@cherha/shared/workflow'
import { anOffice } from '@cherha/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LinkedOffice } from './support/linked-office.ts'

const cardId = '004'
const unit = findCard(builtInCards, cardId)?.roles.intake?.unit ?? ''
const base = anOffice()
  .withService('А', { id: 'residence', card: cardId })
  .withWindow('w1')
  .withStaff('olena', 'clerk')
  .withDevice('desk-1', 'desk')
  .config()
const post = { unit, title: { uk: 'Спеціаліст', en: 'Specialist' }, roles: ['intake' as const] }
const config: OfficeConfig = { ...base, staff: base.staff.map((one) => ({ ...one, post })) }
/** Wednesday. */
const morning = '2026-03-04T10:00:00+02:00'

/** Words that stand nowhere else on the disk. */
const canary = { surname: 'Зозулинець-Канаркова', document: 'КН987654321', file: 'canary-of-the-scan-5c1f' }
const applicant: Applicant = {
  surname: canary.surname,
  givenName: 'Оксамита',
  birthDate: '1991-02-03',
  citizenship: 'Республіка Молдова',
  document: { kind: 'passport', number: canary.document },
  address: 'м. Хмельницький, вул. Прикладна, 2, кв. 3',
  phone: '+380671234567',
  email: 'oksamyta@example.org',
  language: 'uk',
}

let linked: LinkedOffice
let session: string
beforeAll(async () => {
  linked = await LinkedOffice.open(config, morning)
  await linked.converged()
  session = await linked.hub.signIn('olena')
  await command('open-window')
})
afterAll(() => linked?.close())

async function command(type: string): Promise<void> {
  const answer = await linked.hub.command(session, { type, window: 'w1' })
  if (answer.status !== 200) throw new Error(`${type}: ${JSON.stringify(answer.body)}`)
}

async function begin(): Promise<string> {
  const body = { commandId: randomUUID(), service: 'residence' }
  const answer = await linked.hub.request('POST', '/api/cases', session, body)
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body))
  return String(answer.body['id'])
}

async function view(id: string): Promise<CaseView> {
  const answer = await linked.hub.request('GET', `/api/cases/${id}`, session)
  if (answer.status !== 200) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return CaseView.parse(answer.body)
}

async function act(id: string, action: Omit<CaseActionBody, 'commandId' | 'version'>): Promise<void> {
  const body = { commandId: randomUUID(), version: (await view(id)).version, ...action }
  const answer = await linked.hub.request('POST', `/api/cases/${id}/actions`, session, body)
  if (answer.status !== 200) throw new Error(`${action.stage}: ${JSON.stringify(answer.body)}`)
}

/** A whole PDF with the text in it. */
function aScan(text: string): Buffer {
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Note (${text}) >>\nendobj\n`,
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object) => {
    const offset = body.length
    body += object
    return offset
  })
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const xref = `xref\n0 4\n0000000000 65535 f \n${lines}`
  return Buffer.from(`${body}${xref}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1')
}

async function addScan(id: string, text: string): Promise<string> {
  const response = await fetch(`${linked.hub.hubUrl}/api/cases/${id}/files`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${session}`,
      'content-type': 'application/pdf',
      'x-cherha-name': encodeURIComponent('паспорт.pdf'),
      'x-cherha-command': randomUUID(),
    },
    body: new Uint8Array(aScan(text)),
  })
  if (response.status !== 200) throw new Error(await response.text())
  return (await view(id)).files.at(-1)?.hash ?? ''
}

const complete = (stage: string, outcome: string, data: Record<string, unknown> = {}) =>
  ({ action: 'complete', stage, outcome, data }) as const

async function firstHalf(id: string): Promise<void> {
  await act(id, { action: 'write-applicant', data: { applicant } })
  await act(id, complete('intake-check', 'accepted'))
  const fields = { 'biometrics-taken': true, 'permit-issued-elsewhere': false }
  await act(id, complete('application', 'formed', { fields }))
}

async function secondHalf(id: string): Promise<void> {
  const print = { warned: true, 'home-owned': true, 'home-leased': false }
  await act(id, complete('print', 'correct', { fields: print }))
  await act(id, complete('applicant-signature', 'signed', { parties: ['applicant'] }))
  const signed = { 'signature-date': '2026-03-04', 'signature-name': 'Лисенко Б. І.' }
  await act(id, complete('employee-signature', 'signed', { fields: signed }))
}

async function cases(): Promise<Record<string, unknown>> {
  return (await linked.hub.request('GET', '/health')).body['cases'] as Record<string, unknown>
}

/** Files of the hub's data folder in which one of the words stands. */
function holding(words: readonly string[]): string[] {
  const forms = words.flatMap((word) => [Buffer.from(word, 'utf8'), Buffer.from(word, 'utf16le')])
  return readdirSync(linked.hub.dataDir, { recursive: true, encoding: 'utf8' }).filter((name) => {
    const file = path.join(linked.hub.dataDir, name)
    if (!statSync(file).isFile()) return false
    const bytes = readFileSync(file)
    return forms.some((form) => bytes.includes(form))
  })
}

describe('an application between the hub and the queue server', () => {
  it('W103 the network is lost in the middle of an intake: it goes on, and the server has all of it afterwards', async () => {
    await command('outside-queue')
    const id = await begin()
    await firstHalf(id)
    linked.wan.cut()
    await linked.connected(false)
    await secondHalf(id)
    const hash = await addScan(id, canary.file)
    await act(id, complete('scans', 'scanned'))
    expect(await cases()).toMatchObject({ waiting: 1, unfinished: 0 })
    expect((await view(id)).status).toBe('draft')
    await command('finish-service')

    linked.wan.heal()
    await expect.poll(async () => (await cases())['oldest']).toBeNull()
    const taken = await view(id)
    expect(taken.status).toBe('open')
    expect(taken.applicant).toEqual(applicant)
    expect(taken.path.find(({ key }) => key === 'intake-check')?.status).toBe('done')
    expect(taken.files.map((file) => file.hash)).toEqual([hash])
    const scan = await fetch(`${linked.hub.hubUrl}/api/cases/${id}/files/${hash}`, {
      headers: { authorization: `Bearer ${session}` },
    })
    expect(Buffer.from(await scan.arrayBuffer()).equals(aScan(canary.file))).toBe(true)
    expect(holding(Object.values(canary))).toEqual([])
    expect(readdirSync(path.join(linked.hub.dataDir, 'case-files')).filter((name) => !name.startsWith('.'))).toEqual([])
  })

  it('W103 the line breaks again and again during the handover, and the hub is killed: the server has it once, the hub nothing', async () => {
    await command('outside-queue')
    const id = await begin()
    linked.wan.cut()
    await linked.connected(false)
    await firstHalf(id)
    await secondHalf(id)
    for (const n of [1, 2, 3]) await addScan(id, `${canary.file} ${n}`)
    await act(id, complete('scans', 'scanned'))
    await command('finish-service')
    for (const ms of [40, 250, 700]) {
      linked.wan.heal()
      await new Promise((resolve) => setTimeout(resolve, ms))
      linked.wan.cut()
    }
    await linked.hub.restartHub('SIGKILL')
    linked.wan.heal()
    await expect.poll(async () => (await cases())['oldest']).toBeNull()
    await linked.connected(true)
    await expect.poll(async () => (await view(id)).status).toBe('open')
    expect((await view(id)).files).toHaveLength(3)
    expect(holding(Object.values(canary))).toEqual([])
  })

  it('W102 the next case has the next number, though the hub keeps nothing of the others', async () => {
    await command('outside-queue')
    expect(await begin()).toBe('6801-004-000003')
  })
})
