import { randomUUID } from 'node:crypto'
import type { CaseActionBody, CaseView, OfficeConfig } from '@cherha/shared/protocol'
import { type Applicant, builtInCards, findCard } from '@cherha/shared/workflow'
import { anOffice } from '@cherha/testing'
import {
  at,
  aVisitor,
  type HubUnderTest,
  type Reply,
  registerCurrent,
  startedHub,
  type Started,
} from '../hub-under-test.ts'

/** Card 004: the only one without a list of documents to check first. */
export const cardId = '004'
const card = findCard(builtInCards, cardId)
if (card === undefined) throw new Error('no card 004')
const intakeUnit = card.roles.intake?.unit ?? ''
export const entityUnit = card.roles['authorised-entity']?.unit ?? ''

/** An office whose first service is that of the card, and whose clerks take its applications. */
export function officeWithCard(more: Partial<OfficeConfig> = {}): OfficeConfig {
  const config = anOffice()
    .withService('А', { id: 'service-1', card: cardId })
    .withService('К', { id: 'service-2' })
    .withWindow('w1')
    .withWindow('w2')
    .withStaff('clerk', 'clerk')
    .withStaff('second', 'clerk')
    .withStaff('lead', 'lead')
    .withStaff('queue-only', 'clerk')
    .withStaff('auditor', 'auditor')
    .withDevice('terminal-1', 'terminal')
    .withDevice('desk-1', 'desk')
    .withDevice('desk-2', 'desk')
    .with(more)
    .config()
  const post = { unit: intakeUnit, title: { uk: 'Спеціаліст', en: 'Specialist' }, roles: ['intake' as const] }
  return {
    ...config,
    staff: config.staff.map((one) => (['clerk', 'second'].includes(one.login) ? { ...one, post } : one)),
  }
}

/** Words that are nowhere else on a disk: found again in any file that holds them in the clear. */
export const canary = {
  surname: 'Зозулинець-Канаркова',
  document: 'КН987654321',
  file: 'canary-of-the-scan-5c1f',
}

export function anApplicant(more: Partial<Applicant> = {}): Applicant {
  return {
    surname: canary.surname,
    givenName: 'Оксамита',
    birthDate: '1991-02-03',
    citizenship: 'Республіка Молдова',
    document: { kind: 'passport', number: canary.document },
    address: 'м. Хмельницький, вул. Прикладна, 2, кв. 3',
    phone: '+380671234567',
    email: 'oksamyta@example.org',
    language: 'uk',
    ...more,
  }
}

