import type { Applicant } from '@cherha/shared/workflow'
import { CaseOffice } from './case-office.ts'

export const aliiev: Applicant = {
  surname: 'Алієв',
  givenName: 'Ельчин',
  patronymic: 'Раміз огли',
  latin: { surname: 'ALIYEV', givenName: 'ELCHIN' },
  birthDate: '1988-04-12',
  sex: 'male',
  citizenship: 'Азербайджан',
  document: { kind: 'passport', number: 'C01234567', issuedOn: '2021-06-01', validUntil: '2031-06-01' },
  address: 'вул. Прикладна, 12, кв. 4, м. Хмельницький',
  phone: '+380671234567',
  email: 'elchin@example.com',
  language: 'uk',
}

export const hashOf = (letter: string): string => letter.repeat(64)

function paper(name: 'application-form' | 'residence-act', stage: string) {
  return { paper: name, hash: hashOf(name === 'residence-act' ? 'c' : 'b'), stage, visit: 1, bytes: 40_000 }
}

/** 004 in intake at the window: open, documents not accepted yet. */
export function anIntake(card = '004', grounds?: string[], day = '2026-03-05'): { office: CaseOffice; id: string } {
  const office = new CaseOffice().on(day, '10:22')
  const id = office.start(
    'olena',
    card === '003' ? 'temporary' : 'permanent',
    card,
    grounds === undefined ? {} : { grounds },
  )
  return { office, id }
}

/** Every document of the checklist compared. */
export function compared(office: CaseOffice, id: string): void {
  for (const { document, attached, originalShown, originalReturned } of office.view('olena', id).checklist) {
    const check = { document, shown: originalShown, attached, returned: originalReturned }
    office.does('olena', id, 'check-document', { data: { check } })
  }
}

/** 004, done up to a step at the window. */
export function anIntakeAt(
  step: 'application' | 'print' | 'applicant-signature' | 'employee-signature' | 'scans' | 'over',
  day?: string,
) {
  const { office, id } = anIntake('004', undefined, day)
  compared(office, id)
  const done = (stage: string, outcome: string, data: Record<string, unknown> = {}) =>
    office.does('olena', id, 'complete', { stage, outcome, data })
  done('intake-check', 'accepted')
  if (step === 'application') return { office, id }
  office.does('olena', id, 'write-applicant', { data: { applicant: aliiev } })
  done('application', 'formed', { fields: { 'biometrics-taken': true, 'permit-issued-elsewhere': false } })
  if (step === 'print') return { office, id }
  done('print', 'correct', { fields: { warned: true, 'home-owned': false, 'home-leased': false } })
  office.keep('olena', id, { type: 'keep-paper', paper: paper('application-form', 'print') })
  if (step === 'applicant-signature') return { office, id }
  done('applicant-signature', 'signed', { parties: ['applicant'] })
  if (step === 'employee-signature') return { office, id }
  done('employee-signature', 'signed', { fields: { 'signature-date': office.today, 'signature-name': 'Ткачук О.' } })
  if (step === 'scans') return { office, id }
  scanned(office, id)
  done('scans', 'scanned')
  return { office, id }
}

function scanned(office: CaseOffice, id: string): void {
  for (const [index, { document, attached }] of office.view('olena', id).checklist.entries()) {
    if (attached === 'none') continue
    const hash = hashOf(index.toString(16).slice(-1))
    const file = {
      hash,
      name: `${document}.pdf`,
      type: 'application/pdf',
      bytes: 120_000,
      document,
      stage: 'scans',
      scan: 'clean',
    } as const
    office.keep('olena', id, { type: 'add-file', file })
  }
}

/** The case of the mockup: 004 on the day its decision is due. */
export function aDecisionDueToday(): { office: CaseOffice; id: string } {
  const { office, id } = anAssignedCase('2026-02-23')
  office.on('2026-02-24', '09:40')
  const ask = (inquiry: string, n: number) =>
    office.does('bohdan', id, 'send-inquiry', { stage: 'identification', data: { inquiry, id: uuid(n) } })
  ask('border', 1)
  ask('debtors', 2)
  ask('border-service', 3)
  const answer = (n: number) =>
    office.told(id, { type: 'inquiry-answered', today: office.today, id: uuid(n), result: 'confirmed' } as never)
  answer(1)
  answer(2)
  office.told(id, { type: 'inquiry-received', today: office.today, id: uuid(3) } as never)
  office.on('2026-02-26', '09:00')
  answer(3)
  office.on('2026-03-02', '11:00')
  office.does('taras', id, 'plan-event', {
    stage: 'residence-check',
    data: { event: 'residence-visited', date: '2026-03-04' },
  })
  for (const means of ['phone', 'email']) {
    office.does('taras', id, 'record-event', { stage: 'residence-check', data: { event: 'visit-notified', means } })
  }
  office
    .on('2026-03-03', '15:50')
    .does('bohdan', id, 'complete', { stage: 'identification', outcome: 'identified', data: {} })
  office.on('2026-03-04', '15:20')
  const act = {
    hash: hashOf('a'),
    name: 'Акт перевірки.pdf',
    type: 'application/pdf',
    bytes: 90_000,
    document: null,
    stage: 'residence-check',
    scan: 'clean',
  } as const
  office.keep('taras', id, { type: 'add-file', file: act })
  office.keep('taras', id, { type: 'keep-paper', paper: paper('residence-act', 'residence-check') })
  office.does('nadiia', id, 'sign', { stage: 'residence-check', outcome: 'confirmed', data: {} })
  office.does('taras', id, 'complete', {
    stage: 'residence-check',
    outcome: 'confirmed',
    data: { fields: { 'visit-time': '2026-03-04T14:30', 'residence-act': act.hash }, parties: ['applicant'] },
  })
  office.on('2026-03-05', '10:20')
  return { office, id }
}

/** 004, given to its officer on the day it was taken. */
export function anAssignedCase(day: string): { office: CaseOffice; id: string } {
  const { office, id } = anIntakeAt('over', day)
  office.told(id, {
    type: 'confirm-awaited',
    today: office.today,
    stage: 'application',
    taken: true,
    reference: 'R-1',
  } as never)
  office.told(id, {
    type: 'confirm-awaited',
    today: office.today,
    stage: 'scans',
    taken: true,
    reference: 'R-2',
  } as never)
  const stage = office.view('iryna', id).offers[0]
  office.does('iryna', id, 'complete', {
    stage: stage?.stage ?? '',
    outcome: stage?.outcomes[0]?.key ?? '',
    data: { officer: 'bohdan' },
  })
  return { office, id }
}

const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
