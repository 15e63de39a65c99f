import { randomBytes, randomUUID } from 'node:crypto'
import type { LogHead } from '@cherha/event-log'
import { EMPTY_HEAD } from '@cherha/event-log'
import type { CaseHandover } from '@cherha/shared/protocol'
import {
  type Card,
  type CaseContext,
  type CaseFolder,
  type CaseRefusal,
  decideAll,
  evolveFolder,
  findCard,
  type FolderCommand,
  initialFolder,
  intakeIsOver,
} from '@cherha/shared/workflow'
import type { CaseKeys } from './case-keys.ts'
import { nextCaseNumber } from './case-numbers.ts'
import { type CaseStore, chained, type DraftRow, type Gone, headOf, type NewSealedRecord } from './case-store.ts'
import { commandHash, DraftBox } from './draft-box.ts'
import type { CaseRefusalBody } from './refusals.ts'

/** Commands one handover may carry (its schema), and how many of them are kept free for the stages themselves. */
const mostCommands = 2_000
const keptForStages = 100
/** Of all commands together: the server reads handovers of 4 MiB, and their ids and files are in them, too. */
const mostBytes = 3.5 * 1024 * 1024
const bytesKeptForStages = 256 * 1024
const answersRemembered = 2_000

/** An application this hub has: its intake goes on, or it waits for the queue server. */
export interface Draft extends Omit<DraftRow, 'reason' | 'card'> {
  readonly card: Card
  readonly folder: CaseFolder
  readonly head: LogHead
  readonly commands: number
  /** About as many as the commands have as JSON. */
  readonly bytes: number
  /** Why the queue server did not take it. */
  readonly reason: CaseRefusalBody | null
}

/** What of a case lies in the vault: scans, and papers, each with the name and type it is sent with. */
export function filesOf({ dossier }: CaseFolder): readonly { hash: string; name: string; type: string }[] {
  const papers = dossier.papers.map(({ hash, paper }) => ({ hash, name: paper, type: 'application/pdf' }))
  return [...dossier.files, ...papers]
}

/** A client's command and who sent it. */
export interface SentCommand {
  readonly id: string
  readonly sender: string
  readonly body: unknown
}

export type DraftAnswer = Readonly<Record<string, unknown>>
export type Written =
  | { readonly is: 'accepted'; readonly draft: Draft; readonly answer: DraftAnswer }
  | { readonly is: 'refused'; readonly refusal: CaseRefusal }
  | { readonly is: 'full' }

export interface DraftsParts {
  readonly store: CaseStore
  readonly keys: CaseKeys
  readonly cards: () => readonly Card[]
  readonly now: () => { readonly at: number; readonly mono: number }
  readonly report: (message: string, error: unknown) => void
}

export type NewDraft = Pick<Draft, 'id' | 'card' | 'date' | 'ticket' | 'window' | 'staff'> & { readonly number: number }

/**
 * The applications of this hub: decided by the same rules as at the server, on the disk before they are answered, and
 * gone when the server has them.
 *
 * | what goes wrong | what recovers it |
 * |---|---|
 * | the hub is killed | whatever was answered is on the disk; what a handover left behind is removed at the start |
 * | the disk is full | the action throws, nothing has changed; the same command is sent again later |
 * | a record, or a key, is damaged | the draft is kept aside, said in tasks and status; the others go on |
 */
export class Drafts {
  readonly #parts: DraftsParts
  readonly #drafts = new Map<string, Draft>()
  readonly #damaged = new Map<string, DraftRow>()
  /** Answers of this process, also of cases that have been handed over since: a lost answer is asked for again. */
  readonly #recent = new Map<string, { readonly hash: string; readonly answer: DraftAnswer }>()
  readonly #recentKey = randomBytes(32)
  readonly #listeners: (() => void)[] = []

  constructor(parts: DraftsParts) {
    this.#parts = parts
    const { store, keys, report } = parts
    const rows = store.drafts()
    for (const row of rows) {
      const draft = this.#read(row)
      if (draft === null) {
        this.#damaged.set(row.id, row)
        report(`application ${row.id} cannot be read: its records are damaged, or its key or card is missing`, null)
      } else this.#drafts.set(row.id, draft)
    }
    for (const id of keys.ids()) {
      if (rows.some((row) => row.id === id) || store.gone(id) !== null) continue
      report(`application ${id} has a key and no records: restore cases.sqlite from the backup if it was lost`, null)
    }
    // left behind by a kill right after the handover
    keys.erase(keys.ids().filter((id) => store.gone(id) !== null))
  }

