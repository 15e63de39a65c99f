import type { Actor, Applicant, Card, Name, RoleKey } from '@cherha/shared/workflow'

export const office = '8036'
export const entity = '8090'

/** A member of staff with one role, in the unit the card prints for it; people of other offices carry theirs. */
export function person(card: Card, role: RoleKey, name = 'first'): Actor {
  const home = role === 'authorised-entity' ? entity : role === 'central' ? '8000' : office
  const login = `${role}-${name}`
  return {
    id: home === office ? login : `${login}@${home}`,
    office: home,
    unit: card.roles[role]?.unit ?? 'none',
    roles: [role],
  }
}

export function names(id: string): Name | null {
  return { name: `Іменник ${id}`, title: { uk: 'Спеціаліст', en: 'Specialist' } }
}

export const applicant: Applicant = {
  surname: 'Вигадана',
  givenName: 'Особа',
  birthDate: '1990-05-17',
  citizenship: 'Азербайджан',
  document: { kind: 'passport', number: 'C 01234567' },
  address: 'вул. Прикладна, 1, Миколаїв',
  language: 'uk',
}
