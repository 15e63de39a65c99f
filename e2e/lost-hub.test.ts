import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Witness } from '@cherha/shared/protocol'
import { anOffice, everyDay } from '@cherha/testing'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { boardOf } from './support/board-watch.ts'
import { Clerk } from './support/clerk.ts'
import { DeviceSocket } from './support/device-socket.ts'
import { LinkedOffice } from './support/linked-office.ts'
import { eventsOf } from './support/log-events.ts'
import { type HttpAnswer, Office } from './support/office.ts'
import { readPaper } from './support/paper.ts'
import { root } from './support/process.ts'
import { somebody } from './support/somebody.ts'

const config = anOffice()
  .withService('А')
  .withService('К')
  .withWindow('w1')
  .withStaff('olena', 'clerk')
  .withStaff('iryna', 'lead')
  .openAt(everyDay(['09:00', '13:00']))
  .withPlaces({ online: 1, terminal: 1, current: 1 })
  .with({ channels: { online: true, terminal: true }, horizons: { online: 2, terminal: 2 } })
  .config()
const { code } = config
const thursday = '2026-03-05'
const friday = '2026-03-06'

let linked: LinkedOffice
let aside: string
beforeAll(async () => {
  aside = mkdtempSync(path.join(tmpdir(), 'cherha-e2e-lost-'))
  // Wednesday noon: the hub is there for the night
  linked = await LinkedOffice.open(config, '2026-03-04T12:00:00+02:00')
  await linked.converged()
  await linked.passUntil(`${thursday}T08:30:00+02:00`)
})
afterAll(async () => {
  await linked?.close()
  rmSync(aside, { recursive: true, force: true })
})

interface Paper {
  readonly number: string
  readonly date: string
  readonly code: string
  readonly time: string
}

async function register(service: string, date?: string): Promise<Paper> {
  const { hub } = linked
  const when = date === undefined ? {} : { date, time: await freeTime(service, date) }
  const type = date === undefined ? 'register-current' : 'register-advance'
  const body = { type, service, person: somebody(), language: 'uk', ...when }
  const { status, body: answer } = await atTerminal(hub, body)
  if (status !== 200) throw new Error(`not registered: ${JSON.stringify(answer)}`)
  const { ticket, time, date: of } = answer.result ?? {}
  const number = String(ticket)
  return { number, date: String(of), time: String(time), code: await codeOnPaper(hub, String(of), number) }
}

/** Of the printed ticket, as a scanner reads it. */
async function codeOnPaper(hub: Office, date: string, number: string): Promise<string> {
  const name = await vi.waitUntil(() => papersOf(hub).find((one) => one.startsWith(`${date}_${number}_`)), {
    timeout: 30_000,
  })
  const [, , of, printed, , onPaper = ''] = readPaper(readFileSync(path.join(hub.ticketsDir, name))).qr.split('|')
  expect([of, printed]).toEqual([date, number])
  return onPaper
}

/** Names of the papers: date and number, and which of them it is. */
function papersOf(hub: Office): string[] {
  return readdirSync(hub.ticketsDir).filter((name) => name.endsWith('.bin'))
}

async function freeTime(service: string, date: string): Promise<string> {
  const { body } = await linked.hub.request('GET', `/api/places?service=${service}&date=${date}`)
  return (body['places'] as { time: string }[])[0]?.time ?? ''
}

/** A terminal may send five commands a second: it waits for its turn. */
async function atTerminal(hub: Office, command: Record<string, unknown>): Promise<HttpAnswer> {
  const answer = await hub.command(hub.tokens.terminal, command)
  if (answer.status !== 429) return answer
  await new Promise((resolve) => setTimeout(resolve, 250))
  return atTerminal(hub, command)
}

/** What a display has been shown last. */
async function witnessOf(hub: Office): Promise<Witness> {
  return (await hub.request('GET', '/api/device', hub.tokens.display)).body['witness'] as Witness
}

