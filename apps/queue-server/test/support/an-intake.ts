import { createHash, randomUUID } from 'node:crypto'
import type { CaseActionBody, CaseHandover, OfficeConfig } from '@cherha/shared/protocol'
import {
  type Actor,
  actorOf,
  type Applicant,
  builtInCards,
  type Card,
  type CaseFile,
  type CaseFolder,
  commandOf,
  decideFolder,
  evolveFolder,
  findCard,
  holidaysOfUkraine,
  type FolderCommand,
  initialFolder,
  workingCalendar,
} from '@cherha/shared/workflow'

const card = findCard(builtInCards, '004') as Card
const unitOf = (role: 'intake' | 'distributor' | 'officer') => card.roles[role]?.unit ?? ''
const post = (role: 'intake' | 'distributor' | 'officer') => ({
  post: { unit: unitOf(role), title: { uk: role, en: role }, roles: [role] },
})

/** People who do a case of card 004, up to its officer. */
export const caseStaff: OfficeConfig['staff'] = [
  { login: 'clerk', name: 'Оксана Приймач', role: 'clerk', ...post('intake') },
  { login: 'head', name: 'Іван Голова', role: 'lead', ...post('distributor') },
  { login: 'officer', name: 'Петро Виконавець', role: 'clerk', ...post('officer') },
]

/** Words that are nowhere else: found again wherever they stand in the clear. */
export const anApplicant: Applicant = {
  surname: 'Зозулинець-Канаркова',
  givenName: 'Оксамита',
  birthDate: '1991-02-03',
  citizenship: 'Республіка Молдова',
  document: { kind: 'passport', number: 'КН98760417' },
  address: 'м. Хмельницький, вул. Прикладна, 2, кв. 3',
  phone: '+380671234567',
  email: 'oksamyta@example.org',
  language: 'uk',
}

/** A whole PDF. */
export function aScan(note = 'scan'): Buffer {
  const body = `%PDF-1.4\n1 0 obj\n<< /Note (${note}) >>\nendobj\n`
  return Buffer.from(
    `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** An application of card 004 as a hub takes it in, without a network, and hands it over. */
export class AnIntake {
  readonly id: string
  readonly scan = aScan()
  readonly #office: OfficeConfig
  readonly #today: string
  readonly #commands: CaseHandover['commands'] = []
  #folder: CaseFolder = initialFolder

  constructor(office: OfficeConfig, { number = '000127', today = '2026-03-04' } = {}) {
    this.id = `${office.code}-004-${number}`
    this.#office = office
    this.#today = today
    this.#does({
      ...this.#who('clerk'),
      type: 'start',
      version: 0,
      id: this.id,
      office: office.code,
      service: 'passport',
      entity: null,
      track: 'standard',
      day: today,
    })
  }

  /** All of the window's stages. */
  whole(): this {
    this.#asks({ action: 'write-applicant', data: { applicant: anApplicant } })
    this.#stage('intake-check', 'accepted')
    this.#stage('application', 'formed', { fields: { 'biometrics-taken': true, 'permit-issued-elsewhere': false } })
    this.#stage('print', 'correct', { fields: { warned: true, 'home-owned': true, 'home-leased': false } })
    this.#stage('applicant-signature', 'signed', { parties: ['applicant'] })
    const signed = { 'signature-date': this.#today, 'signature-name': 'Приймач О. І.' }
    this.#stage('employee-signature', 'signed', { fields: signed })
    const file: CaseFile = {
      hash: hashOf(this.scan),
      name: 'паспорт.pdf',
      type: 'application/pdf',
      bytes: this.scan.length,
      document: null,
      stage: 'scans',
      scan: 'not-scanned',
    }
    this.#does({ ...this.#who('clerk'), type: 'add-file', file })
    this.#stage('scans', 'scanned')
    return this
  }

  get handover(): CaseHandover {
    return {
      id: this.id,
      office: this.#office.code,
      cardVersion: card.version,
      commands: this.#commands,
      files: [...this.#folder.dossier.files].map(({ on: _on, by: _by, ...file }) => file),
    }
  }

  #stage(stage: string, outcome: string, data: Record<string, unknown> = {}): void {
    this.#asks({ action: 'complete', stage, outcome, data })
  }

  #asks(body: Omit<CaseActionBody, 'commandId' | 'version'>): void {
    const version = this.#folder.state.status === 'none' ? 0 : this.#folder.state.version
    const asked = commandOf(
      { commandId: randomUUID(), version, ...body },
      { ...this.#who('clerk'), officers: () => null, connected: false },
    )
    if (!asked.ok) throw new Error(`${body.action} ${body.stage}: ${JSON.stringify(asked.refusal)}`)
    for (const command of asked.commands) this.#does(command)
  }

  #does(command: FolderCommand): void {
    const decision = decideFolder(card, this.#folder, command, { calendar })
    if (!decision.ok) throw new Error(`${command.type}: ${JSON.stringify(decision.refusal)}`)
    this.#folder = decision.events.reduce(evolveFolder, this.#folder)
    this.#commands.push({ id: randomUUID(), command: { ...command } })
  }

  #who(login: string) {
    const actor = actorOf(this.#office, login, this.#office.code) as Actor
    return { actor, today: this.#today, at: Date.parse(`${this.#today}T09:00:00Z`) }
  }
}

const calendar = workingCalendar(holidaysOfUkraine, { martialLaw: true })
