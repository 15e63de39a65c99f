import { createHash } from 'node:crypto'
import type { FileScanner, FileVault } from '@cherha/case-vault'
import { checkFile } from '@cherha/case-vault'
import type {
  CaseAction,
  CaseActionAnswer,
  CaseActionBody,
  OfficeConfig,
  StartCaseAnswer,
} from '@cherha/shared/protocol'
import { caseActionData, type StartCaseBody } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import {
  type Actor,
  actingAs,
  type Card,
  type CaseFile,
  type CaseRefusal,
  commandOf,
  decideAll,
  type FeeCheck,
  feeCommands,
  findCard,
  type FolderCommand,
  type Outcome,
} from '@cherha/shared/workflow'
import type { HubClock } from '../clock/hub-clock.ts'
import { dateAt } from '../plan/day-clock.ts'
import { caseId } from './case-numbers.ts'
import type { DraftPapers } from './draft-papers.ts'
import type { Draft, DraftAnswer, Drafts, SentCommand, Written } from './drafts.ts'
import { draftOfVisit, visitAt } from './draft-gate.ts'
import { type RefusedAction, refusedBy, refusedByRules } from './refusals.ts'
import { actorAt, contextOf, decidingOffice, entityOf, nameAt } from './who.ts'

export interface IntakeDeskParts {
  readonly drafts: Drafts
  readonly vault: FileVault
  readonly papers: Pick<DraftPapers, 'keep'>
  readonly scanner: FileScanner
  readonly state: () => QueueState
  readonly clock: Pick<HubClock, 'now'>
  readonly cards: () => readonly Card[]
  /** Asks the payment check; never rejects. */
  readonly checkFee: (code: string) => Promise<FeeCheck['result']>
  /** Whether the queue server is being given the case at this moment. */
  readonly isHanding: (id: string) => boolean
}

/** Somebody signed in at a desk of this hub. */
export interface AtDesk {
  readonly login: string
  readonly session: string
}

export interface ScanToAdd {
  readonly commandId: string
  readonly name: string
  readonly document: string | null
  readonly stage: string | null
}

/** A draft and who acts on it; or the answer that is known already, null: there is no such draft here. */
type Opened = { readonly answer: CaseActionAnswer | null } | { readonly draft: Draft; readonly actor: Actor }

/** What a member of staff does with the drafts of this hub: everything a server would answer, without one. */
export class IntakeDesk {
  readonly #parts: IntakeDeskParts

  constructor(parts: IntakeDeskParts) {
    this.#parts = parts
  }

  /** Begins an application of the visitor at the person's window. */
  start(who: AtDesk, body: StartCaseBody): StartCaseAnswer | RefusedAction {
    const { drafts, state, cards } = this.#parts
    const sent: SentCommand = { id: body.commandId, sender: who.login, body: { start: body } }
    const known = drafts.answered(sent)
    if (known === 'reused') return refusedBy('command-id-reused')
    if (known !== null) return known as StartCaseAnswer
    const config = this.#config()
    const visit = visitAt(state(), who.session)
    if (visit === null) return refusedBy('no-visitor')
    if (visit.service !== null && visit.service !== body.service) return refusedBy('other-service')
    const cardId = config.services.find(({ id }) => id === body.service)?.card
    if (cardId === undefined) return refusedBy('no-card', body.service)
    const card = findCard(cards(), cardId)
    if (card === undefined) return refusedBy('unknown-card', cardId)
    const actor = actorAt(config, who.login)
    if (actor === null) return this.#refusal({ code: 'wrong-role' }, card, config)
    const begun = draftOfVisit(drafts, visit, who.login)
    if (begun !== null) return refusedBy('draft-exists', begun.id)

    const number = drafts.nextNumber(card.id, state().epoch)
    const id = caseId(config.code, card.id, number)
    const { at, today } = this.#time(config)
    const { ticket, window, servedSince } = visit
    const commands: FolderCommand[] = [
      {
        type: 'start',
        actor,
        today,
        at,
        version: 0,
        id,
        office: decidingOffice(config),
        service: body.service,
        entity: entityOf(config),
        track: body.track,
        day: today,
        ...(body.grounds === undefined ? {} : { grounds: body.grounds }),
      },
      { type: 'came-from', actor, today, at, ticket, window, servedSince },
    ]
    const fresh = { id, card, number, date: visit.date, ticket, window, staff: who.login }
    const written = drafts.begin(fresh, sent, commands, contextOf(config, card.id))
    return written.is === 'accepted' ? (written.answer as StartCaseAnswer) : this.#refused(written, card, config)
  }

