import { createHash } from 'node:crypto'
import { type CaseActionBody, caseActionData } from '@cherha/shared/protocol'
import {
  type ActionGiven,
  commandOf,
  decideAll,
  type FolderCommand,
  lastVisit,
  type PaperKey,
  type RoleKey,
  signersOf,
  type Stage,
} from '@cherha/shared/workflow'
import { type ActingParts, type Asked, atHandOf, decided } from './deciding.ts'
import { ownRefusal } from './answers.ts'
import type { CaseStaff } from './cases.ts'
import type { Signed } from './ports.ts'
import type { CaseAt, Decided } from './work.ts'

/** Whether an outcome is signed with keys: at the window people sign on paper. */
export function isElectronic(stage: Stage, outcome: Stage['outcomes'][number]): boolean {
  return stage.place !== 'window' && outcome.signers.some(({ role, how }) => role !== undefined && how === 'electronic')
}

/**
 * Signs the paper of an outcome with the key of whoever completes it or adds a signature. The rules are asked first: only
 * what they accept is signed. All signatures of one outcome are under the same paper.
 */
export class Signing {
  readonly #parts: ActingParts
  readonly #who: CaseStaff
  readonly #body: CaseActionBody
  /** Signed once, however often it is decided. */
  #signed: { readonly document: string; readonly signed: Signed } | null = null

  constructor(parts: ActingParts, who: CaseStaff, body: CaseActionBody) {
    this.#parts = parts
    this.#who = who
    this.#body = body
  }

  get isAsked(): boolean {
    return this.#password() !== null
  }

  async decide(now: CaseAt, given: ActionGiven, { stage, outcome }: Asked): Promise<Decided> {
    const { stored, card, rules } = now
    const paper = await this.#paper(now, given, { stage, outcome })
    const commands = commandOf(this.#body, { ...given, document: paper.hash })
    if (!commands.ok) return { ok: false, refusal: commands.refusal }
    const trial = decideAll(card, stored.folder, commands.commands, rules.context)
    if (!trial.ok) return trial
    const role = trial.events
      .flatMap((event) => (event.type === 'signed' ? [event.signature.who] : []))
      .flatMap((signer) => ('staff' in signer && signer.staff === given.actor.id ? [signer.role] : []))[0]
    const needed = signersOf(outcome, stored.folder.state.facts).some(
      (signer) => signer.role === role && signer.how === 'electronic',
    )
    if (role === undefined || !needed) return decided(now, commands.commands)
    const password = this.#password()
    if (password === null) return { ok: false, refusal: ownRefusal('password-missing') }
    const signed = await this.#sign(now, { stage, outcome }, paper.hash, role, password)
    if (!signed.ok) return { ok: false, refusal: { code: signed.code, message: signed.message } }
    const { actor, today, at } = given
    const kept: FolderCommand[] = []
    if (paper.bytes !== null) {
      await this.#parts.ports.vault.put(stored.id, stored.key, paper.bytes)
      const visit = visitOf(now, stage.key)
      const made = { paper: paper.paper, hash: paper.hash, stage: stage.key, visit, bytes: paper.bytes.length }
      kept.push({ type: 'keep-paper', actor, today, at, paper: made })
    }
    kept.push({ type: 'keep-signature', actor, today, at, record: signed.record })
    return decided(now, [...commands.commands, ...kept])
  }

  /** The paper the earlier signers have signed, or else a new one, with what is being decided. */
  async #paper(now: CaseAt, given: ActionGiven, { stage, outcome }: Asked) {
    const { signatures } = now.stored.folder.state
    const visit = visitOf(now, stage.key)
    const begun = signatures.findLast(
      (one) => one.stage === stage.key && one.visit === visit && one.outcome === outcome.key && one.document !== null,
    )
    const paper: PaperKey = outcome.papers[0] ?? 'decision'
    if (begun?.document !== undefined && begun.document !== null) return { paper, hash: begun.document, bytes: null }
    const data = caseActionData.complete.safeParse(this.#body.data ?? {})
    const atHand = atHandOf(outcome.key, data.success ? data.data : {})
    const bytes = await this.#parts.papers.make(now, {
      paper,
      stage: stage.key,
      author: given.actor.id,
      outcome: atHand,
    })
    return { paper, hash: createHash('sha256').update(bytes).digest('hex'), bytes }
  }

  async #sign(
    now: CaseAt,
    { stage, outcome }: Asked,
    document: string,
    role: RoleKey,
    password: string,
  ): Promise<Signed> {
    if (this.#signed?.document === document) return this.#signed.signed
    const { people, ports } = this.#parts
    const { office, login } = this.#who
    const name = people.names(office)(login)
    const signed = await ports.sign(this.#who, password, {
      case: now.stored.id,
      stage: stage.key,
      visit: visitOf(now, stage.key),
      outcome: outcome.key,
      document,
      signer: { login, name: name?.name ?? login, title: name?.title.uk ?? '', role, office },
      at: new Date(now.at).toISOString(),
    })
    this.#signed = { document, signed }
    return signed
  }

  #password(): string | null {
    const { action, data } = this.#body
    if (action !== 'complete' && action !== 'sign') return null
    const read = caseActionData[action].safeParse(data ?? {})
    return read.success ? (read.data.password ?? null) : null
  }
}

function visitOf({ stored }: CaseAt, stage: string): number {
  return lastVisit(stored.folder.state, stage)?.visit ?? 1
}
