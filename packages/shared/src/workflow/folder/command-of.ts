import type { Actor } from '../case/actor.ts'
import { type CaseRefusal, objection } from '../case/refusals.ts'
import type { Card } from '../card.ts'
import { holds } from '../term.ts'
import { trueFacts } from '../case/writer.ts'
import { mayWorkOn } from '../case/access.ts'
import type { CaseContext } from '../case/commands.ts'
import { type CaseAction, type CaseActionBody, caseActionData } from '../../protocol/cases/actions.ts'
import type { CaseFolder, FolderCommand } from './commands.ts'
import type { FeeCheck } from './dossier.ts'

/** What the host knows beside the body of an action. */
export interface ActionGiven {
  readonly actor: Actor
  readonly today: string
  readonly at: number
  /** An officer by login; null for nobody who works on cases. */
  readonly officers: (login: string) => Actor | null
  /** Hash of the document that is signed. */
  readonly document?: string
  /** False: the outside system the stage needs is not asked now. */
  readonly connected?: boolean
}

export type CommandsOrRefusal =
  | { readonly ok: true; readonly commands: readonly FolderCommand[] }
  | { readonly ok: false; readonly refusal: CaseRefusal }

type Data<A extends CaseAction> = ReturnType<(typeof caseActionData)[A]['parse']>

/**
 * The commands behind an action as a desk sends it, or why it cannot be one. `check-fee` is asked by the host first
 * and becomes commands by `feeCommands`.
 */
export function commandOf(body: CaseActionBody, given: ActionGiven): CommandsOrRefusal {
  const read = caseActionData[body.action].safeParse(body.data ?? {})
  if (!read.success) return refuse('data-invalid', read.error.issues[0]?.path.join('.') || 'data')
  const { actor, today, at } = given
  const staff = { actor, today, at, version: body.version }
  const contents = { actor, today, at }
  switch (body.action) {
    case 'complete':
      return complete(body, given, read.data as Data<'complete'>)
    case 'sign': {
      const { stage, outcome } = body
      if (stage === undefined) return refuse('unknown-stage')
      if (outcome === undefined) return refuse('unknown-outcome')
      const { document } = given
      return one({ ...staff, type: 'sign', stage, outcome, ...(document === undefined ? {} : { document }) })
    }
    case 'reassign': {
      const { officer: login, reason } = read.data as Data<'reassign'>
      const officer = given.officers(login)
      return officer === null ? refuse('not-an-officer', login) : one({ ...staff, type: 'reassign', officer, reason })
    }
    case 'send-inquiry': {
      const { inquiry, id, text } = read.data as Data<'send-inquiry'>
      if (body.stage === undefined) return refuse('unknown-stage')
      const words = text === undefined || text === '' ? {} : { text }
      return one({ ...staff, type: 'send-inquiry', stage: body.stage, inquiry, id, ...words })
    }
    case 'close-inquiry':
      return one({ ...staff, type: 'close-inquiry', ...(read.data as Data<'close-inquiry'>) })
    case 'plan-event':
      if (body.stage === undefined) return refuse('unknown-stage')
      return one({ ...staff, type: 'plan-event', stage: body.stage, ...(read.data as Data<'plan-event'>) })
    case 'record-event': {
      const { event, on, means } = read.data as Data<'record-event'>
      if (body.stage === undefined) return refuse('unknown-stage')
      const more = { ...(on === undefined ? {} : { on }), ...(means === undefined ? {} : { means }) }
      return one({ ...staff, type: 'record-event', stage: body.stage, event, ...more })
    }
    case 'file-complaint':
      return one({ ...staff, type: 'file-complaint', ...(read.data as Data<'file-complaint'>) })
    case 'decide-complaint':
      return one({ ...staff, type: 'decide-complaint', ...(read.data as Data<'decide-complaint'>) })
    case 'abandon':
      return one({ ...staff, type: 'abandon' })
    case 'write-applicant':
      return one({ ...contents, type: 'write-applicant', ...(read.data as Data<'write-applicant'>) })
    case 'check-document':
      return one({ ...contents, type: 'check-document', ...(read.data as Data<'check-document'>) })
    case 'remove-file':
      return one({ ...contents, type: 'remove-file', ...(read.data as Data<'remove-file'>) })
    case 'add-note':
      return one({ ...contents, type: 'add-note', ...(read.data as Data<'add-note'>) })
    case 'write-letter':
      return one({ ...contents, type: 'write-letter', letter: read.data as Data<'write-letter'> })
    case 'check-fee':
      return refuse('data-invalid', 'fee')
  }
}

/**
 * What follows from an answered payment check: it is kept, and where the open stage looks into «check», its look-up is
 * answered by it. Only "not confirmed" is a ground to refuse.
 */
export function feeCommands(
  card: Card,
  folder: CaseFolder,
  fee: FeeCheck,
  given: Pick<ActionGiven, 'actor' | 'today' | 'at'> & { readonly context: CaseContext },
): readonly FolderCommand[] {
  const { actor, today, at, context } = given
  const kept: FolderCommand = { type: 'keep-fee-check', actor, today, at, fee }
  const { state } = folder
  if (state.status === 'none') return [kept]
  const known = trueFacts(state.facts)
  for (const stage of card.stages) {
    const asked = stage.inquiries.find(({ connector, when }) => connector === 'check' && holds(when, known))
    if (asked === undefined || !mayWorkOn({ card, state, context }, stage.key, actor).ok) continue
    const { version } = state
    return [
      kept,
      { type: 'send-inquiry', actor, today, at, version, stage: stage.key, inquiry: asked.key, id: fee.id },
      { type: 'inquiry-answered', today, at, id: fee.id, result: fee.result },
    ]
  }
  return [kept]
}

function complete(body: CaseActionBody, given: ActionGiven, data: Data<'complete'>): CommandsOrRefusal {
  const { stage, outcome } = body
  if (stage === undefined) return refuse('unknown-stage')
  if (outcome === undefined) return refuse('unknown-outcome')
  const officer = data.officer === undefined ? undefined : given.officers(data.officer)
  if (officer === null) return refuse('not-an-officer', data.officer)
  const { actor, today, at, document, connected } = given
  return one({
    type: 'complete',
    actor,
    today,
    at,
    version: body.version,
    stage,
    outcome,
    ...(data.fields === undefined ? {} : { fields: data.fields }),
    ...(data.grounds === undefined ? {} : { grounds: data.grounds }),
    ...(data.written === undefined ? {} : { written: data.written }),
    ...(data.parties === undefined ? {} : { parties: data.parties }),
    ...(officer === undefined ? {} : { officer }),
    ...(data.on === undefined ? {} : { on: data.on }),
    ...(document === undefined ? {} : { document }),
    ...(connected === undefined ? {} : { connected }),
  })
}

function one(command: FolderCommand): CommandsOrRefusal {
  return { ok: true, commands: [command] }
}

function refuse(code: CaseRefusal['code'], what?: string): CommandsOrRefusal {
  return { ok: false, refusal: objection(code, what) }
}
