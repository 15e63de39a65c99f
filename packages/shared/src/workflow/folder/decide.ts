import type { Card } from '../card.ts'
import type { CaseContext, CompleteStage } from '../case/commands.ts'
import { decideCase } from '../case/decide.ts'
import { type CaseRefusal, type Objection, objection } from '../case/refusals.ts'
import { stageOf } from '../case/writer.ts'
import type { Outcome, Stage } from '../stage.ts'
import { missingForIntake } from './checklist.ts'
import type { CaseFolder, DossierCommand, FolderCommand, FolderDecision, FolderEvent } from './commands.ts'
import { applicantWith, withContacts } from './contacts.ts'
import { decideContents } from './contents.ts'
import { evolveFolder } from './folder.ts'

/**
 * Decides a command on a whole case: the events that follow, or the one reason it is refused for. What concerns the
 * stages is decided by the interpreter, what lies in the folder here.
 * @param card the version of the card the case began with
 */
export function decideFolder(
  card: Card,
  folder: CaseFolder,
  command: FolderCommand,
  context: CaseContext,
): FolderDecision {
  if (isOfContents(command)) {
    const { state, dossier } = folder
    if (state.status === 'none') return refuse(objection('case-not-started'))
    if (state.card.id !== card.id || state.card.version !== card.version) return refuse(objection('wrong-card'))
    return decideContents({ card, state, context }, dossier, command)
  }
  const { at, ...asked } = command
  if (asked.type !== 'complete') return withHour(decideCase(card, folder.state, asked, context), at)
  return complete(card, folder, asked, at, context)
}

/** Several commands, all or nothing: each on what the ones before it left. */
export function decideAll(
  card: Card,
  folder: CaseFolder,
  commands: readonly FolderCommand[],
  context: CaseContext,
): FolderDecision {
  const events: FolderEvent[] = []
  let now = folder
  for (const command of commands) {
    const decision = decideFolder(card, now, command, context)
    if (!decision.ok) return decision
    events.push(...decision.events)
    now = decision.events.reduce(evolveFolder, now)
  }
  return { ok: true, events }
}

/** Nothing at the window is left to do: the case ended there, or only registers and later stages are waited for. */
export function intakeIsOver(card: Card, { state }: CaseFolder): boolean {
  if (state.status === 'none') return false
  return !state.visits.some(({ stage, status }) => status === 'open' && stageOf(card, stage)?.place === 'window')
}

const contents: ReadonlySet<string> = new Set<DossierCommand['type']>([
  'came-from',
  'write-applicant',
  'check-document',
  'add-file',
  'remove-file',
  'add-note',
  'keep-paper',
  'keep-signature',
  'write-letter',
  'keep-fee-check',
])

/** Whether the command is about what lies in the folder. */
export function isOfContents(command: FolderCommand): command is DossierCommand {
  return contents.has(command.type)
}

function complete(
  card: Card,
  folder: CaseFolder,
  command: CompleteStage,
  at: number,
  context: CaseContext,
): FolderDecision {
  const { state, dossier } = folder
  const stage = stageOf(card, command.stage)
  const outcome = stage?.outcomes.find(({ key }) => key === command.outcome)
  if (state.status === 'none' || stage === undefined || outcome === undefined)
    return withHour(decideCase(card, state, command, context), at)
  const whole = withContacts(stage, outcome, command, dossier.applicant)
  const decision = decideCase(card, state, whole, context)
  if (!decision.ok) return decision
  const against = missingForIntake(card, folder, stage, outcome) ?? unknownFile(folder, stage, outcome, whole)
  if (against !== null) return refuse(against)
  const events: FolderEvent[] = decision.events.map((event) => ({ ...event, at }))
  const applicant =
    dossier.applicant === null || stage.place !== 'window'
      ? null
      : applicantWith(stage, whole.fields ?? {}, dossier.applicant)
  if (applicant !== null)
    events.push({ type: 'applicant-written', on: command.today, at, by: command.actor.id, applicant })
  return { ok: true, events }
}

/** A field that is a file names one of the folder. */
function unknownFile({ dossier }: CaseFolder, stage: Stage, outcome: Outcome, { fields }: CompleteStage): Objection {
  const named = [...stage.fields, ...outcome.fields].find(({ key, kind }) => {
    const value = fields?.[key]
    return kind === 'file' && value !== undefined && value !== '' && !dossier.files.some(({ hash }) => hash === value)
  })
  return named === undefined ? null : objection('unknown-file', named.key)
}

function withHour(decision: ReturnType<typeof decideCase>, at: number): FolderDecision {
  return decision.ok ? { ok: true, events: decision.events.map((event) => ({ ...event, at })) } : decision
}

function refuse(refusal: CaseRefusal): FolderDecision {
  return { ok: false, refusal }
}
