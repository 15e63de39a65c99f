import { eventAs, type EventLog, type LogRecord, verifyLog } from '@cherha/event-log'
import type { Caller, IssuedTicket } from '@cherha/office-hub/core'
import { createAuditor, checkState } from '@cherha/shared/audit'
import type { Answer, ErrorBody, View } from '@cherha/shared/protocol'
import { nextWake, type QueueEvent, type QueueState } from '@cherha/shared/queue'
import type { People } from '../actors/people.ts'
import type { HubWitness } from '../node/hub-node.ts'
import type { Life } from '../node/life.ts'
import type { Disk } from '../world/disk.ts'
import type { World } from '../world/world.ts'
import { Answers } from './answers.ts'
import { Announcements } from './announcements.ts'
import { Desks } from './desks.ts'
import { Outages } from './outages.ts'
import { Persons } from './persons.ts'
import { judgeView } from './privacy.ts'
import { isSame } from './same.ts'

/** Events that are journaled, and leave the live queue as it was. */
const changesNothing = new Set(['print-reported', 'reprint-requested', 'clock-step-seen', 'device-connected'])
/** Commits between two comparisons of the whole live queue with a replay of the log. */
const compareEvery = 100

/**
 * Judges a run at every step: each event by the auditor's rules, the live queue at each commit, and what only those
 * outside the hub can know: answers, tickets, views, and how much time has really passed.
 */
export class Oracle implements HubWitness {
  readonly #world: World
  readonly #people: People
  readonly #clocksAreTrue: boolean
  readonly #isExpected: (message: string) => boolean
  #auditor = createAuditor()
  /** Newest event of this office's log. */
  #seq = 0
  readonly #answers: Answers
  readonly #announcements: Announcements
  readonly #desks: Desks
  readonly #outages: Outages
  readonly #persons: Persons
  readonly #tickets = new Set<number>()
  readonly types: Record<string, number> = {}
  #disk: Disk | null = null
  #commits = 0

  /**
   * @param clocksAreTrue nobody moves a computer's clock in this run, and its stamps can be written
   * @param isExpected what the hub may write into its own log file
   */
  constructor(
    world: World,
    people: People,
    clocksAreTrue: boolean,
    isExpected: (message: string) => boolean = () => false,
  ) {
    this.#isExpected = isExpected
    this.#world = world
    this.#clocksAreTrue = clocksAreTrue
    this.#people = people
    const fail = (rule: string, sentence: string): void => world.fail(rule, sentence)
    this.#answers = new Answers(fail)
    this.#announcements = new Announcements(world, fail)
    this.#desks = new Desks(world)
    this.#outages = new Outages(world, fail)
    this.#persons = new Persons(fail)
  }

