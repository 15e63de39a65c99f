import {
  type Actor,
  builtInCards,
  type Card,
  type CaseContext,
  type CaseFolder,
  type CaseRefusal,
  type CaseViewOptions,
  caseView,
  type CommandsOrRefusal,
  commandOf,
  decideAll,
  evolveFolder,
  findCard,
  type FolderCommand,
  FolderCommandData,
  type FolderEvent,
  initialFolder,
  type RoleKey,
  type RunningCase,
  type StartCase,
} from '@cherha/shared/workflow'
import { CaseActionBody, CaseView } from '@cherha/shared/protocol'
import { martialLaw } from '../case/case-run.ts'
import { entity, names, office, person } from './people.ts'

/** What a person asks for, as a desk would send it, without the ids a desk makes. */
export type Asked = Omit<CaseActionBody, 'commandId' | 'version'> & { readonly version?: number }

/**
 * A case played through the interface of a desk: every action is a body as it travels, every command one that travels
 * on, every view one of the schema.
 */
export class FolderRun {
  readonly card: Card
  readonly events: FolderEvent[] = []
  readonly commands: FolderCommand[] = []
  folder: CaseFolder = initialFolder
  today: string
  context: CaseContext
  #at = 1_773_200_000_000

  constructor(card: Card | string, { today = '2026-03-11', calendar = martialLaw } = {}) {
    const found = typeof card === 'string' ? findCard(builtInCards, card) : card
    if (found === undefined) throw new Error(`no card ${String(card)}`)
    this.card = found
    this.today = today
    this.context = { calendar }
  }

  get state(): RunningCase {
    if (this.folder.state.status === 'none') throw new Error('the case has not been started')
    return this.folder.state
  }

  person(role: RoleKey, name?: string): Actor {
    return person(this.card, role, name)
  }

  /** Whoever takes applications in this case. */
  get clerk(): Actor {
    const taken = this.folder.state.status !== 'none' && this.folder.state.entity !== null
    return this.person(taken ? 'authorised-entity' : 'intake')
  }

  on(today: string): this {
    this.today = today
    return this
  }

  start(more: Partial<Pick<StartCase, 'entity' | 'track' | 'grounds' | 'day'>> = {}): this {
    const asked = this.card.information?.grounds.length ? { grounds: ['expired'] } : {}
    const taker = more.entity == null ? 'intake' : 'authorised-entity'
    return this.does({
      type: 'start',
      today: this.today,
      at: this.#moment(),
      version: 0,
      actor: this.person(taker),
      id: `${office}-${this.card.id}-000127`,
      office,
      service: 'permit',
      entity: null,
      track: 'standard',
      day: this.today,
      ...asked,
      ...more,
    })
  }

  startAtEntity(): this {
    return this.start({ entity })
  }

  /** Decides and keeps; what is refused is an error of the test. */
  does(...commands: readonly FolderCommand[]): this {
    const refusal = this.tries(...commands)
    if (refusal !== null) throw new Error(`${commands[0]?.type} refused: ${JSON.stringify(refusal)}`)
    return this
  }

  /** Decides and keeps, or says why it is refused; null: accepted. */
  tries(...commands: readonly FolderCommand[]): CaseRefusal | null {
    const sent = commands.map((command) => FolderCommandData.parse(JSON.parse(JSON.stringify(command))))
    const decision = decideAll(this.card, this.folder, sent, this.context)
    if (!decision.ok) return decision.refusal
    for (const event of decision.events) this.folder = evolveFolder(this.folder, event)
    this.events.push(...decision.events)
    this.commands.push(...sent)
    return null
  }

  /** The commands behind an action, as the host makes them. */
  asks(actor: Actor, asked: Asked, document?: string): CommandsOrRefusal {
    const body = { commandId: '11111111-1111-4111-8111-111111111111', version: this.folder.state.version, ...asked }
    return commandOf(CaseActionBody.parse(JSON.parse(JSON.stringify(body))), {
      actor,
      today: this.today,
      at: this.#moment(),
      officers: (login) => this.person('officer', login.replace('officer-', '')),
      ...(document === undefined ? {} : { document }),
    })
  }

  /** Does what somebody asks for at a desk; the refusal when there is one. */
  acts(actor: Actor, asked: Asked, document?: string): CaseRefusal | null {
    const answer = this.asks(actor, asked, document)
    return answer.ok ? this.tries(...answer.commands) : answer.refusal
  }

  /** As `acts`, and it has to be accepted. */
  must(actor: Actor, asked: Asked): this {
    const refusal = this.acts(actor, asked)
    if (refusal !== null) throw new Error(`${asked.action} ${asked.stage} refused: ${JSON.stringify(refusal)}`)
    return this
  }

  complete(role: RoleKey, stage: string, outcome: string, data: Record<string, unknown> = {}): this {
    return this.must(this.person(role), { action: 'complete', stage, outcome, data })
  }

  system(
    command: Omit<
      Extract<
        FolderCommand,
        { type: 'tick' | 'confirm-awaited' | 'inquiry-answered' | 'inquiry-received' | 'notice-sent' }
      >,
      'today' | 'at'
    >,
  ): CaseRefusal | null {
    return this.tries({ ...command, today: this.today, at: this.#moment() } as FolderCommand)
  }

  /** The view of somebody, and that it is one of the interface. */
  view(actor: Actor, more: Partial<CaseViewOptions> = {}): CaseView {
    const view = caseView(this.card, this.folder, { actor, context: this.context, today: this.today, names, ...more })
    return CaseView.parse(JSON.parse(JSON.stringify(view)))
  }

  #moment(): number {
    this.#at += 60_000
    return this.#at
  }
}
