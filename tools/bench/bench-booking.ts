import { randomUUID } from 'node:crypto'
import { asEvent, asyncLog, createMemoryLog, eventAs, type LogRecord } from '@cherha/event-log'
import {
  type BookingOffice,
  checkMobile,
  type Database,
  openBooking,
  type SmsOutbox,
  systemClock,
} from '@cherha/queue-server'
import { memorySecrets, OfficeNode } from '@cherha/queue-server/core'
import { BookingSettings, type OfficeConfig, readInboxItem } from '@cherha/shared/protocol'
import { decide, evolve, initialState, type QueueEvent } from '@cherha/shared/queue'
import { anOffice, everyDay } from '@cherha/testing'

const service = 'permit'

export interface WantedTime {
  readonly office: string
  readonly date: string
  readonly time: string
}

/** Online booking over offices in memory whose hubs have acknowledged every day; the tables are PostgreSQL's. */
export interface BenchBooking {
  /** Every day of every office. */
  readonly days: readonly (readonly WantedTime[])[]
  /** Holds a place for somebody who has never been here. @returns what gives it back */
  hold(wanted: WantedTime): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** What is on sale; each day has 54 times, each with so many lanes. */
export interface OnSale {
  readonly offices: number
  readonly daysEach: number
  readonly lanes: number
}

export async function benchBooking(database: Database, onSale: OnSale): Promise<BenchBooking> {
  const { offices, daysEach } = onSale
  const nodes: OfficeNode[] = []
  for (let n = 0; n < offices; n += 1) nodes.push(await anAcknowledgedOffice(String(1_000 + n), onSale))
  await database.pool.query('CREATE TABLE IF NOT EXISTS bench_sms (id text PRIMARY KEY, phone text, body text)')
  const byCode = new Map<string, BookingOffice>(nodes.map((node) => [node.code, node]))
  const booking = await openBooking({
    pool: database.pool,
    offices: { all: () => nodes, get: (code) => byCode.get(code) ?? null },
    sms: rowsOfMessages,
    // the writer is measured, not how long the bill for messages may get
    settings: BookingSettings.parse({ limits: { codesMinute: 1e9, codesHour: 1e9 } }),
    clock: systemClock(),
    checkPhone: checkMobile,
    report: (message, cause) => {
      throw new Error(message, { cause })
    },
    handOver: async () => {},
  })
  let visitors = 0
  return {
    days: nodes.flatMap(({ code: office }) => {
      const days = booking.days(office, service)
      if (!days.ok || days.value.days.length !== daysEach) throw new Error(`office ${office} does not sell its days`)
      return days.value.days.map(({ date }) => {
        const places = booking.places(office, service, date)
        return places.ok ? places.value.times.map(({ time }) => ({ office, date, time })) : []
      })
    }),
    async hold(wanted) {
      const n = visitors++
      const id = randomUUID()
      const answer = await booking.hold({
        id,
        service,
        ...wanted,
        person: { who: 'self', documentDigits: String(1_000 + (n % 9_000)) },
        phone: `067${String(n).padStart(7, '0')}`,
        language: 'uk',
        address: `client ${n}`,
      })
      if (!answer.ok) throw new Error(`not held: ${answer.code}`)
      return () => booking.release(id)
    },
    async close() {
      await booking.close()
      for (const node of nodes) await node.close()
    },
  }
}

/** One row for each message, with its hold; nobody sends them. */
const rowsOfMessages: SmsOutbox = {
  state: 'up',
  async enqueue(session, messages) {
    if (session === null || !('add' in session)) throw new Error('messages of a hold are written with it')
    session.add({
      text: 'INSERT INTO bench_sms SELECT * FROM unnest($1::text[], $2::text[], $3::text[])',
      values: [messages.map(({ id }) => id), messages.map(({ phone }) => phone), messages.map(({ text }) => text)],
    })
  },
  async drop(session, ids) {
    if (session === null || !('add' in session)) return
    session.add({ text: 'DELETE FROM bench_sms WHERE id = ANY ($1)', values: [ids] })
  },
  onSettled: () => () => {},
  sentOf: async () => new Set(),
  counts: async () => ({ waiting: 0, retrying: 0 }),
  tidy: async () => {},
  close: async () => {},
}

function officeConfig(code: string, { daysEach, lanes }: OnSale): OfficeConfig {
  const config = anOffice()
    .withService('А', { id: service, lanes, minutes: 10 })
    .withPlaces({ online: 1, terminal: 0, current: 0 })
    .openAt(everyDay(['09:00', '18:00']))
    .with({ channels: { online: true, terminal: false }, horizons: { online: daysEach, terminal: 1 } })
    .config()
  return { ...config, code, smsName: { uk: 'ДМС', en: 'DMS' } }
}

/** An office with its days published, and what a hub that has learnt all of it has told. */
async function anAcknowledgedOffice(code: string, onSale: OnSale): Promise<OfficeNode> {
  const node = await OfficeNode.open({
    code,
    inbox: asyncLog(createMemoryLog()),
    copy: asyncLog(createMemoryLog()),
    secrets: memorySecrets(),
    clock: systemClock(),
    report: (message, cause) => {
      throw new Error(message, { cause })
    },
  })
  await node.configure(officeConfig(code, onSale))
  await node.publishMissing()
  const taken = await node.takeCopy(JSON.parse(JSON.stringify(learnt(await node.readInbox(0, 10_000)))))
  if (taken.is !== 'advance') throw new Error(`the copy was not taken: ${taken.is}`)
  return node
}

function learnt(inbox: readonly LogRecord[]): readonly LogRecord[] {
  const state = initialState()
  const log = createMemoryLog()
  const now = { at: Date.now(), mono: 0 }
  for (const { seq, hash, event } of inbox) {
    const item = readInboxItem(event)
    if (!item.success) throw item.error
    const decision = decide(state, { type: 'learn', inbox: { seq, hash }, item: item.data, digits: null, now })
    if (!decision.ok) throw new Error(`not learnt: ${decision.refusal.code}`)
    fold(state, log.append(decision.events.map((told) => ({ ...now, event: asEvent(told) }))))
  }
  return log.read(0, 100_000)
}

function fold(state: ReturnType<typeof initialState>, records: readonly LogRecord[]): void {
  for (const { seq, at, mono, event } of records) {
    evolve(state, { seq, time: { at, mono }, event: eventAs<QueueEvent>(event) })
  }
}
