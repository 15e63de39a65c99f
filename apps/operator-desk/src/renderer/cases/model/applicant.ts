import { normaliseName, normalisePhone, transliterate } from '@cherha/shared/text'
import { Applicant } from '@cherha/shared/workflow'
import { isDay, isEmail, type Typed } from './fields.ts'

/** Fields of the applicant's form, by the names they have in it. */
export const applicantFields = [
  'surname',
  'givenName',
  'patronymic',
  'latinSurname',
  'latinGivenName',
  'birthDate',
  'sex',
  'citizenship',
  'documentKind',
  'documentNumber',
  'documentIssuedOn',
  'documentValidUntil',
  'documentIssuer',
  'address',
  'phone',
  'email',
  'representativeName',
  'representativeAuthority',
  'hostName',
  'hostAddress',
  'language',
] as const
export type ApplicantField = (typeof applicantFields)[number]

/** Why a field cannot be taken; a key of the texts. */
export type ApplicantProblem =
  | 'missing'
  | 'short'
  | 'long'
  | 'letters'
  | 'latin'
  | 'date'
  | 'future'
  | 'order'
  | 'number'
  | 'phone'
  | 'email'
  | 'together'

export type ApplicantRead =
  | { readonly ok: true; readonly applicant: Applicant }
  | { readonly ok: false; readonly problems: Partial<Record<ApplicantField, ApplicantProblem>> }

/** What the form asks for beyond what everybody is asked. */
export interface ApplicantAsks {
  readonly today: string
  readonly phone: boolean
  readonly email: boolean
}

const bounds: Partial<Record<ApplicantField, readonly [least: number, most: number]>> = {
  citizenship: [2, 80],
  documentIssuer: [0, 200],
  address: [3, 300],
  representativeName: [3, 160],
  representativeAuthority: [3, 300],
  hostName: [2, 200],
  hostAddress: [3, 300],
}
const always: readonly ApplicantField[] = [
  'surname',
  'givenName',
  'birthDate',
  'citizenship',
  'documentNumber',
  'address',
]
const dates = ['birthDate', 'documentIssuedOn', 'documentValidUntil'] as const
/** Either both or none. */
const pairs = [
  ['latinSurname', 'latinGivenName'],
  ['representativeName', 'representativeAuthority'],
  ['hostName', 'hostAddress'],
] as const

export function textOf(typed: Typed, field: ApplicantField): string {
  const value = typed[field]
  return typeof value === 'string' ? value.trim() : ''
}

/** The applicant as typed, or what is wrong, field by field. */
export function readApplicant(typed: Typed, asks: ApplicantAsks): ApplicantRead {
  const problems: Partial<Record<ApplicantField, ApplicantProblem>> = {}
  const found = (field: ApplicantField, problem: ApplicantProblem | null) => {
    if (problem !== null) problems[field] ??= problem
  }
  const text = (field: ApplicantField) => textOf(typed, field)
  const needed = [...always, ...(asks.phone ? ['phone' as const] : []), ...(asks.email ? ['email' as const] : [])]
  for (const field of needed) found(field, text(field) === '' ? 'missing' : null)
  for (const field of ['surname', 'givenName', 'patronymic'] as const) found(field, nameProblem(text(field)))
  for (const field of ['latinSurname', 'latinGivenName'] as const) found(field, latinProblem(text(field)))
  for (const field of dates) found(field, text(field) === '' || isDay(text(field)) ? null : 'date')
  for (const field of ['birthDate', 'documentIssuedOn'] as const)
    found(field, text(field) > asks.today ? 'future' : null)
  const until = text('documentValidUntil')
  found('documentValidUntil', until !== '' && until < text('documentIssuedOn') ? 'order' : null)
  found('documentNumber', numberProblem(text('documentNumber')))
  found('phone', text('phone') !== '' && normalisePhone(text('phone')) === null ? 'phone' : null)
  found('email', text('email') !== '' && !isEmail(text('email')) ? 'email' : null)
  for (const [field, [least, most]] of Object.entries(bounds) as [ApplicantField, readonly [number, number]][]) {
    const { length } = text(field)
    found(field, length > most ? 'long' : length > 0 && length < least ? 'short' : null)
  }
  for (const [one, other] of pairs) {
    if (text(one) === '' && text(other) !== '') found(one, 'together')
    if (text(other) === '' && text(one) !== '') found(other, 'together')
  }
  if (Object.keys(problems).length > 0) return { ok: false, problems }
  const read = Applicant.safeParse(applicantOf(text))
  return read.success ? { ok: true, applicant: read.data } : { ok: false, problems: { surname: 'letters' } }
}