describe('the hub is killed in the middle of a day, and its disk is gone', () => {
  const before: Paper[] = []
  const after: Paper[] = []
  let seen: Witness
  let lost: Office

  it('R3 tickets are sold, and the server has them', async () => {
    for (const service of ['service-1', 'service-2', 'service-1']) before.push(await register(service))
    before.push(await register('service-2', friday))
    await linked.passUntil(`${thursday}T09:00:00+02:00`)
    const clerk = await Clerk.atWindow(linked.hub, 'olena', 'w1')
    expect(await clerk.turn(() => true)).toMatchObject({ ticket: before[0]?.number })
    clerk.leave()
    await linked.converged()
  })

  it('R11 the network is lost, and more tickets are sold that nobody but the hub knows', async () => {
    linked.wan.cut()
    for (const service of ['service-1', 'service-2']) after.push(await register(service))
    after.push(await register('service-1', friday))
    seen = await witnessOf(linked.hub)
    expect(seen.epoch).toBe(0)
    await linked.hub.stopHub('SIGKILL')
    renameSync(linked.hub.dataDir, path.join(aside, 'data'))
  })

  it('R16 R18 a replacement serves the same day with the same devices and staff, in a new epoch', async () => {
    lost = linked.hub
    linked.wan.heal()
    await linked.server.pass(20 * 60)
    linked.hub = await Office.enrol(linked.server, code, {
      url: linked.wan.url,
      now: linked.server.now,
      port: lost.port,
      instead: lost,
    })
    const { hub } = linked
    await linked.converged()
    expect(await hub.state()).toMatchObject({ epoch: 1 })
    const board = await boardOf(hub)
    expect(board.serving).toMatchObject([{ ticket: before[0]?.number, window: 'w1' }])
    expect(new Set(board.next.map(({ ticket }) => ticket))).toEqual(
      new Set(before.slice(1, 3).map(({ number }) => number)),
    )
    // the display it had, with what the lost hub showed it last
    const display = new DeviceSocket(hub.hubUrl, hub.tokens.display, seen)
    expect(await display.opened()).toMatchObject({ view: { kind: 'display' } })
    display.close()
    expect((await witnessOf(hub)).epoch).toBe(1)
  })

  it('Q44 the office was down for long: the lead lets it go on', async () => {
    expect(await boardOf(linked.hub)).toMatchObject({ suspended: { reason: 'outage' } })
    const lead = await linked.hub.signIn('iryna')
    expect((await linked.hub.command(lead, { type: 'resume-office' })).status).toBe(200)
    await linked.pass(10 * 60)
    expect(await boardOf(linked.hub)).toMatchObject({ suspended: null })
  })

  it('Q28 the tickets it does not know are taken by their paper codes, and not without', async () => {
    const { hub } = linked
    const [first, second] = after
    const wrong = { type: 'check-in', ticket: first?.number, code: `${second?.code}` }
    expect((await atTerminal(hub, wrong)).body.refusal).toMatchObject({ code: 'wrong-code' })
    for (const paper of after.slice(0, 2)) {
      const answer = await atTerminal(hub, { type: 'check-in', ticket: paper.number, code: paper.code })
      expect([paper.number, answer.status, answer.body.refusal]).toEqual([paper.number, 200, undefined])
    }
    const next = (await boardOf(hub)).next.map(({ ticket }) => ticket)
    for (const { number } of after.slice(0, 2)) expect(next).toContain(number)
  })

  it('R17 it sells on until the day is full, and no number is on two papers', async () => {
    const sold: string[] = []
    for (const service of ['service-1', 'service-2']) {
      for (;;) {
        const person = somebody()
        const answer = await atTerminal(linked.hub, { type: 'register-current', service, person, language: 'uk' })
        if (answer.status !== 200) {
          expect(answer.body.refusal).toMatchObject({ code: 'no-places' })
          break
        }
        sold.push(String(answer.body.result?.['ticket']))
      }
    }
    expect(sold.length).toBeGreaterThan(5)
    sold.push((await register('service-1', friday)).number)
    const known = [...before, ...after].filter(({ date }) => date === thursday).map(({ number }) => number)
    expect(sold.filter((number) => known.includes(number))).toEqual([])
    await expect.poll(() => papersOf(linked.hub).length).toBe(sold.length)
    const papers = [lost, linked.hub].flatMap(papersOf)
    expect(papers).toHaveLength(before.length + after.length + sold.length)
    expect(new Set(papers).size).toBe(papers.length)
    expect(papers.filter((name) => !name.endsWith('_1.bin'))).toEqual([])
  })

  it('R11 everybody is called, whoever sold the ticket', async () => {
    const clerk = await Clerk.atWindow(linked.hub, 'olena', 'w1')
    await clerk.must('finish-service')
    const called: string[] = []
    for (let hours = 0; hours < 3 * 24; hours += 1) {
      const call = await clerk.turn(() => true)
      if (call === null) break
      called.push(call.ticket)
    }
    clerk.leave()
    for (const { number, date } of [...before.slice(1), ...after]) {
      if (date === thursday) expect(called).toContain(number)
    }
    expect(new Set(called).size).toBe(called.length)
  })

  it('R14 R19 the old hub turns up: the server and the devices refuse it', async () => {
    await linked.converged()
    const now = await witnessOf(linked.hub)
    const back = path.join(aside, 'back')
    const old = await Office.openAgain(lost, path.join(aside, 'data'), back, linked.server.now)
    try {
      await expect
        .poll(async () => (await old.request('GET', '/health')).body['server'])
        .toMatchObject({ state: 'refused' })
      const display = new DeviceSocket(old.hubUrl, old.tokens.display, now)
      expect(await display.opened()).toBe('lower-epoch')
      display.close()
      expect((await linked.server.office(code)).epoch).toBe(1)
      await linked.converged()
    } finally {
      await old.stopHub('SIGTERM')
    }
  })

  it('R20 its log compared with the new one: where they part, and what only the old one has', async () => {
    const [oldLog, newLog] = [path.join(aside, 'data', 'office.db'), path.join(linked.hub.dataDir, 'office.db')]
    const cli = (...args: string[]) =>
      spawnSync(process.execPath, [path.join(root, 'tools', 'audit.ts'), ...args], { encoding: 'utf8' })
    const compared = cli('--compare', oldLog, newLog, '--json')
    expect([compared.status, compared.stderr]).toEqual([1, ''])
    const found = JSON.parse(compared.stdout) as { verdict: string; onlyInOld: { number: string; inNew: string }[] }
    expect(found).toMatchObject({ verdict: 'parted', old: { epoch: 0 }, new: { epoch: 1 } })
    expect(found.onlyInOld.map(({ number, inNew }) => [number, inNew])).toEqual([
      [after[0]?.number, 'readmitted'],
      [after[1]?.number, 'readmitted'],
      [after[2]?.number, 'unknown'],
    ])
    const audited = cli(newLog, '--json')
    expect([audited.status, JSON.parse(audited.stdout).violations]).toEqual([0, []])
    expect(eventsOf(newLog).filter(({ type }) => type === 'epoch-began')).toHaveLength(1)
  })
})
