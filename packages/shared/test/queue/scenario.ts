import type { OfficeConfig, RefusalCode } from '../../src/protocol/index.ts'
import {
  type Actor,
  type Decision,
  decide,
  evolve,
  initialState,
  nextWake,
  type QueueCommand,
  type QueueEvent,
  type QueueState,
  type RecordedEvent,
} from '../../src/queue/index.ts'
import { OfficeConfig as OfficeConfigSchema } from '../../src/protocol/index.ts'
import { addDays, type DayClock, planDay } from '../../src/calendar/index.ts'

type Without<C, K extends string> = C extends unknown ? Omit<C, K> : never
/** What somebody at a desk may want, before it is known who. */
type DeskCommand = Without<Extract<QueueCommand, { readonly actor: Actor }>, 'actor'>

const minute = 60_000
const hours = { mon: [], tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] }
const open: [string, string][] = [
  ['09:00', '13:00'],
  ['13:45', '18:00'],
]

/** Three services, three windows, two clerks and a lead; Monday to Friday with lunch; the terminal and current channels. */
export const office: OfficeConfig = OfficeConfigSchema.parse({
  code: '4801',
  name: { uk: 'Відділ', en: 'Office' },
  address: { uk: 'вул. Прикладна, 5', en: '5 Prykladna St' },
  timeZone: 'Europe/Kyiv',
  phones: ['(0382) 00-00-00'],
  hours: { ...hours, mon: open, tue: open, wed: open, thu: open, fri: open },
  quotas: { online: 0, terminal: 1, current: 1 },
  channels: { online: false, terminal: true },
  horizons: { online: 14, terminal: 3 },
  services: [
    { id: 'permanent', letter: 'А', title: { uk: 'а', en: 'a' }, short: { uk: 'а', en: 'a' }, minutes: 20, lanes: 2 },
    { id: 'immigration', letter: 'К', title: { uk: 'к', en: 'k' }, short: { uk: 'к', en: 'k' }, minutes: 30, lanes: 1 },
    { id: 'passport', letter: 'Р', title: { uk: 'р', en: 'r' }, short: { uk: 'р', en: 'r' }, minutes: 10, lanes: 1 },
  ],
  windows: [
    { id: '1', label: '1', services: ['permanent', 'immigration'] },
    { id: '2', label: '2', services: ['permanent'] },
    { id: '3', label: '3', services: ['passport'] },
  ],
  staff: [
    { login: 'olena', name: 'Олена', role: 'clerk' },
    { login: 'taras', name: 'Тарас', role: 'clerk' },
    { login: 'iryna', name: 'Ірина', role: 'lead' },
  ],
  priorityCategories: [
    { code: 'disability', title: { uk: 'Інвалідність', en: 'Disability' }, enabled: true },
    { code: 'veteran', title: { uk: 'УБД', en: 'Veteran' }, enabled: false },
  ],
})

/** Thursday. */
export const today = '2026-03-05'
const epochDay = Date.UTC(2026, 2, 5) - 2 * 3_600_000

/** A clock two hours east of Greenwich all year: the rules need no time zone to be tested. */
export function clockOf(date: string): DayClock {
  return { date, midnight: epochDay + (Date.parse(date) - Date.parse(today)) }
}

export function atTime(time: string, date = today): number {
  const [h = 0, m = 0, s = 0] = time.split(':').map(Number)
  return clockOf(date).midnight + ((h * 60 + m) * 60 + s) * 1000
}

export const terminal: Actor = { kind: 'device', device: 'terminal-1' }
export const display: Actor = { kind: 'device', device: 'display-1' }
type Login = 'olena' | 'taras' | 'iryna'
const desks: Record<Login, Actor> = {
  olena: { kind: 'desk', session: 's-olena', staff: 'olena', role: 'clerk' },
  taras: { kind: 'desk', session: 's-taras', staff: 'taras', role: 'clerk' },
  iryna: { kind: 'desk', session: 's-iryna', staff: 'iryna', role: 'lead' },
}

/** An office under test: commands in, events out, a clock that moves only when told to. */
export class Scenario {
  state: QueueState = initialState()
  readonly log: RecordedEvent[] = []
  at: number
  mono = 1_000
  /** Every how many commands it is checked that deciding changes nothing; a long run need not look each time. */
  lookEvery = 1
  #told = 0

  constructor(config: OfficeConfig = office, at = atTime('09:00')) {
    this.at = at
    this.tell({ type: 'configure-office', config })
    this.tell({ type: 'start-hub', downMs: null })
    for (const date of [today, addDays(today, 1), addDays(today, 4), addDays(today, 5)]) this.publish(config, date)
    this.settle()
  }

  publish(config: OfficeConfig, date: string): void {
    const plan = planDay(config, clockOf(date))
    if (!plan.ok) throw new Error(JSON.stringify(plan))
    this.tell({ type: 'publish-plan', date, clock: clockOf(date), services: plan.services })
  }

  get now(): { at: number; mono: number } {
    return { at: this.at, mono: this.mono }
  }

