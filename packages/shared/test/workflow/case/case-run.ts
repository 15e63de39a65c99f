import {
  type Actor,
  builtInCards,
  type Card,
  type CaseCommand,
  type CaseContext,
  type CaseDecision,
  type CaseEvent,
  type CaseRefusal,
  type CaseState,
  type CompleteStage,
  decideCase,
  evolveCase,
  type Field,
  type FieldValue,
  findCard,
  holidaysOfUkraine,
  initialCase,
  type RoleKey,
  type RunningCase,
  type StartCase,
  workingCalendar,
} from '@cherha/shared/workflow'
import { person, theEntity, theOffice } from './people.ts'

export const martialLaw = workingCalendar(holidaysOfUkraine, { martialLaw: true })
export const peace = workingCalendar(holidaysOfUkraine, { martialLaw: false })

/** A Wednesday in an ordinary week. */
export const day0 = '2026-03-11'

type Loose<C> = C extends { version: number }
  ? Omit<C, 'today' | 'version' | 'actor'> & { version?: number }
  : Omit<C, 'today'>

/** One case told as a story: people act day by day, everything is decided by the rules. */
export class CaseRun {
  readonly card: Card
  readonly events: CaseEvent[] = []
  state: CaseState = initialCase
  today: string
  context: CaseContext

  constructor(card: Card | string, { today = day0, calendar = martialLaw } = {}) {
    const found = typeof card === 'string' ? findCard(builtInCards, card) : card
    if (found === undefined) throw new Error(`no card ${String(card)}`)
    this.card = found
    this.today = today
    this.context = { calendar }
  }

  get running(): RunningCase {
    if (this.state.status === 'none') throw new Error('the case has not been started')
    return this.state
  }

  /** Decides without keeping anything. */
  try(command: CaseCommand): CaseDecision {
    return decideCase(this.card, this.state, command, this.context)
  }

  does(command: CaseCommand): this {
    const decision = this.try(command)
    if (!decision.ok) throw new Error(`${command.type} refused: ${JSON.stringify(decision.refusal)}`)
    for (const event of decision.events) this.state = evolveCase(this.state, event)
    this.events.push(...decision.events)
    return this
  }

  on(today: string): this {
    this.today = today
    return this
  }

  start(more: Partial<StartCase> = {}): this {
    return this.does(this.starting(more))
  }

  starting(more: Partial<StartCase> = {}): StartCase {
    const entity = more.entity ?? null
    return {
      type: 'start',
      today: this.today,
      version: 0,
      actor: this.person(entity === null ? 'intake' : 'authorised-entity'),
      id: 'c-1',
      office: theOffice,
      service: 'permit',
      track: 'standard',
      day: this.today,
      ...(this.card.information === undefined ? {} : { grounds: ['expired'] }),
      ...more,
      entity,
    }
  }

  startAtEntity(): this {
    return this.start({ entity: theEntity })
  }

  person(role: RoleKey, name?: string): Actor {
    return person(this.card, role, name)
  }

  /** A command with the version and day of now. */
  command(actor: Actor, command: Loose<Exclude<CaseCommand, StartCase>>): CaseCommand {
    const version = this.state.version
    return { version, ...command, today: this.today, actor } as CaseCommand
  }

  /** What completing the stage takes: whoever acts, the required fields, a ground, the parties' signatures. */
  completing(stageKey: string, outcomeKey: string, more: Partial<CompleteStage> = {}): CompleteStage {
    const stage = this.card.stages.find(({ key }) => key === stageKey)
    const outcome = stage?.outcomes.find(({ key }) => key === outcomeKey)
    if (stage === undefined || outcome === undefined) throw new Error(`no ${stageKey}.${outcomeKey}`)
    const entity = this.state.status !== 'none' && this.state.entity !== null
    const role =
      entity && stage.roles.includes('authorised-entity')
        ? 'authorised-entity'
        : (stage.roles.find((key) => key !== 'authorised-entity') ?? stage.roles[0] ?? 'intake')
    const list = outcome.refusal === undefined ? [] : (this.card.grounds[outcome.refusal.grounds] ?? [])
    const ground = list.find(({ key }) => !key.endsWith('-not-confirmed'))?.key
    const facts = this.state.status === 'none' ? {} : this.state.facts
    return {
      type: 'complete',
      today: this.today,
      version: this.state.version,
      actor: this.person(role),
      stage: stageKey,
      outcome: outcomeKey,
      fields: { ...filled(stage.fields), ...filled(outcome.fields) },
      parties: outcome.signers
        .filter(({ party, when }) => party !== undefined && when.every((fact) => facts[fact] === true))
        .flatMap(({ party }) => party ?? []),
      ...(ground === undefined ? {} : { grounds: [ground] }),
      ...(outcome.effects.includes('assign-officer') ? { officer: this.person('officer') } : {}),
      ...more,
    }
  }

  complete(stage: string, outcome: string, more: Partial<CompleteStage> = {}): this {
    return this.does(this.completing(stage, outcome, more))
  }

  refused(command: CaseCommand): CaseRefusal {
    const decision = this.try(command)
    if (decision.ok) throw new Error(`${command.type} was not refused`)
    return decision.refusal
  }

  tick(today = this.today): CaseEvent[] {
    const before = this.events.length
    this.on(today).does({ type: 'tick', today })
    return this.events.slice(before)
  }

  /** Intake from the check of the documents to the scans, with nothing special. */
  intake(accepted: Partial<CompleteStage> = {}): this {
    const scanned = this.running.entity === null ? 'scanned' : 'scanned-for-transfer'
    return this.complete('intake-check', 'accepted', accepted)
      .complete('application', 'formed')
      .complete('print', 'correct')
      .complete('applicant-signature', 'signed')
      .complete('employee-signature', 'signed')
      .complete('scans', scanned)
  }

  /** Lines `stage status`, in the order the case came to them. */
  way(): string[] {
    return this.running.visits.map(({ stage, status, outcome }) => `${stage} ${outcome ?? status}`)
  }

  open(): string[] {
    return this.running.visits.filter(({ status }) => status === 'open').map(({ stage }) => stage)
  }

  /** Running terms: `stage date`. */
  terms(): string[] {
    return this.running.deadlines
      .filter(({ status }) => status === 'running')
      .map(({ kind, stage, date, until }) => `${kind === 'term' ? stage : kind} ${until} ${date}`)
      .sort()
  }
}

function filled(fields: readonly Field[]): Record<string, FieldValue> {
  return Object.fromEntries(fields.map((field) => [field.key, sample(field)]))
}

function sample({ kind, options, key }: Field): FieldValue {
  switch (kind) {
    case 'yes-no':
      return ['biometrics-taken', 'warned', 'passport-shown'].includes(key)
    case 'number':
      return 1
    case 'text':
      return 'ABC 123'
    case 'date':
      return day0
    case 'date-time':
      return `${day0}T10:00`
    case 'phone':
      return '067 123 45 67'
    case 'email':
      return 'somebody@example.org'
    case 'choice':
      return options?.[0]?.key ?? ''
    case 'file':
      return 'a'.repeat(64)
  }
}
