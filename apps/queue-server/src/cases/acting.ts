import { refusedToPrint } from '@cherha/case-papers/letters'
import { hashJson } from '@cherha/event-log'
import { type CaseActionAnswer, type CaseActionBody, caseActionData } from '@cherha/shared/protocol'
import {
  type ActionGiven,
  type Actor,
  type CasePaper,
  commandOf,
  decideAll,
  type FeeCheck,
  feeCommands,
  type FolderCommand,
  lastVisit,
  type PaperKey,
  papersMade,
} from '@cherha/shared/workflow'
import { ownRefusal, refusedAction } from './answers.ts'
import { type CaseStaff, CaseNotFound } from './cases.ts'
import { type ActingParts, type Asked, atHandOf, decided, outcomeOf } from './deciding.ts'
import { isElectronic, Signing } from './signing.ts'
import type { OutcomeAtHand } from './papers.ts'
import { maySee } from './people.ts'
import { type CaseAt, type CommandName, type Decided, unitsOf } from './work.ts'

/** Carries out what people at work do with a case. */
export class Acting {
  readonly #parts: ActingParts

  constructor(parts: ActingParts) {
    this.#parts = parts
  }

  /** @throws CaseNotFound */
  async act(who: CaseStaff, id: string, body: CaseActionBody): Promise<CaseActionAnswer> {
    await this.look(who, id, 'recent')
    const signing = new Signing(this.#parts, who, body)
    const fee = body.action === 'check-fee' ? await this.#fee(who, body) : null
    if (fee !== null && 'code' in fee && 'message' in fee) return { ok: false, refusal: fee }
    const decide = (now: CaseAt): Promise<Decided> | Decided => {
      const actor = this.#parts.people.actor(who, now.config.code)
      if (actor === null) throw new CaseNotFound()
      const given = this.#given(now, actor)
      if (fee !== null && 'result' in fee) {
        const { context } = now.rules
        return decided(now, feeCommands(now.card, now.stored.folder, fee, { ...given, context }), { fee: fee.result })
      }
      const odd = notPrinted(body)
      if (odd !== null) return { ok: false, refusal: odd }
      const asked = outcomeOf(now, body)
      if (asked !== null && isElectronic(asked.stage, asked.outcome)) return signing.decide(now, given, asked)
      const commands = commandOf(body, given)
      if (!commands.ok) return { ok: false, refusal: commands.refusal }
      if (asked === null || body.action !== 'complete' || asked.outcome.papers.length === 0) {
        return decided(now, commands.commands)
      }
      return this.#withPapers(now, actor, body, asked, commands.commands)
    }
    const asks = body.action === 'check-fee' || signing.isAsked ? 'first' : 'when-refused'
    return this.#answer(id, nameOf(who, body), decide, asks)
  }

  /** Carries out commands that come without an action: a file. */
  async carryOut(
    id: string,
    command: CommandName,
    make: (now: CaseAt) => readonly FolderCommand[],
  ): Promise<CaseActionAnswer> {
    return this.#answer(id, command, (now) => decided(now, make(now)), 'first')
  }

  /** The case, if the person may look into it. @throws CaseNotFound */
  async look(who: CaseStaff, id: string, how: 'recent' | 'now'): Promise<CaseAt> {
    const { work } = this.#parts
    if (how === 'recent') {
      const recent = await work.recent(id)
      if (this.#sees(who, recent)) return recent
    }
    const now = await work.open(id)
    if (!this.#sees(who, now)) throw new CaseNotFound()
    return now
  }

  #sees(who: CaseStaff, now: CaseAt): boolean {
    const { folder, index } = now.stored
    const actor = this.#parts.people.actor(who, folder.state.office)
    return actor !== null && maySee(actor, { state: folder.state, units: unitsOf(now), tasks: index.tasks })
  }

  async #answer(
    id: string,
    command: CommandName,
    decide: (now: CaseAt) => Promise<Decided> | Decided,
    asks: 'first' | 'when-refused',
  ): Promise<CaseActionAnswer> {
    const done = await this.#parts.work.change(id, command, decide, asks)
    if (done.ok) return done.result as CaseActionAnswer
    return refusedAction(done.refusal, done.now, this.#parts.people)
  }

  #given({ config, today, at }: CaseAt, actor: Actor): ActionGiven {
    // what has to be registered outside waits until the connector has brought it there
    const officers = (login: string) => this.#parts.people.actor({ office: config.code, login }, config.code)
    return { actor, today, at, officers, connected: false }
  }

  async #fee({ office }: CaseStaff, body: CaseActionBody): Promise<FeeCheck | ReturnType<typeof ownRefusal>> {
    const read = caseActionData['check-fee'].safeParse(body.data ?? {})
    if (!read.success) return ownRefusal('data-invalid')
    const { code } = read.data
    return { id: body.commandId, code, result: await this.#parts.ports.checkFee(code, office) }
  }

  /** The papers the outcome makes are kept with it. */
  async #withPapers(
    now: CaseAt,
    actor: Actor,
    body: CaseActionBody,
    { stage, outcome }: Asked,
    commands: readonly FolderCommand[],
  ): Promise<Decided> {
    const { stored, card, rules } = now
    const first = decideAll(card, stored.folder, commands, rules.context)
    if (!first.ok) return first
    const data = caseActionData.complete.safeParse(body.data ?? {})
    const written = data.success && data.data.written === true
    const kept: FolderCommand[] = []
    for (const paper of papersMade(outcome, written)) {
      const atHand = atHandOf(outcome.key, data.success ? data.data : {})
      const made = await this.#keep(now, paper, stage.key, actor.id, atHand)
      if (made !== null) kept.push({ type: 'keep-paper', actor, today: now.today, at: now.at, paper: made })
    }
    return decided(now, [...commands, ...kept])
  }

  async #keep(
    now: CaseAt,
    paper: PaperKey,
    stage: string,
    author: string,
    outcome: OutcomeAtHand,
  ): Promise<CasePaper | null> {
    const { papers, ports } = this.#parts
    const { id, key, folder } = now.stored
    try {
      const bytes = await papers.make(now, { paper, stage, author, outcome })
      const { hash } = await ports.vault.put(id, key, bytes)
      return { paper, hash, stage, visit: lastVisit(folder.state, stage)?.visit ?? 1, bytes: bytes.length }
    } catch (error) {
      // it can be made and printed at any time; what was decided is not held up by it
      ports.report(`a paper of case ${id} could not be made: ${paper}`, error)
      return null
    }
  }
}

/** Why the form that is written could not be printed; null: it can, or none is written. */
function notPrinted({ action, data }: CaseActionBody): ReturnType<typeof refusedToPrint> {
  if (action !== 'write-applicant') return null
  const read = caseActionData['write-applicant'].safeParse(data)
  return read.success ? refusedToPrint(read.data.applicant) : null
}

/** A command's id, and what tells it from a repetition. A password is no part of it: its hash would give it away. */
function nameOf({ office, login }: CaseStaff, body: CaseActionBody): CommandName {
  const { data } = body
  const plain = typeof data === 'object' && data !== null ? { ...data, password: null } : (data ?? null)
  return {
    id: body.commandId,
    hash: hashJson({ office, login, ...body, data: plain, stage: body.stage ?? null, outcome: body.outcome ?? null }),
  }
}
