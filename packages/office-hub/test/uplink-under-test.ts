import { createPrivateKey, randomBytes, sign } from 'node:crypto'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { createMemoryLog, type EventLog } from '@cherha/event-log'
import { boot, Engine, type EpochBecause, openKeyFile, startHousekeeping, Uplink } from '@cherha/office-hub/core'
import { dayClock, openCredentials } from '@cherha/office-hub'
import { planDay } from '@cherha/shared/calendar'
import type { InboxItem, InboxItemOf, OfficeConfig } from '@cherha/shared/protocol'
import { anOffice, VirtualClock } from '@cherha/testing'
import { onTestFinished } from 'vitest'
import { PlanKeeper } from '../src/plan/plan-keeper.ts'
import { serverPublisher } from '../src/plan/server-publisher.ts'
import { seal } from '../src/secrets/sealing.ts'
import { newHubKey } from '../src/uplink/identity-file.ts'
import { aFolder, mondayMorning } from './hub-under-test.ts'
import { linkPair, type Passing } from './link-pair.ts'
import { ScriptedServer } from './scripted-server.ts'

/** Thirds, so that the server has places of its own. */
export const officeConfig = (): OfficeConfig =>
  anOffice()
    .withService('А')
    .withPlaces({ online: 1, terminal: 1, current: 1 })
    .with({ channels: { online: true, terminal: true } })
    .config()

export const firstKey = newHubKey()

/** What survives a process of the hub. */
export interface HubDisk {
  readonly log: EventLog
  readonly dataDir: string
  readonly pending: { because: EpochBecause | null }
}

export function aDisk(log: EventLog = createMemoryLog()): HubDisk {
  return { log, dataDir: aFolder(), pending: { because: null } }
}

export interface UplinkOptions {
  readonly server: ScriptedServer
  readonly disk?: HubDisk
  readonly clock?: VirtualClock
  /** Decides about each message of each connection, counted over all of them. */
  readonly judge?: (message: Passing, count: number, characters: number) => 'pass' | 'cut'
  /** Whether the server can be reached now. */
  readonly reachable?: () => boolean
  readonly privateKey?: string
}

/** The hub's engine and uplink, without sockets and pages, on a virtual clock and an in-memory connection. */
export class UplinkUnderTest {
  readonly disk: HubDisk
  readonly clock: VirtualClock
  readonly engine: Engine
  readonly uplink: Uplink
  readonly keys
  readonly credentials
  readonly reports: string[] = []
  connections = 0
  messages = 0
  #stopped = false
  #cut: () => void = () => {}

  constructor({ server, disk = aDisk(), clock, judge, reachable = () => true, privateKey }: UplinkOptions) {
    this.disk = disk
    this.clock = clock ?? new VirtualClock(mondayMorning)
    server.keepTime(this.clock)
    const report = (message: string) => void this.reports.push(message)
    this.keys = openKeyFile(join(disk.dataDir, 'keys.json'))
    this.credentials = openCredentials(disk.dataDir)
    this.engine = new Engine({ log: disk.log, clock: this.clock, report })
    const key = createPrivateKey({
      key: Buffer.from(privateKey ?? firstKey.privateKey, 'base64'),
      format: 'der',
      type: 'pkcs8',
    })
    this.uplink = new Uplink({
      engine: this.engine,
      log: disk.log,
      keys: this.keys,
      credentials: this.credentials,
      clock: this.clock,
      identity: {
        office: officeConfig().code,
        hub: '0199a7c0-0000-7000-8000-000000000001',
        sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
      },
      pendingEpoch: {
        get: () => disk.pending.because,
        set: (because) => {
          disk.pending.because = because
        },
      },
      version: '1.2.3',
      printerStatus: () => 'none',
      report,
      jitter: () => 0,
      connect: async () => {
        if (!reachable()) throw new Error('no network')
        this.connections += 1
        const pair = linkPair((message, _count, characters) => {
          this.messages += 1
          return judge?.(message, this.messages, characters) ?? 'pass'
        })
        this.#cut = pair.cut
        void setImmediate().then(() => server.accept(pair.server))
        return pair.hub
      },
    })
    onTestFinished(() => this.stop())
  }