  get(id: string): Draft | null {
    return this.#drafts.get(id) ?? null
  }

  all(): readonly Draft[] {
    return [...this.#drafts.values()]
  }

  damaged(): readonly DraftRow[] {
    return [...this.#damaged.values()]
  }

  isDamaged(id: string): boolean {
    return this.#damaged.has(id)
  }

  /** The number the next case of a card gets: higher than any this hub has given or, by its epoch, may have given. */
  nextNumber(card: string, epoch: number): number {
    const { store, keys } = this.#parts
    return nextCaseNumber(Math.max(store.lastNumber(card), keys.lastNumber(card)), epoch)
  }

  keyOf(id: string): Buffer {
    const key = this.#parts.keys.get(id)
    if (key === null) throw new Error(`there is no key of case ${id}`)
    return key
  }

  /** Called after each change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener)
  }

  knowsCommand(id: string): boolean {
    return this.#recent.has(id) || this.#parts.store.answerOf(id) !== null
  }

  /** What the command was answered with when it was accepted; `reused`: its id was another command's; null: new. */
  answered(sent: SentCommand): DraftAnswer | 'reused' | null {
    const recent = this.#recent.get(sent.id)
    if (recent !== undefined) {
      return recent.hash === commandHash(this.#recentKey, sent.sender, sent.body) ? recent.answer : 'reused'
    }
    const known = this.#parts.store.answerOf(sent.id)
    if (known === null) return null
    const key = this.#parts.keys.get(known.caseId)
    if (key === null || commandHash(key, sent.sender, sent.body) !== known.hash) return 'reused'
    return JSON.parse(known.answer) as DraftAnswer
  }

  /** Begins a case. Its key is on the disk before anything is sealed with it. */
  begin(fresh: NewDraft, sent: SentCommand, commands: readonly FolderCommand[], context: CaseContext): Written {
    const { id, card, date, ticket, window, staff, number } = fresh
    const decided = decideAll(card, initialFolder, commands, context)
    if (!decided.ok) return { is: 'refused', refusal: decided.refusal }
    const { at } = this.#parts.now()
    const row = { id, card: card.id, cardVersion: card.version, date, ticket, window, staff, begun: at }
    this.#parts.keys.make(id, card.id, number)
    const draft: Draft = {
      ...row,
      card,
      folder: initialFolder,
      head: EMPTY_HEAD,
      commands: 0,
      bytes: 0,
      state: 'open',
      reason: null,
    }
    return this.#write(draft, sent, commands, context, (folder) => ({ id, version: folder.state.version }), {
      draft: row,
      counter: { card: card.id, last: number },
    })
  }

  /** Does commands on a case, all or none. Throws when the disk cannot be written; nothing has changed then. */
  change(
    draft: Draft,
    sent: SentCommand,
    commands: readonly FolderCommand[],
    context: CaseContext,
    answer: (folder: CaseFolder) => DraftAnswer = ({ state }) => ({ ok: true, version: state.version }),
  ): Written {
    return this.#write(draft, sent, commands, context, answer, {})
  }

  /** The server did not take it. */
  refused(draft: Draft, reason: CaseRefusalBody): void {
    const box = new DraftBox(this.keyOf(draft.id), draft.id)
    this.#parts.store.refused(draft.id, box.sealReason(reason))
    this.#keep({ ...draft, state: 'refused', reason })
  }

  /** The server has it: everything of it is erased but its number. */
  erase(draft: Draft): void {
    this.#erase(draft, 'handed-over', null)
  }

  /** A member of staff abandons what the server did not take. */
  giveUp(draft: Draft, login: string, sent: SentCommand, answer: DraftAnswer): void {
    this.#erase(draft, 'given-up', login)
    this.#remember(sent, answer)
  }

  /** What the server is given. */
  handover(draft: Draft, office: string): CaseHandover {
    const box = new DraftBox(this.keyOf(draft.id), draft.id)
    const commands = this.#parts.store.commands(draft.id).map(({ n, id, box: sealed }) => {
      const command = box.openCommand(n, sealed)
      if (command === null) throw new Error(`command ${n} of case ${draft.id} cannot be opened`)
      return { id, command: { ...command } }
    })
    const files = draft.folder.dossier.files.map(({ on: _on, by: _by, ...file }) => file)
    return { id: draft.id, office, cardVersion: draft.card.version, commands, files }
  }

  #write(
    draft: Draft,
    sent: SentCommand,
    commands: readonly FolderCommand[],
    context: CaseContext,
    answerOf: (folder: CaseFolder) => DraftAnswer,
    first: Pick<Parameters<CaseStore['accept']>[0], 'draft' | 'counter'>,
  ): Written {
    const ofStages = commands.some(({ type }) => type === 'complete' || type === 'abandon')
    if (draft.commands + commands.length > mostCommands - (ofStages ? 0 : keptForStages)) return { is: 'full' }
    const decided = decideAll(draft.card, draft.folder, commands, context)
    if (!decided.ok) return { is: 'refused', refusal: decided.refusal }
    const folder = decided.events.reduce(evolveFolder, draft.folder)
    const answer = answerOf(folder)
    const box = new DraftBox(this.keyOf(draft.id), draft.id)
    const hash = box.hash(sent.sender, sent.body)
    const { at, mono } = this.#parts.now()
    const records = chained(
      draft.head,
      decided.events.map((event, index): NewSealedRecord => {
        const sealed = { type: 'sealed', box: box.sealEvent(draft.head.seq + 1 + index, event) }
        // as every log has it: the command with its first event, its answer without anything private
        const command = index === 0 ? { command: { id: sent.id, hash, result: answer as never } } : {}
        return { at, mono, event: sealed, ...command }
      }),
    )
    const boxes = commands.map((command, index) => box.sealCommand(draft.commands + 1 + index, command))
    const bytes = draft.bytes + bytesIn(boxes)
    if (bytes > mostBytes - (ofStages ? 0 : bytesKeptForStages)) return { is: 'full' }
    const state = intakeIsOver(draft.card, folder) ? 'over' : 'open'
    this.#parts.store.accept({
      id: draft.id,
      ...first,
      state,
      records,
      commands: boxes.map((sealed, index) => ({
        n: draft.commands + 1 + index,
        id: index === 0 ? sent.id : randomUUID(),
        box: sealed,
      })),
      answer: { id: sent.id, hash, answer: JSON.stringify(answer) },
    })
    const last = records.at(-1)
    const next: Draft = {
      ...draft,
      folder,
      head: last === undefined ? draft.head : { seq: last.seq, hash: last.hash },
      commands: draft.commands + commands.length,
      bytes,
      state,
      reason: null,
    }
    this.#remember(sent, answer)
    this.#keep(next)
    return { is: 'accepted', draft: next, answer }
  }

  #erase({ id, date, ticket }: Draft, how: Gone['how'], staff: string | null): void {
    const { store, keys, now } = this.#parts
    store.erase({ id, ticket: ticket === null ? null : `${date} ${ticket}`, at: now().at, how, staff })
    keys.erase([id])
    this.#drafts.delete(id)
    this.#changed()
  }

  #keep(draft: Draft): void {
    this.#drafts.set(draft.id, draft)
    this.#changed()
  }

  #changed(): void {
    for (const listener of this.#listeners) listener()
  }

  #remember(sent: SentCommand, answer: DraftAnswer): void {
    this.#recent.set(sent.id, { hash: commandHash(this.#recentKey, sent.sender, sent.body), answer })
    const oldest = this.#recent.keys().next()
    if (this.#recent.size > answersRemembered && !oldest.done) this.#recent.delete(oldest.value)
  }

  /** Folds a draft from its records; null: damaged. */
  #read(row: DraftRow): Draft | null {
    const { store, keys, cards, report } = this.#parts
    try {
      const key = keys.get(row.id)
      const card = findCard(cards(), row.card, row.cardVersion)
      const records = store.records(row.id)
      const head = headOf(records)
      if (key === null || card === undefined || head === null) return null
      const box = new DraftBox(key, row.id)
      let folder = initialFolder
      for (const { seq, event } of records) {
        const opened = 'box' in event && typeof event.box === 'string' ? box.openEvent(seq, event.box) : null
        if (opened === null) return null
        folder = evolveFolder(folder, opened)
      }
      const commands = store.commands(row.id)
      if (commands.some(({ n, box: sealed }) => box.openCommand(n, sealed) === null)) return null
      const reason = row.reason === null ? null : box.openReason(row.reason)
      const bytes = bytesIn(commands.map(({ box: sealed }) => sealed))
      return { ...row, card, folder, head, commands: commands.length, bytes, reason }
    } catch (error) {
      report(`application ${row.id} cannot be read`, error)
      return null
    }
  }
}

/** Bytes in boxes, which are base64. */
function bytesIn(boxes: readonly string[]): number {
  return boxes.reduce((sum, box) => sum + Math.ceil((box.length * 3) / 4), 0)
}
