import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { asEvent, type Json, type NewRecord } from '@cherha/event-log'
import { dayClock } from '@cherha/office-hub'
import { addDays, planDay } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { decide, evolve, initialState, type QueueCommand, type QueueState } from '@cherha/shared/queue'
import { benchDate, benchOffice } from './bench-office.ts'

const dayMs = 24 * 3_600_000
const windows = 10

/** An office and how many visitors come to it on a day; those that are served are the first of them. */
export interface BusyDay {
  readonly office: OfficeConfig
  readonly visitors: number
  readonly served: number
}

const largeDay: BusyDay = { office: benchOffice({ windows }), visitors: 600, served: 400 }

/** What happened on one day of the bench office. `opening` is the count of records up to and with the day's opening. */
export interface OfficeDay {
  readonly records: readonly NewRecord[]
  readonly opening: number
}

/** The first records of a log: the office, and that its hub has started. */
export function firstRecords({ office }: BusyDay = largeDay): NewRecord[] {
  const time = { at: 0, mono: 0 }
  const config = JSON.parse(JSON.stringify(office)) as Json
  return [
    { ...time, event: { type: 'office-configured', config } },
    { ...time, event: { type: 'hub-started', downMs: null } },
  ]
}

/** One whole day as the rules make it: 600 visitors, 400 of them served at ten windows, the others sent home. */
export function anOfficeDay(busy: BusyDay = largeDay): OfficeDay {
  const { office, visitors, served } = busy
  const desks = office.windows.length
  const state = initialState()
  firstRecords(busy).forEach((record, index) => fold(state, record, index + 1))
  const clock = dayClock(benchDate, 'Europe/Kyiv')
  const plan = planDay(office, clock)
  if (!plan.ok) throw new Error('the office has no plan')
  const records: NewRecord[] = []
  let at = clock.midnight
  const happen = (command: QueueCommand, client = true): void => {
    at += 10
    const now = { at, mono: at - clock.midnight }
    const decision = decide(state, { ...command, now })
    if (!decision.ok) throw new Error(`${command.type} was refused: ${decision.refusal.code}`)
    decision.events.forEach((event, index) => {
      const sent = { id: '', hash: createHash('sha256').update(`${at}`).digest('hex'), result: decision.result as Json }
      const record = { ...now, event: asEvent(event) }
      records.push(client && index === 0 ? { ...record, command: sent } : record)
      fold(state, record, state.seq + 1)
    })
  }
  happen({ type: 'publish-plan', date: benchDate, clock, services: plan.services }, false)
  happen({ type: 'tick' }, false)
  const opening = records.length
  at = clock.midnight + 9 * 3_600_000
  for (let n = 0; n < desks; n += 1) {
    happen({ type: 'connect-desk', session: `s${n}` }, false)
    happen({ type: 'open-window', window: `w${n + 1}`, actor: clerk(n) })
  }
  for (let n = 0; n < visitors; n += 1) {
    happen({
      type: 'register-current',
      service: office.services[n % office.services.length]?.id ?? '',
      language: 'uk',
      actor: { kind: 'device', device: 'terminal-1' },
      sealed: { box: randomBytes(150).toString('base64'), fingerprint: randomBytes(32).toString('hex') },
    })
    if (n < served) serve(state, n % desks, happen)
  }
  at = clock.midnight + 23.95 * 3_600_000
  happen({ type: 'tick' }, false)
  return { records, opening }
}

/** The same day `days` later, as commands nobody has sent before. */
export function daysLater(records: readonly NewRecord[], days: number): NewRecord[] {
  const date = addDays(benchDate, days)
  const shift = days * dayMs
  return records.map(({ at, mono, event, command }) => {
    const moved = { at: at + shift, mono: mono + shift, event: later(event, date, shift) }
    return command === undefined ? moved : { ...moved, command: { ...command, id: randomUUID() } }
  })
}

function later(event: NewRecord['event'], date: string, shift: number): NewRecord['event'] {
  if (event.type === 'plan-published') {
    // a plan has hundreds of moments; everything else has none but the date
    const moved: unknown = JSON.parse(JSON.stringify(event), (key: string, value: unknown) =>
      (key === 'at' || key === 'midnight') && typeof value === 'number' ? value + shift : key === 'date' ? date : value,
    )
    return moved as NewRecord['event']
  }
  return 'date' in event ? { ...event, date } : event
}

function serve(state: QueueState, n: number, happen: (command: QueueCommand) => void): void {
  const window = `w${n + 1}`
  const actor = clerk(n)
  happen({ type: 'call-next', window, actor })
  const call = Object.values(state.calls).find((one) => one.window === window)?.id ?? ''
  const display = { kind: 'device', device: 'display-1' } as const
  happen({ type: 'call-shown', call, actor: display })
  happen({ type: 'call-announced', call, silent: false, actor: display })
  happen({ type: 'start-service', window, actor })
  happen({ type: 'finish-service', window, actor })
}

function clerk(n: number) {
  return { kind: 'desk', session: `s${n}`, staff: 'clerk', role: 'clerk' } as const
}

function fold(state: QueueState, { at, mono, event }: NewRecord, seq: number): void {
  evolve(state, { seq, time: { at, mono }, event: event as never })
}
