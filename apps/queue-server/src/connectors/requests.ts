import type { Applicant, ConnectorKey } from '@cherha/shared/workflow'
import type { OutsideData, OutsideJob } from './ports.ts'

/** What is asked: a service of the system, and what it is told. */
export interface OutsideRequest {
  readonly service: 'applications' | 'scans' | 'defects' | 'inquiries' | 'orders' | 'receipts'
  readonly body: Readonly<Record<string, unknown>>
}

/** Jobs that go through the exchange; mail and letters do not. */
export type ExchangeJob = Exclude<OutsideJob, { readonly kind: 'mail' | 'letter' }>

export function isExchangeJob(job: OutsideJob): job is ExchangeJob {
  return job.kind !== 'mail' && job.kind !== 'letter'
}

/** The request of a job, with only those data of the case that its service needs to answer. */
export function requestOf(job: ExchangeJob, data: OutsideData): OutsideRequest {
  const { office, applicant } = data
  const card = data.card.id
  switch (job.kind) {
    case 'register-application':
      return {
        service: 'applications',
        body: { office, card, track: data.track, applicant: { ...person(applicant), ...papers(applicant) } },
      }
    case 'register-scans':
      return {
        service: 'scans',
        body: { office, card, scans: data.files.map(({ hash, type, document }) => ({ hash, type, document })) },
      }
    case 'central-defect':
      return { service: 'defects', body: { office, card } }
    case 'order-card':
      return {
        service: 'orders',
        body: { office, card, track: data.track, holder: { ...person(applicant), ...onTheCard(applicant) } },
      }
    case 'inquiry':
      return { service: 'inquiries', body: { office, ...about(job.connector, data) } }
  }
}

/** Who it is about: name, date of birth, document. */
function person({ surname, givenName, patronymic, birthDate, document }: Applicant): Record<string, unknown> {
  return { surname, givenName, ...(patronymic && { patronymic }), birthDate, documentNumber: document.number }
}

function onTheCard({ latin, sex, citizenship }: Applicant): Record<string, unknown> {
  return { ...(latin && { latin }), ...(sex && { sex }), citizenship }
}

/** The rest of the application form that the Register keeps; how to reach the applicant stays with the office. */
function papers(applicant: Applicant): Record<string, unknown> {
  const { kind, issuedOn, validUntil, issuer } = applicant.document
  return {
    ...onTheCard(applicant),
    document: { kind, ...(issuedOn && { issuedOn }), ...(validUntil && { validUntil }), ...(issuer && { issuer }) },
    address: applicant.address,
  }
}

function about(connector: ConnectorKey, data: OutsideData): Record<string, unknown> {
  const { applicant, inquiry, receipt } = data
  switch (connector) {
    case 'check':
      return { receipt }
    case 'invalid-documents':
      return { document: { kind: applicant.document.kind, documentNumber: applicant.document.number } }
    case 'border':
      return { person: { ...person(applicant), citizenship: applicant.citizenship } }
    case 'state-body':
    case 'migration-body':
      return { person: person(applicant), question: { key: inquiry?.key, title: inquiry?.title.uk } }
    case 'register':
    case 'debtors':
    case 'civil-status':
    case 'printing-works':
      return { person: person(applicant) }
  }
}
