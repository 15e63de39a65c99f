import type { Card, OfficeMapping } from './card.ts'
import type { Text } from './term.ts'
import type { RoleKey } from './vocabulary.ts'

/** Who acts, as people call it: the job title and the name of the unit. */
export interface WhoActs {
  readonly title: Text
  readonly unit: Text
}

/**
 * The job title and unit behind a role: the office's own where its mapping has one, else as the card prints it.
 * Null for a role the card does not use.
 */
export function whoActs(card: Card, role: RoleKey, office?: OfficeMapping): WhoActs | null {
  const found = office?.roles[role] ?? card.roles[role]
  if (found === undefined) return null
  const unit = office?.units[found.unit] ?? card.units[found.unit]
  return unit === undefined ? null : { title: found.title, unit }
}