  /** Does one action on a draft. */
  async act(who: AtDesk, id: string, body: CaseActionBody): Promise<CaseActionAnswer | null> {
    const { drafts, checkFee } = this.#parts
    const sent: SentCommand = { id: body.commandId, sender: who.login, body: { id, act: body } }
    const given = this.#open(id, sent, who)
    if ('answer' in given) return given.answer
    let { draft } = given
    const { actor } = given
    const config = this.#config()
    if (draft.state === 'refused' && body.action === 'abandon') return this.#giveUp(draft, actor, who, sent)
    if (draft.state !== 'open') return this.#refusal({ code: 'intake-over' }, draft.card, config)
    if (!isOfWindow(draft.card, body)) return refusedBy('not-at-window', body.stage ?? body.action)
    const context = contextOf(config, draft.card.id)
    if (body.action === 'check-fee') {
      const read = caseActionData['check-fee'].safeParse(body.data)
      if (!read.success) return this.#refusal({ code: 'data-invalid', what: 'code' }, draft.card, config)
      const result = await checkFee(read.data.code)
      // while nobody answered somebody else may have gone on
      const again = this.#stillOpen(id, sent, who)
      if ('answer' in again) return again.answer
      const time = this.#time(config, again.draft)
      const fee = { id: body.commandId, code: read.data.code, result }
      const commands = feeCommands(again.draft.card, again.draft.folder, fee, { actor, context, ...time })
      const written = drafts.change(again.draft, sent, commands, context, ({ state }) => ({
        ok: true,
        version: state.version,
        fee: result,
      }))
      return this.#answer(written, draft.card, config)
    }
    if (body.action === 'write-applicant') {
      const refusal = await notPrinted(body)
      if (refusal !== null) return { ok: false, refusal }
      const again = this.#stillOpen(id, sent, who)
      if ('answer' in again) return again.answer
      draft = again.draft
    }
    const commands = commandOf(body, {
      actor,
      ...this.#time(config, draft),
      officers: (login) => actorAt(config, login),
      // the queue server's Register confirms it when it has the case
      connected: false,
    })
    if (!commands.ok) return this.#refusal(commands.refusal, draft.card, config)
    const completed = completedBy(draft.card, commands.commands)
    if (completed === null || completed.outcome.papers.length === 0)
      return this.#answer(drafts.change(draft, sent, commands.commands, context), draft.card, config)
    return this.#completeWithPapers(who, given, sent, completed)
  }