  /** Decides a command, folds what it does, and returns the decision. */
  tell(command: QueueCommand): Decision {
    this.#told += 1
    const before = this.#told % this.lookEvery === 0 ? JSON.stringify(this.state) : null
    const decision = decide(this.state, { ...command, now: this.now })
    if (before !== null && JSON.stringify(this.state) !== before)
      throw new Error(`${command.type} changed the state while deciding`)
    if (decision.ok) for (const event of decision.events) this.happen(event)
    return decision
  }

  happen(event: QueueEvent): void {
    const recorded = { seq: this.state.seq + 1, time: this.now, event }
    this.log.push(structuredClone(recorded))
    this.state = evolve(this.state, recorded)
  }

  /** Lets everything happen that is due now. */
  settle(): void {
    for (let ticks = 0; nextWake(this.state, this.now) === 0; ticks += 1) {
      if (ticks > 1000) throw new Error('the queue does not come to rest')
      this.tell({ type: 'tick' })
    }
  }

  /** Moves both clocks, stopping wherever the queue wants to wake. */
  pass(ms: number): this {
    let left = ms
    for (;;) {
      const wake = nextWake(this.state, this.now)
      const step = wake === null || wake > left ? left : wake
      this.at += step
      this.mono += step
      left -= step
      this.settle()
      if (left <= 0) return this
    }
  }

  passTo(time: string, date = today): this {
    return this.pass(atTime(time, date) - this.at)
  }

  /** Kill and start: the boot clock begins anew. */
  restart(downMs: number): this {
    this.at += downMs
    this.mono = 500
    this.tell({ type: 'start-hub', downMs })
    this.settle()
    return this
  }

  // visitors
  register(person: string, service = 'permanent', more: Record<string, unknown> = {}): Decision {
    return this.tell({
      type: 'register-current',
      service,
      language: 'uk',
      actor: terminal,
      sealed: { box: `sealed:${person}`, fingerprint: `${person}|${service}|${today}` },
      ...more,
    })
  }

  book(person: string, date: string, time: string, service = 'permanent'): Decision {
    return this.tell({
      type: 'register-advance',
      service,
      date,
      time,
      language: 'uk',
      actor: terminal,
      sealed: { box: `sealed:${person}`, fingerprint: `${person}|${service}|${date}` },
    })
  }

  checkIn(ticket: string, more: Record<string, unknown> = {}): Decision {
    return this.tell({ type: 'check-in', ticket, proof: 'code', actor: terminal, ...more })
  }

  withdraw(ticket: string, date?: string): Decision {
    return this.tell({
      type: 'withdraw',
      ticket,
      proof: 'code',
      actor: terminal,
      ...(date === undefined ? {} : { date }),
    })
  }

  // displays
  connectDisplay(windows: string[] = []): this {
    this.tell({ type: 'connect-device', device: 'display-1', role: 'display', windows })
    return this
  }

  shown(call: string): Decision {
    return this.tell({ type: 'call-shown', call, actor: display })
  }

  announced(call: string, silent = false): Decision {
    return this.tell({ type: 'call-announced', call, silent, actor: display })
  }

  // desks
  desk(login: Login, command: DeskCommand): Decision {
    return this.tell({ ...command, actor: desks[login] })
  }

  openWindow(login: Login, window: string): this {
    this.tell({ type: 'connect-desk', session: `s-${login}` })
    expectOk(this.desk(login, { type: 'open-window', window }))
    return this
  }

  /** Calls the next visitor and confirms the announcement by voice. */
  call(login: Login, window: string): string {
    const { ticket } = expectOk(this.desk(login, { type: 'call-next', window }))
    expectOk(this.desk(login, { type: 'confirm-voice-call', window }))
    return String(ticket)
  }

  serve(login: Login, window: string): string {
    const ticket = this.call(login, window)
    expectOk(this.desk(login, { type: 'start-service', window }))
    return ticket
  }

  status(ticket: string, date = today): string | undefined {
    const status = this.state.days[date]?.tickets[ticket]?.status
    return status?.is === 'ended' ? status.by : status?.is
  }

  events(type: QueueEvent['type']): QueueEvent[] {
    return this.log.map(({ event }) => event).filter((event) => event.type === type)
  }

  minutes(n: number): this {
    return this.pass(n * minute)
  }
}

/** The result of an accepted command; throws with the refusal otherwise. */
export function expectOk(decision: Decision): Readonly<Record<string, unknown>> {
  if (!decision.ok) throw new Error(`refused: ${decision.refusal.code}`)
  return decision.result
}

/** The number on the ticket of an accepted registration. */
export function ticketOf(decision: Decision): string {
  return String(expectOk(decision)['ticket'])
}

/** The reason code of a refused command; throws when it was accepted. */
export function refusalOf(decision: Decision): RefusalCode {
  if (decision.ok) throw new Error(`accepted: ${JSON.stringify(decision.result)}`)
  return decision.refusal.code
}

/** As a snapshot keeps a state: JSON with sorted keys. */
export function canonicalJson(state: QueueState): string {
  return JSON.stringify(state, (_key, value: unknown) =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? value
      : Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))),
  )
}
