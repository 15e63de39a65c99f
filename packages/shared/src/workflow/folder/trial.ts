import type { Card } from '../card.ts'
import type { Actor } from '../case/actor.ts'
import { checkFields } from '../case/fields.ts'
import type { CaseContext, CompleteStage } from '../case/commands.ts'
import { isShown } from '../case/inquiries.ts'
import type { CaseRefusal } from '../case/refusals.ts'
import { signersOf } from '../case/signatures.ts'
import type { RunningCase, StageVisit } from '../case/state.ts'
import type { Field, Outcome, Stage } from '../stage.ts'
import { factOf, holds } from '../term.ts'
import type { CaseFolder, FolderCommand } from './commands.ts'
import { decideFolder } from './decide.ts'

/** Somebody looks at a case: who, and on which day. */
export interface Looking {
  readonly actor: Actor
  readonly context: CaseContext
  readonly today: string
}

const anyFile = {
  hash: '0'.repeat(64),
  name: '-',
  type: 'application/pdf',
  bytes: 1,
  document: null,
  stage: null,
  scan: 'clean',
  on: '',
  by: null,
} as const

/** Why the rules would refuse a command now; null: they would take it. Nothing is kept. */
export function tried(
  card: Card,
  folder: CaseFolder,
  command: FolderCommand,
  context: CaseContext,
): CaseRefusal | null {
  // A file a field asks for can be added while the form is filled in.
  const { dossier } = folder
  const whole = { ...folder, dossier: { ...dossier, files: [...dossier.files, anyFile] } }
  const decision = decideFolder(card, command.type === 'complete' ? whole : folder, command, context)
  return decision.ok ? null : decision.refusal
}

/** Yes-no fields of the stage an outcome hangs on, with the answer it needs. */
export function requiredAnswers(stage: Stage, outcome: Outcome): readonly { field: string; value: boolean }[] {
  const asked = yesNo(stage, outcome)
  return outcome.when
    .filter((one) => asked.has(factOf(one)))
    .map((one) => ({ field: factOf(one), value: !one.startsWith('not ') }))
}

/** Whether the outcome is possible, whatever the fields of its stage say. */
export function isPossible(stage: Stage, outcome: Outcome, facts: ReadonlySet<string>): boolean {
  const asked = yesNo(stage, outcome)
  return holds(
    outcome.when.filter((one) => !asked.has(factOf(one))),
    facts,
  )
}

function yesNo(stage: Stage, outcome: Outcome): ReadonlySet<string> {
  return new Set([...stage.fields, ...outcome.fields].filter(({ kind }) => kind === 'yes-no').map(({ key }) => key))
}

/** The grounds of an outcome that stand on something, of those its card lists. */
export function groundsOf(card: Card, state: RunningCase, stage: Stage, visit: StageVisit, outcome: Outcome) {
  const list = outcome.refusal === undefined ? [] : (card.grounds[outcome.refusal.grounds] ?? [])
  return list.filter(({ key }) => isShown(state, stage, visit, key))
}

/** The document the signers of an outcome have begun to sign. */
export function documentOf(state: RunningCase, { stage, visit }: StageVisit, outcome: string): string | undefined {
  const newest = state.signatures.findLast(
    (one) => one.stage === stage && one.visit === visit && one.outcome === outcome,
  )
  return newest?.document ?? undefined
}

/** An outcome filled in as well as can be: whatever the rules still refuse it for does not lie in the form. */
export function filledIn(
  card: Card,
  state: RunningCase,
  stage: Stage,
  visit: StageVisit,
  outcome: Outcome,
  { actor, today, context }: Looking,
): CompleteStage & { readonly at: number } {
  const answers = new Map(requiredAnswers(stage, outcome).map(({ field, value }) => [field, value]))
  const fields: Record<string, string | number | boolean> = {}
  for (const field of [...stage.fields, ...outcome.fields])
    fields[field.key] = answers.get(field.key) ?? sample(field, today)
  const checked = checkFields(stage, outcome, fields, state.facts)
  const facts = checked.ok ? checked.facts : state.facts
  const parties = signersOf(outcome, facts).flatMap(({ party }) => party ?? [])
  const ground = groundsOf(card, state, stage, visit, outcome)[0]?.key
  const document = documentOf(state, visit, outcome.key)
  return {
    type: 'complete',
    actor,
    today,
    at: 0,
    version: state.version,
    stage: stage.key,
    outcome: outcome.key,
    fields,
    parties,
    ...(ground === undefined ? {} : { grounds: [ground] }),
    ...(outcome.effects.includes('assign-officer') ? { officer: anOfficer(card, state, context) } : {}),
    ...(document === undefined ? {} : { document }),
  }
}

/** Somebody who could be the officer of the case, whoever it will be. */
export function anOfficer(card: Card, { office }: RunningCase, { mapping }: CaseContext): Actor {
  const unit = (mapping?.roles.officer ?? card.roles.officer)?.unit ?? ''
  return { id: '', office, unit, roles: ['officer'] }
}

function sample({ kind, options }: Field, today: string): string | number | boolean {
  switch (kind) {
    case 'yes-no':
      return false
    case 'number':
      return 1
    case 'text':
      return '-'
    case 'date':
      return today
    case 'date-time':
      return `${today}T10:00`
    case 'phone':
      return '067 123 45 67'
    case 'email':
      return 'a@b.cd'
    case 'choice':
      return options?.[0]?.key ?? ''
    case 'file':
      return anyFile.hash
  }
}
