import type { Actor, Card } from '@cherha/shared/workflow'
import type { RoleKey } from '@cherha/shared/workflow'

export const theOffice = 'mk-01'
export const theEntity = 'dp-01'

/** A member of staff with one role, in the unit the card prints for it. */
export function person(card: Card, role: RoleKey, name = 'first'): Actor {
  const office = role === 'authorised-entity' ? theEntity : role === 'central' ? 'dms' : theOffice
  return { id: `${role}-${name}`, office, unit: card.roles[role]?.unit ?? 'none', roles: [role] }
}