  /** The disk holds another log from here on. @returns ids of acknowledged commands that are lost with the old one */
  replaced(): readonly string[] {
    const lost = this.#disk?.inspect((log) => {
      this.#auditor = createAuditor()
      this.#seq = 0
      for (const { seq, at, mono, event, command } of log.read(0, log.head().seq + 1)) {
        this.#auditor.see({ seq, time: { at, mono }, event: eventAs<QueueEvent>(event), command })
        this.#seq = seq
      }
      return this.#answers.onlyWhatIsIn(log)
    })
    this.#persons.forget()
    this.#tickets.clear()
    return lost ?? []
  }

  get answers(): Answers {
    return this.#answers
  }

  get counts() {
    return this.#auditor.counts
  }

  watch(disk: Disk): void {
    this.#disk = disk
  }

  /** Everything that has become durable, as it is read back from the disk. */
  durable(records: readonly LogRecord[], isAdopted = false): void {
    for (const record of records) {
      const { seq, at, mono, command } = record
      // the log holds only events that the rules made
      const event = eventAs<QueueEvent>(record.event)
      this.#world.seq = seq
      this.#seq = seq
      this.types[event.type] = (this.types[event.type] ?? 0) + 1
      this.#world.note(() => `  ${seq} ${line(record)}`)
      if (isAdopted) this.#answers.adopted(record)
      else this.#answers.durable(record, this.#auditor.state)
      this.#announcements.see(event)
      if (this.#clocksAreTrue) this.#outages.see(event)
      if (event.type === 'registered' || command !== undefined) {
        if (this.#people.isNamedWithin(event) || this.#people.isNamedWithin(command))
          this.#world.fail('D1', `event ${seq} names somebody in the clear`)
      }
      for (const { rule, sentence } of this.#auditor.see({ seq, time: { at, mono }, event, command })) {
        this.#world.fail(rule, sentence)
      }
    }
  }

  committed(records: readonly LogRecord[], state: QueueState, life: Life): void {
    this.#commits += 1
    if (records.some(({ event }) => !changesNothing.has(event.type))) {
      for (const { rule, sentence } of checkState(state, life.clock.now())) this.#world.fail(rule, sentence)
    }
    // a hub may have waited for the queue server before its first record: its three minutes begin with that
    const begins = records.some(({ event }) => event.type === 'hub-started')
    if (this.#disk?.troubled === false && !begins)
      this.#desks.judge(state, (rule, sentence) => this.#world.fail(rule, sentence))
    else this.#desks.writesLate()
    const dayEnds = records.some(({ event }) => event.type === 'day-closed')
    if (dayEnds || this.#commits % compareEvery === 0) this.#compare(state)
  }

  desk(session: string, does: 'opened' | 'closed' | 'asked'): void {
    this.#desks[does](session)
  }

  begins(): void {
    this.#desks.hubBegins()
  }

  started(life: Life): void {
    this.#outages.started()
    this.#compare(life.engine.state)
    this.#disk?.inspect((log) => this.#answers.areIn(log))
  }

  died(): void {
    this.#outages.died()
    this.#world.note(() => 'the hub is gone')
  }

  issued({ registeredSeq, number, copy }: IssuedTicket): void {
    if (registeredSeq > this.#seq) this.#world.fail('S23', `${number} was printed before it was durable`)
    if (copy) return
    if (this.#tickets.has(registeredSeq)) this.#world.fail('S20', `${number} was printed twice for one registration`)
    this.#tickets.add(registeredSeq)
  }

  shown(caller: Caller, view: View): void {
    judgeView(caller, view, this.#people, this.#auditor.state, (rule, sentence) => this.#world.fail(rule, sentence))
  }

  answered(_caller: Caller, body: unknown, answer: Answer | ErrorBody): void {
    this.#persons.registered(body, answer, this.#auditor.state)
    this.#answers.given(body, answer)
  }

  /** What the hub writes into its own log file: nothing, unless the disk was full. */
  reported(message: string, error: unknown): void {
    this.#world.note(() => `the hub says: ${message} (${String(error)})`)
    if (this.#disk?.full === true || this.#isExpected(message)) return
    this.#world.fail('no-error', `the hub says: ${message} (${String(error)})`)
  }

  /** What must be true when the run is over. `mustBeClosed`: dates that have passed while the hub was there. */
  finish(life: Life | null, mustBeClosed: readonly string[], wholeChain: boolean): string {
    const { state } = this.#auditor
    if (life !== null) {
      this.#compare(life.engine.state)
      if (nextWake(life.engine.state, life.clock.now()) === 0)
        this.#world.fail('Q14', 'something was due and did not happen')
    }
    for (const date of mustBeClosed) {
      if (!state.closed.includes(date)) this.#world.fail('C27', `${date} has passed and is not closed`)
    }
    return this.#disk?.inspect((log) => this.#readAll(log, wholeChain)) ?? ''
  }

  #readAll(log: EventLog, wholeChain: boolean): string {
    if (wholeChain) this.#answers.allAreIn(log)
    else this.#answers.areIn(log)
    if (log.head().seq !== this.#auditor.counts.events)
      this.#world.fail('L1', 'the log has other events than were committed')
    if (wholeChain) {
      const verified = verifyLog(log)
      if (!verified.ok) this.#world.fail('L2', `the chain does not hold at ${verified.seq}: ${verified.reason}`)
    }
    return log.head().hash
  }

  /** Whoever has the log has the office. */
  #compare(live: QueueState): void {
    const replayed = this.#auditor.state
    if (isSame(live, replayed)) return
    const differs = (Object.keys(replayed) as (keyof QueueState)[]).filter((key) => !isSame(live[key], replayed[key]))
    this.#world.fail('Q6', `the live queue is not what the log says: ${differs.join(', ')}`)
  }
}

function line({ event, command }: LogRecord): string {
  const text = JSON.stringify(event, (key, value: unknown) => (hidden.has(key) ? undefined : value))
  return `${text.length > 160 ? `${text.slice(0, 160)}…` : text}${command === undefined ? '' : ` by ${command.id.slice(0, 8)}`}`
}

const hidden = new Set(['sealed', 'config', 'services', 'clock'])
