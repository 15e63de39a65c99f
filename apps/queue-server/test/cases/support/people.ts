import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Applicant, RoleKey } from '@cherha/shared/workflow'
import { anOffice } from '@cherha/testing'

type Post = NonNullable<OfficeConfig['staff'][number]['post']>

function post(unit: string, ...roles: RoleKey[]): Post {
  return { unit, title: { uk: `Посада ${unit}`, en: `Post ${unit}` }, roles }
}

const staff: OfficeConfig['staff'] = [
  { login: 'clerk', name: 'Олена Ткачук', role: 'clerk', post: post('desk', 'intake') },
  { login: 'head', name: 'Ірина Дорош', role: 'lead', post: post('division', 'distributor', 'decision-maker') },
  { login: 'anna', name: 'Анна Бондар', role: 'clerk', post: post('division', 'officer') },
  { login: 'bohdan', name: 'Богдан Лисенко', role: 'clerk', post: post('division', 'officer') },
  { login: 'receiver', name: 'Галина Савчук', role: 'clerk', post: post('desk', 'receiver') },
  { login: 'stranger', name: 'Павло Кравець', role: 'clerk', post: post('cellar', 'officer') },
  { login: 'queue', name: 'Семен Гай', role: 'clerk' },
]

/** The office of the cases: 8036 in Kyiv. */
export function theOffice(over: Partial<OfficeConfig> = {}): OfficeConfig {
  const usual = anOffice().withService('А', { id: 'permit', card: 'permit' }).config()
  return { ...usual, code: '8036', staff, ...over }
}

/** An authorised entity that takes applications for 8036. */
export function theEntity(): OfficeConfig {
  const people: OfficeConfig['staff'] = [
    { login: 'clerk', name: 'Ніна Гук', role: 'clerk', post: post('desk', 'authorised-entity') },
  ]
  return theOffice({ code: '9001', kind: 'authorised-entity', servingOffice: '8036', staff: people })
}

/** Another office, and the people of the centre who work there. */
export function otherOffice(): OfficeConfig {
  const people: OfficeConfig['staff'] = [
    { login: 'clerk', name: 'Юрій Швець', role: 'clerk', post: post('desk', 'intake', 'receiver') },
    { login: 'centre', name: 'Роман Коваль', role: 'clerk', post: post('centre', 'central') },
  ]
  return theOffice({ code: '4801', staff: people })
}

export function anApplicant(over: Partial<Applicant> = {}): Applicant {
  return {
    surname: 'Алієв',
    givenName: 'Ельчин',
    birthDate: '1990-05-01',
    citizenship: 'Азербайджан',
    document: { kind: 'passport', number: 'AZ 1234567' },
    address: 'м. Київ, вул. Хрещатик, 1',
    language: 'uk',
    ...over,
  }
}