  /** As a start of the hub does it. */
  async start(waitMs = 2_000): Promise<this> {
    const { engine, clock } = this
    const alive = { read: () => null, write: () => {} }
    const plans = new PlanKeeper(engine, clock, this.keys, serverPublisher)
    await this.#while(this.uplink.contactFirst(waitMs))
    await this.#while(
      boot({ engine, clock, alive, plans, config: engine.state.config === null ? officeConfig() : null }),
    )
    await this.#while(this.uplink.start())
    const housekeeping = startHousekeeping({
      engine,
      clock,
      alive,
      plans,
      keys: this.keys,
      credentials: this.credentials,
      gateway: { beat: () => {}, changed: () => {} },
      printer: null,
      retentionDays: 30,
      report: (message) => void this.reports.push(message),
      followsServer: this.uplink.contact.state === 'connected',
    })
    onTestFinished(() => housekeeping.stop())
    return this
  }

  /** Lets virtual time pass until it is so; fails after ten virtual minutes. */
  async until(what: () => boolean, stepMs = 100): Promise<void> {
    for (let step = 0; step < 6_000; step += 1) {
      for (let turn = 0; turn < 12; turn += 1) {
        if (what()) return
        await setImmediate()
      }
      await this.clock.advance(stepMs, () => this.engine.idle())
    }
    const { contact } = this.uplink
    throw new Error(
      `it never came to that: ${JSON.stringify({ contact, inbox: this.engine.state.inbox, reports: this.reports })}`,
    )
  }

  /** Lets time pass whatever happens. */
  async pass(ms: number): Promise<void> {
    const until = this.clock.now().mono + ms
    await this.until(() => this.clock.now().mono >= until)
  }

  cut(): void {
    this.#cut()
  }

  stop(): void {
    if (this.#stopped) return
    this.#stopped = true
    this.uplink.stop()
    this.credentials.close()
  }

  async #while(work: Promise<void>): Promise<void> {
    let done = false
    const settled = work.finally(() => {
      done = true
    })
    await this.until(() => done)
    await settled
  }
}

export const hubEvents = (log: EventLog): string[] => log.read(0, 10_000).map(({ event }) => event.type)

/** The plan of a date, as the server publishes it. */
export function aPlan(date: string, config = officeConfig()): InboxItemOf<'plan-published'> {
  const clock = dayClock(date, config.timeZone)
  const plan = planDay(config, clock)
  if (!plan.ok) throw new Error(`no plan for ${date}`)
  return JSON.parse(
    JSON.stringify({ type: 'plan-published', date, clock, services: plan.services }),
  ) as InboxItemOf<'plan-published'>
}

/** A server with an office: its configuration, a day with a key, and so many bookings of it. */
export function aServer(
  bookings = 0,
  date = '2026-11-24',
): { server: ScriptedServer; dayKey: Buffer; items: InboxItem[] } {
  const dayKey = randomBytes(32)
  const server = new ScriptedServer(firstKey.publicKey, { days: { [date]: dayKey.toString('base64') } })
  const plan = aPlan(date)
  const items: InboxItem[] = [{ type: 'office-configured', config: officeConfig() }, plan]
  for (const number of onlineNumbers(plan).slice(0, bookings)) items.push(aBooking(date, number, dayKey))
  server.tell(...items)
  return { server, dayKey, items }
}

/** Numbers of the online places: published places are numbered by time and lane. */
export function onlineNumbers({ services }: InboxItemOf<'plan-published'>): string[] {
  return services.flatMap(({ letter, places }) =>
    places.flatMap(({ channel }, index) =>
      channel === 'online' ? [`${letter}-${String(index + 1).padStart(3, '0')}`] : [],
    ),
  )
}

export function aBooking(date: string, number: string, dayKey: Buffer, documentDigits = '1234'): InboxItemOf<'booked'> {
  const person = { surname: 'ШЕВЧЕНКО', givenName: 'ОЛЕНА', patronymic: null, documentDigits }
  return {
    type: 'booked',
    date,
    number,
    service: 'service-1',
    sold: 1,
    language: 'uk',
    sealed: { box: seal(dayKey, person), fingerprint: 'f' },
  }
}
