import type { Card, OfficeMapping } from '../card.ts'
import type { Stage } from '../stage.ts'
import type { RoleKey } from '../vocabulary.ts'
import type { CaseRefusalCode } from './refusals.ts'
import type { RunningCase } from './state.ts'

/** A member of staff as signed in: nothing a client says about itself. */
export interface Actor {
  readonly id: string
  /** Code of the office (or authorised entity) the person works for. */
  readonly office: string
  /** Key of the person's unit, as the card or the office's mapping names it. */
  readonly unit: string
  readonly roles: readonly RoleKey[]
}

/** Why nobody or the first of the roles the actor may act in. */
export type Acting =
  | { readonly ok: true; readonly role: RoleKey }
  | { readonly ok: false; readonly code: CaseRefusalCode }

/**
 * The roles that act in a stage of this case. Where both the body's intake and the authorised entity stand, it is
 * the one that took the application (002 s1; 003 s19; 004 s18).
 */
export function rolesOfStage(stage: Pick<Stage, 'roles'>, state: RunningCase): readonly RoleKey[] {
  if (!stage.roles.includes('intake') || !stage.roles.includes('authorised-entity')) return stage.roles
  const other: RoleKey = state.entity === null ? 'authorised-entity' : 'intake'
  return stage.roles.filter((role) => role !== other)
}

/** Whether the actor has one of the roles, in the unit and office the role belongs to in this case. */
export function actingAs(
  card: Card,
  state: RunningCase,
  actor: Actor,
  roles: readonly RoleKey[],
  mapping?: OfficeMapping,
): Acting {
  const held = roles.filter((role) => actor.roles.includes(role))
  if (held.length === 0) return { ok: false, code: 'wrong-role' }
  const here = held.filter((role) => worksFor(card, state, actor, role))
  if (here.length === 0) return { ok: false, code: 'wrong-office' }
  const role = here.find((key) => (mapping?.roles[key] ?? card.roles[key])?.unit === actor.unit)
  return role === undefined ? { ok: false, code: 'wrong-unit' } : { ok: true, role }
}

/** The central body serves every office; the authorised entity only the applications it took. */
function worksFor(card: Card, state: RunningCase, actor: Actor, role: RoleKey): boolean {
  if (role === 'authorised-entity') return actor.office === state.entity
  const central = card.roles.central?.unit
  return (central !== undefined && card.roles[role]?.unit === central) || actor.office === state.office
}
