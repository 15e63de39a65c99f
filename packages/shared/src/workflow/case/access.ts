import type { Stage } from '../stage.ts'
import type { RoleKey } from '../vocabulary.ts'
import { type Actor, actingAs, rolesOfStage } from './actor.ts'
import { type CaseRefusal, objection } from './refusals.ts'
import { lastVisit, openVisit, type StageVisit } from './state.ts'
import { type CaseWriter, stageOf } from './writer.ts'

export type Access =
  | { readonly ok: true; readonly stage: Stage; readonly role: RoleKey; readonly visit: StageVisit }
  | { readonly ok: false; readonly refusal: CaseRefusal }

type Case = Pick<CaseWriter, 'card' | 'state' | 'context'>

/** Whether the actor may do something in a stage that has to be open. */
export function mayWorkOn(of: Case, key: string, actor: Actor): Access {
  const who = mayActIn(of, key, actor)
  if (!who.ok) return who
  const visit = openVisit(of.state, key)
  if (visit !== undefined) return { ...who, visit }
  if (who.visit?.status === 'awaiting') return no('stage-awaiting', key)
  return no(who.visit?.status === 'done' ? 'stage-done' : 'stage-not-open', key)
}

/** Whether the stage is the actor's, open or not. */
export function mayActIn(
  of: Case,
  key: string,
  actor: Actor,
):
  | { readonly ok: true; readonly stage: Stage; readonly role: RoleKey; readonly visit: StageVisit | undefined }
  | Extract<Access, { ok: false }> {
  const stage = stageOf(of.card, key)
  if (stage === undefined) return no('unknown-stage', key)
  const acting = actingAs(of.card, of.state, actor, rolesOfStage(stage, of.state), of.context.mapping)
  if (!acting.ok) return no(acting.code, key)
  if (stage.assigned && of.state.officer !== null && of.state.officer !== actor.id) return no('not-assigned', key)
  return { ok: true, stage, role: acting.role, visit: lastVisit(of.state, key) }
}

function no(code: CaseRefusal['code'], what: string): Extract<Access, { ok: false }> {
  return { ok: false, refusal: objection(code, what) }
}
