import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { anOffice, type CutPlan } from '@cherha/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audit } from '../tools/audit/command.ts'
import { boardOf } from './support/board-watch.ts'
import { mountSmallDisk, type SmallDisk } from './support/crash/small-disk.ts'
import { LinkedOffice } from './support/linked-office.ts'
import { eventsOf } from './support/log-events.ts'
import { type HttpAnswer, Office } from './support/office.ts'
import type { Booking } from './support/server.ts'
import { somebody } from './support/somebody.ts'

const config = anOffice()
  .withService('А')
  .withWindow('w1')
  .withPlaces({ online: 1, terminal: 1 })
  .with({ channels: { online: true, terminal: true }, horizons: { online: 5, terminal: 5 } })
  .config()
const { code } = config
const days = ['2026-03-05', '2026-03-06', '2026-03-07', '2026-03-08']
const seen = { timeout: 60_000 }

let linked: LinkedOffice
const booked: Booking[] = []
let registered = 0

beforeAll(async () => {
  // a Wednesday, before noon
  linked = await LinkedOffice.open(config, '2026-03-04T11:00:00+02:00', [{ ...config, code: '6802' }])
  await linked.converged()
})
afterAll(() => linked?.close())

async function bookNext(): Promise<Booking> {
  for (const date of days) {
    const [time] = await linked.server.freeTimes(code, date, 'service-1')
    if (time === undefined) continue
    const booking = await linked.server.book({ office: code, date, service: 'service-1', time, ...somebody() })
    booked.push(booking)
    return booking
  }
  throw new Error('every day is full')
}

/** The next free place of a terminal. */
async function placeAt(hub: Office): Promise<{ date: string; time: string }> {
  for (const date of days) {
    const { body } = await hub.request('GET', `/api/places?service=service-1&date=${date}`)
    const [place] = body['places'] as { time: string }[]
    if (place !== undefined) return { date, time: place.time }
  }
  throw new Error('every day is full')
}

async function register(hub: Office): Promise<HttpAnswer> {
  const place = await placeAt(hub)
  const body = { type: 'register-advance', service: 'service-1', ...place, person: somebody(), language: 'uk' }
  return hub.command(hub.tokens.terminal, body)
}

async function registerNext(): Promise<number> {
  const { status } = await register(linked.hub)
  if (status === 200) registered += 1
  return status
}

/** Every booking and every registration is in the hub's log once, and the log keeps the rules. */
function expectEachOnce(): void {
  const file = path.join(linked.hub.dataDir, 'office.db')
  const sales = eventsOf(file).filter(({ type }) => type === 'registered')
  const nameOf = ({ date, number }: Readonly<Record<string, unknown>>) => [date, number].join(' ')
  const online = sales.filter(({ channel }) => channel === 'online').map(nameOf)
  expect(online.toSorted()).toEqual(booked.map((booking) => nameOf({ ...booking })).toSorted())
  expect(sales.length - online.length).toBe(registered)
  expect(new Set(sales.map(nameOf)).size).toBe(sales.length)
  expect(JSON.parse(audit([file, '--json']).out)).toMatchObject({ verdict: 'clean', violations: [] })
}

describe('the network is cut at a message, or in the middle of one', () => {
  const plans = (['up', 'down'] as const).flatMap((direction): CutPlan[] => [
    ...[0, 1, 2, 3].map((message) => ({ direction, message, where: 'boundary' as const })),
    ...[1, 2, 3].map((message) => ({ direction, message, where: 'middle' as const })),
  ])

  it.for(plans)(
    'R5 $direction, $where of message $message: afterwards both sides have everything once',
    async (plan) => {
      await linked.connected(true)
      const cut = linked.wan.cutAt(plan)
      expect((await Promise.all([bookNext(), registerNext()]))[1]).toBe(200)
      await cut
      linked.wan.heal()
      await linked.converged()
    },
  )

  it('R5 no booking and no registration was lost or came twice', expectEachOnce)
})