/** A whole PDF whose text nobody else has. */
export function aScan(text = canary.file): Buffer {
  const objects = [
    '1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n',
    '2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n',
    `3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] /Note (${text}) >>\nendobj\n`,
  ]
  let body = '%PDF-1.4\n'
  const offsets: number[] = []
  for (const object of objects) {
    offsets.push(body.length)
    body += object
  }
  const lines = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const xref = `xref\n0 4\n0000000000 65535 f \n${lines}`
  return Buffer.from(`${body}${xref}trailer\n<< /Size 4 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1')
}

/** A clerk at a desk who takes applications, over the hub's real routes. */
export class Clerk {
  readonly office: HubUnderTest
  readonly token: string
  readonly window: string

  constructor(office: HubUnderTest, token: string, window: string) {
    this.office = office
    this.token = token
    this.window = window
  }

  static async signedIn(office: HubUnderTest, login = 'clerk', window = 'w1', desk = 0): Promise<Clerk> {
    const clerk = new Clerk(office, await office.signIn(login, desk), window)
    await clerk.must({ type: 'open-window', window })
    return clerk
  }

  async must(command: Parameters<HubUnderTest['command']>[1]): Promise<Reply> {
    const reply = await this.office.command(this.token, command)
    if (reply.status !== 200) throw new Error(`${command.type}: ${JSON.stringify(reply.body)}`)
    return reply
  }

  /** A visitor takes a ticket, is called and served. @returns the ticket's number */
  async serve(surname = 'Їжакевич'): Promise<string> {
    const taken = await this.office.command(this.office.token('terminal'), registerCurrent(aVisitor(surname)))
    await this.must({ type: 'call-next', window: this.window })
    await this.must({ type: 'start-service', window: this.window })
    return String(at(taken.body, 'result', 'ticket'))
  }

  /** Somebody comes outside the queue. */
  async outside(): Promise<void> {
    await this.must({ type: 'outside-queue', window: this.window })
  }

  begin(more: { commandId?: string; service?: string } = {}): Promise<Reply> {
    const body = { commandId: randomUUID(), service: 'service-1', ...more }
    return this.office.request('POST', '/api/cases', { token: this.token, body })
  }

  async begun(): Promise<string> {
    const reply = await this.begin()
    if (reply.status !== 200) throw new Error(`begin: ${JSON.stringify(reply.body)}`)
    return String(at(reply.body, 'id'))
  }

  async view(id: string): Promise<CaseView> {
    const reply = await this.office.get(`/api/cases/${id}`, this.token)
    if (reply.status !== 200) throw new Error(`view: ${reply.status} ${JSON.stringify(reply.body)}`)
    return reply.body as CaseView
  }

  async act(id: string, action: Partial<CaseActionBody> & Pick<CaseActionBody, 'action'>): Promise<Reply> {
    const version = action.version ?? (await this.view(id)).version
    const body = { commandId: randomUUID(), ...action, version }
    return this.office.request('POST', `/api/cases/${id}/actions`, { token: this.token, body })
  }

  async done(id: string, action: Parameters<Clerk['act']>[1]): Promise<void> {
    const reply = await this.act(id, action)
    if (reply.status !== 200) throw new Error(`${action.action} ${action.stage}: ${JSON.stringify(reply.body)}`)
  }

  addScan(id: string, bytes: Uint8Array = aScan(), headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.office.hub.url}/api/cases/${id}/files`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/pdf',
        'x-cherha-name': encodeURIComponent('паспорт.pdf'),
        'x-cherha-command': randomUUID(),
        ...headers,
      },
      body: new Uint8Array(bytes),
    })
  }

  /** Everything up to the last stage at the window. */
  async upToScans(id: string): Promise<void> {
    await this.done(id, { action: 'write-applicant', data: { applicant: anApplicant() } })
    await this.done(id, { action: 'complete', stage: 'intake-check', outcome: 'accepted' })
    const application = { 'biometrics-taken': true, 'permit-issued-elsewhere': false }
    await this.done(id, { action: 'complete', stage: 'application', outcome: 'formed', data: { fields: application } })
    const print = { warned: true, 'home-owned': true, 'home-leased': false }
    await this.done(id, { action: 'complete', stage: 'print', outcome: 'correct', data: { fields: print } })
    const parties = { parties: ['applicant'] }
    await this.done(id, { action: 'complete', stage: 'applicant-signature', outcome: 'signed', data: parties })
    const signed = { 'signature-date': '2026-11-23', 'signature-name': 'Лисенко Б. І.' }
    const stage = 'employee-signature'
    await this.done(id, { action: 'complete', stage, outcome: 'signed', data: { fields: signed } })
    const scan = await this.addScan(id)
    if (scan.status !== 200) throw new Error(`scan: ${await scan.text()}`)
  }

  async wholeIntake(id: string): Promise<void> {
    await this.upToScans(id)
    await this.done(id, { action: 'complete', stage: 'scans', outcome: 'scanned' })
  }
}

export async function officeWithClerk(options: Started = {}): Promise<{ office: HubUnderTest; clerk: Clerk }> {
  const office = await startedHub({ config: officeWithCard(), ...options })
  return { office, clerk: await Clerk.signedIn(office) }
}