function nameProblem(text: string): ApplicantProblem | null {
  if (text === '') return null
  const read = normaliseName(text)
  return read.ok ? null : read.code === 'name-too-long' ? 'long' : 'letters'
}

function latinProblem(text: string): ApplicantProblem | null {
  if (text === '') return null
  if (/\p{Script=Cyrillic}/u.test(text)) return 'latin'
  return nameProblem(text)
}

function numberProblem(text: string): ApplicantProblem | null {
  if (text === '') return null
  if (text.length < 4) return 'short'
  if (text.length > 20) return 'long'
  return /^[\p{L}\p{N}][\p{L}\p{N} /-]*$/u.test(text) ? null : 'number'
}

function applicantOf(text: (field: ApplicantField) => string): unknown {
  const optional = (key: string, value: string) => (value === '' ? {} : { [key]: value })
  const name = (field: ApplicantField) => {
    const read = normaliseName(text(field))
    return read.ok ? read.value : text(field)
  }
  return {
    surname: name('surname'),
    givenName: name('givenName'),
    ...optional('patronymic', text('patronymic') === '' ? '' : name('patronymic')),
    ...(text('latinSurname') === ''
      ? {}
      : { latin: { surname: name('latinSurname'), givenName: name('latinGivenName') } }),
    birthDate: text('birthDate'),
    ...optional('sex', text('sex')),
    citizenship: text('citizenship'),
    document: {
      kind: text('documentKind') === '' ? 'passport' : text('documentKind'),
      number: text('documentNumber'),
      ...optional('issuedOn', text('documentIssuedOn')),
      ...optional('validUntil', text('documentValidUntil')),
      ...optional('issuer', text('documentIssuer')),
    },
    address: text('address'),
    ...optional('phone', normalisePhone(text('phone')) ?? ''),
    ...optional('email', text('email')),
    ...(text('representativeName') === ''
      ? {}
      : { representative: { name: text('representativeName'), authority: text('representativeAuthority') } }),
    ...(text('hostName') === '' ? {} : { hostingParty: { name: text('hostName'), address: text('hostAddress') } }),
    language: text('language') === 'en' ? 'en' : 'uk',
  }
}

/** The form as it stands before typing: what was written last, or what the ticket says of the visitor. */
export function typedOf(applicant: Partial<Applicant> | null): Typed {
  const { latin, document, representative, hostingParty, ...rest } = applicant ?? {}
  const given = {
    ...rest,
    latinSurname: latin?.surname,
    latinGivenName: latin?.givenName,
    documentKind: document?.kind ?? 'passport',
    documentNumber: document?.number,
    documentIssuedOn: document?.issuedOn,
    documentValidUntil: document?.validUntil,
    documentIssuer: document?.issuer,
    representativeName: representative?.name,
    representativeAuthority: representative?.authority,
    hostName: hostingParty?.name,
    hostAddress: hostingParty?.address,
    language: rest.language ?? 'uk',
  }
  return Object.fromEntries(Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** The name in Latin letters by the official table; null when it cannot be written so. A suggestion, never a fact. */
export function latinSuggestion(name: string): string | null {
  const read = transliterate(name)
  return read.ok ? read.value.toUpperCase() : null
}

/** Whether the form says what is written already. */
export function sameApplicant(a: Applicant | null, b: Applicant): boolean {
  return a !== null && JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, inner]) => [key, sorted(inner)]),
  )
}