  /** The papers an outcome makes are on the disk before the outcome names them. */
  async #completeWithPapers(
    who: AtDesk,
    { draft }: Exclude<Opened, { answer: unknown }>,
    sent: SentCommand,
    { command, outcome }: Completed,
  ): Promise<CaseActionAnswer | null> {
    const { drafts, papers } = this.#parts
    const config = this.#config()
    const context = contextOf(config, draft.card.id)
    // nothing is made for what the rules refuse
    const tried = decideAll(draft.card, draft.folder, [command], context)
    if (!tried.ok) return this.#refusal(tried.refusal, draft.card, config)
    const made = await papers.keep(draft, outcome, command)
    // whoever was faster has changed the version, and this one is refused
    const again = this.#stillOpen(draft.id, sent, who)
    if ('answer' in again) return again.answer
    const { actor, today, at } = command
    const kept = made.map((paper): FolderCommand => ({ type: 'keep-paper', actor, today, at, paper }))
    return this.#answer(drafts.change(again.draft, sent, [command, ...kept], context), draft.card, config)
  }

  /** Whether the command, or its case, is this hub's. */
  knows(id: string, commandId: string): boolean {
    const { drafts } = this.#parts
    return drafts.get(id) !== null || drafts.isDamaged(id) || drafts.knowsCommand(commandId)
  }

  /** Keeps a scan: looked at, sealed and on the disk before the draft names it. */
  async addFile(who: AtDesk, id: string, scan: ScanToAdd, bytes: Uint8Array): Promise<CaseActionAnswer | null> {
    const { drafts, vault, scanner } = this.#parts
    const sent: SentCommand = { id: scan.commandId, sender: who.login, body: { id, scan, bytes: hashOf(bytes) } }
    const given = this.#open(id, sent, who)
    if ('answer' in given) return given.answer
    const config = this.#config()
    if (given.draft.state !== 'open') return this.#refusal({ code: 'intake-over' }, given.draft.card, config)
    const checked = await checkFile(bytes)
    if (!checked.ok) return { ok: false, refusal: { code: checked.code, message: checked.message } }
    const found = await scanner.scan(bytes)
    if (found.is === 'infected') return refusedBy('infected-file', found.name)
    if (found.is === 'unavailable') return refusedBy('scanner-unavailable')
    const hash = hashOf(bytes)
    const { name, document, stage } = scan
    const file: CaseFile = { hash, name, document, stage, type: checked.type, bytes: bytes.length, scan: found.is }
    const context = contextOf(config, given.draft.card.id)
    const commandOn = ({ draft, actor }: Exclude<Opened, { answer: unknown }>): FolderCommand[] => [
      { type: 'add-file', actor, ...this.#time(config, draft), file },
    ]
    // nothing is written for somebody the rules refuse
    const tried = decideAll(given.draft.card, given.draft.folder, commandOn(given), context)
    if (!tried.ok) return this.#refusal(tried.refusal, given.draft.card, config)
    await vault.put(id, drafts.keyOf(id), bytes)
    const again = this.#stillOpen(id, sent, who)
    if ('answer' in again) return again.answer
    return this.#answer(drafts.change(again.draft, sent, commandOn(again), context), again.draft.card, config)
  }

  #open(id: string, sent: SentCommand, who: AtDesk): Opened {
    const { drafts } = this.#parts
    const known = drafts.answered(sent)
    if (known === 'reused') return { answer: refusedBy('command-id-reused') }
    if (known !== null) return { answer: known as CaseActionAnswer }
    if (drafts.isDamaged(id)) return { answer: refusedBy('draft-damaged') }
    const draft = drafts.get(id)
    if (draft === null) return { answer: null }
    const config = this.#config()
    const actor = actorAt(config, who.login)
    return actor === null ? { answer: this.#refusal({ code: 'wrong-role' }, draft.card, config) } : { draft, actor }
  }

  /** As `#open`, after something was waited for: the intake may be over meanwhile, and then nothing is added to it. */
  #stillOpen(id: string, sent: SentCommand, who: AtDesk): Opened {
    const given = this.#open(id, sent, who)
    if ('answer' in given || given.draft.state === 'open') return given
    return { answer: this.#refusal({ code: 'intake-over' }, given.draft.card, this.#config()) }
  }

  /** A person gives up an application the queue server does not take. */
  #giveUp(draft: Draft, actor: Actor, who: AtDesk, sent: SentCommand): CaseActionAnswer {
    const { drafts, isHanding, vault } = this.#parts
    const config = this.#config()
    const { state } = draft.folder
    if (isHanding(draft.id) || state.status === 'none') {
      return this.#refusal({ code: 'intake-over' }, draft.card, config)
    }
    // what abandons an application at the window gives up one that came from it
    const role = state.entity === null ? 'intake' : 'authorised-entity'
    const acting = actingAs(draft.card, state, actor, [role], contextOf(config, draft.card.id).mapping)
    if (!acting.ok) return this.#refusal({ code: acting.code }, draft.card, config)
    const answer = { ok: true, version: state.version + 1 } as const
    drafts.giveUp(draft, who.login, sent, answer)
    void vault.remove(draft.id).catch(() => {})
    return answer
  }

  #answer(written: Written, card: Card, config: OfficeConfig): CaseActionAnswer {
    return written.is === 'accepted'
      ? (written.answer as DraftAnswer & CaseActionAnswer)
      : this.#refused(written, card, config)
  }

  #refused(written: Exclude<Written, { is: 'accepted' }>, card: Card, config: OfficeConfig): RefusedAction {
    return written.is === 'full' ? refusedBy('draft-full') : this.#refusal(written.refusal, card, config)
  }

  #refusal(refusal: CaseRefusal, card: Card, config: OfficeConfig): RefusedAction {
    return refusedByRules(refusal, card, contextOf(config, card.id).mapping, (id) => nameAt(config, id)?.name ?? id)
  }

  /** Of a draft never an earlier day than it has come to: a clock that was ahead and is put right keeps nobody from it. */
  #time(config: OfficeConfig, draft?: Draft): { at: number; today: string } {
    const { at } = this.#parts.clock.now()
    const today = dateAt(at, config.timeZone)
    const state = draft?.folder.state
    return { at, today: state !== undefined && state.status !== 'none' && state.on > today ? state.on : today }
  }

  #config(): OfficeConfig {
    const { config } = this.#parts.state()
    if (config === null) throw new Error('the office is not configured')
    return config
  }
}

interface Completed {
  readonly command: Extract<FolderCommand, { type: 'complete' }>
  readonly outcome: Outcome
}

/** The completion among commands and the outcome of the card it names; null: there is none. */
function completedBy(card: Card, [command]: readonly FolderCommand[]): Completed | null {
  if (command?.type !== 'complete') return null
  const stage = card.stages.find(({ key }) => key === command.stage)
  const outcome = stage?.outcomes.find(({ key }) => key === command.outcome)
  return outcome === undefined ? null : { command, outcome }
}

/** Why the form could not be printed; null: it can. The fonts are read with the first form. */
async function notPrinted({ data }: CaseActionBody): Promise<RefusedAction['refusal'] | null> {
  const read = caseActionData['write-applicant'].safeParse(data)
  if (!read.success) return null
  const { refusedToPrint } = await import('@cherha/case-papers/letters')
  return refusedToPrint(read.data.applicant)
}

/** What a draft has nothing to do with before the queue server has it. */
const afterIntake: ReadonlySet<CaseAction> = new Set<CaseAction>(['reassign', 'file-complaint', 'decide-complaint'])

/** Whether the action is one of the window: the queue server takes no draft in which more was done (S64). */
function isOfWindow(card: Card, { action, stage }: CaseActionBody): boolean {
  if (afterIntake.has(action)) return false
  const known = card.stages.find(({ key }) => key === stage)
  // what the card does not have, the rules refuse in their own words
  return known === undefined || known.place === 'window'
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
