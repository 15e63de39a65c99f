import {
  type Applicant,
  type Card,
  type CaseFolder,
  type Fields,
  type Ground,
  holds,
  lastVisit,
  type Outcome,
  type PaperKey,
  type RunningCase,
  type Stage,
} from '@cherha/shared/workflow'
import type { PaperContext } from '../context.ts'

/** The case as a paper is made of it. */
export interface Matter {
  readonly card: Card
  readonly folder: CaseFolder
  readonly state: RunningCase
  readonly applicant: Applicant | null
  readonly context: PaperContext
  readonly paper: PaperKey
  readonly stage: Stage
  /** The outcome the paper belongs to; null while it is not chosen. */
  readonly outcome: Outcome | null
  /** Fields of the stage. */
  readonly fields: Fields
  /** Grounds of the refusal. */
  readonly grounds: readonly Ground[]
  readonly facts: ReadonlySet<string>
}

/** The paper cannot be made: the case has not begun, or has no such stage. Nothing the person at the desk did. */
export class PaperNotPossible extends Error {
  override name = 'PaperNotPossible'
}

/** @throws PaperNotPossible */
export function matterOf(card: Card, folder: CaseFolder, paper: PaperKey, context: PaperContext): Matter {
  const { state } = folder
  if (state.status === 'none') throw new PaperNotPossible('No paper of a case that has not begun.')
  const stage = card.stages.find(({ key }) => key === context.stage)
  if (stage === undefined) throw new PaperNotPossible(`Card ${card.id} has no stage ${context.stage}.`)
  const chosen = context.outcome?.key ?? lastVisit(state, stage.key)?.outcome ?? null
  const outcome = stage.outcomes.find(({ key }) => key === chosen) ?? null
  const fields = { ...state.fields[stage.key], ...context.outcome?.fields }
  return {
    card,
    folder,
    state,
    applicant: folder.dossier.applicant,
    context,
    paper,
    stage,
    outcome,
    fields,
    grounds: groundsOf(card, state, stage, outcome, context.outcome?.grounds),
    facts: factsOf(state, stage, fields),
  }
}

/** The same matter seen from another stage: a copy is made of a decision. */
export function matterAt(matter: Matter, stage: Stage): Matter {
  const { outcome: _chosen, ...context } = matter.context
  return matterOf(matter.card, matter.folder, matter.paper, { ...context, stage: stage.key })
}

/** The last stage gone through whose outcome made a paper. */
export function stageThatMade({ card, state }: Pick<Matter, 'card' | 'state'>, paper: PaperKey): Stage | null {
  const visit = state.visits.findLast(({ stage: key, outcome }) =>
    card.stages.some(
      (stage) => stage.key === key && stage.outcomes.some((one) => one.key === outcome && one.papers.includes(paper)),
    ),
  )
  return card.stages.find(({ key }) => key === visit?.stage) ?? null
}

/** Signers, documents and whatever else the card asks only in some circumstances. */
export function applies({ facts }: Pick<Matter, 'facts'>, { when }: { readonly when: readonly string[] }): boolean {
  return holds(when, facts)
}

function groundsOf(
  card: Card,
  state: RunningCase,
  stage: Stage,
  outcome: Outcome | null,
  given: readonly string[] | undefined,
): readonly Ground[] {
  if (outcome?.refusal === undefined) return []
  const keys = given ?? state.refusals.findLast((refusal) => refusal.stage === stage.key)?.grounds ?? []
  const list = card.grounds[outcome.refusal.grounds] ?? []
  return list.filter(({ key }) => keys.includes(key))
}

function factsOf(state: RunningCase, stage: Stage, fields: Fields): ReadonlySet<string> {
  const facts = { ...state.facts }
  for (const { key, kind } of stage.fields) {
    const value = fields[key]
    if (kind === 'yes-no' && typeof value === 'boolean') facts[key] = value
  }
  return new Set(Object.keys(facts).filter((key) => facts[key]))
}