describe('a server that fails', () => {
  it('R5 it is killed while both sides sell, and everything is there when it is back', async () => {
    await Promise.all([bookNext(), registerNext()])
    await linked.server.stop('SIGKILL')
    expect(await registerNext()).toBe(200)
    await linked.server.start()
    await bookNext()
    await linked.converged()
  })

  it('R11 its database goes away: it says so and when to come back, and the office goes on', async () => {
    const [time = ''] = await linked.server.freeTimes(code, '2026-03-08', 'service-1')
    const ask = () =>
      Promise.all([
        linked.server.request('GET', '/health'),
        linked.server.request('POST', '/test/book', { office: code, date: '2026-03-08', service: 'service-1', time }),
        registerNext(),
      ])
    killDatabase(linked.server.dataDir)
    const health503 = { timeout: 20_000, interval: 5 }
    await expect.poll(async () => (await linked.server.request('GET', '/health')).status, health503).toBe(503)
    const [health, booking, atTerminal] = await ask()
    for (const answer of [health, booking]) {
      expect([answer.status, answer.body]).toMatchObject([503, { error: { code: 'unavailable' } }])
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
    expect(atTerminal).toBe(200)
    expect((await linked.hub.request('GET', '/health')).body).toMatchObject({ ok: true })

    await expect.poll(async () => (await linked.server.request('GET', '/health')).status, seen).toBe(200)
    await bookNext()
    await linked.converged()
    expectEachOnce()
  })
})

/** Ends the server's own PostgreSQL as a crash would: the server starts it again. */
function killDatabase(dataDir: string): void {
  const [pid] = readFileSync(path.join(dataDir, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')
  process.kill(Number(pid), 'SIGKILL')
}

describe('a hub whose clock is a year wrong', () => {
  it.for([
    ['ahead', 1],
    ['behind', -1],
  ] as const)('R21 %s: it follows the server, and no day is lost', async ([, years]) => {
    await bookNext()
    await linked.converged()
    await linked.hub.stopHub('SIGKILL')
    const wrong = new Date(Date.parse(linked.server.now) + years * 365 * 24 * 3_600_000).toISOString()
    await linked.hub.startHubAt(wrong, ['--follow-server-time'])
    await linked.converged()
    const { now, date } = await boardOf(linked.hub)
    expect(Math.abs(Date.parse(now) - Date.parse(linked.server.now))).toBeLessThan(5_000)
    expect(date).toBe('2026-03-04')
    expect(await registerNext()).toBe(200)
    await linked.converged()
    expectEachOnce()
  })
})

const isRoot = process.platform === 'linux' && process.getuid?.() === 0
if (!isRoot) console.warn('skipped: a disk that is really full needs root, to mount a small one')
describe.runIf(isRoot)('a hub whose disk is really full', () => {
  let folder: string
  let disk: SmallDisk
  let hub: Office
  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-full-'))
    disk = mountSmallDisk(folder, 12_288)
    const { url, now } = linked.server
    hub = await Office.enrol(linked.server, '6802', { url, now, dir: disk.path })
  })
  afterAll(async () => {
    await hub?.stopHub('SIGTERM')
    disk?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  it('R2 acknowledges nothing it has not stored, and learns it all as soon as there is room', async () => {
    const state = async () => {
      const [{ inbox, learnt, head }, own] = await Promise.all([linked.server.office('6802'), hub.state()])
      return { unknown: inbox.seq - learnt, head: head.seq, own: own.head.seq }
    }
    await expect.poll(state, seen).toMatchObject({ unknown: 0 })
    fill(path.join(disk.path, 'rest'))
    // what is acknowledged is stored, so at some command there is no room for more
    const sold: string[] = []
    for (let tries = 0; tries < 100 && !(await refused()); tries += 1) sold.push('one')
    expect(sold.length).toBeLessThan(100)
    const [date = ''] = days
    const [time = ''] = await linked.server.freeTimes('6802', date, 'service-1')
    const booking = await linked.server.book({ office: '6802', date, service: 'service-1', time, ...somebody() })
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    const full = await state()
    expect(full.unknown).toBe(1)
    expect(full.head).toBe(full.own)
    expect((await hub.request('GET', '/health')).body).toMatchObject({ ok: false })

    disk.free()
    // what could not be stored is told again by the hub's own clock
    await hub.pass(10)
    await expect.poll(state, seen).toMatchObject({ unknown: 0 })
    const online = eventsOf(path.join(hub.dataDir, 'office.db')).filter(({ channel }) => channel === 'online')
    expect(online).toMatchObject([{ type: 'registered', number: booking.number }])
    expect(await refused()).toBe(false)
  })

  /** Whether the hub refuses the next registration for want of room. */
  async function refused(): Promise<boolean> {
    const answer = await register(hub)
    if (answer.status === 429) return new Promise((resolve) => setTimeout(resolve, 250)).then(() => refused())
    if (answer.status === 200) return false
    expect([answer.status, answer.body]).toMatchObject([409, { refusal: { code: 'log-unavailable' } }])
    return true
  }
})

/** Fills what is left of a disk. */
function fill(file: string): void {
  const descriptor = openSync(file, 'w')
  try {
    for (const bytes of [65_536, 4_096, 512]) fillBy(descriptor, bytes)
  } finally {
    closeSync(descriptor)
  }
}

function fillBy(descriptor: number, bytes: number): void {
  try {
    for (;;) writeSync(descriptor, Buffer.alloc(bytes))
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' })
  }
}
