import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteLog } from '@cherha/event-log'
import { drawScenario, runScenario, runSeeds, type Scenario } from '@cherha/simulator'
import type { QueueEventType } from '@cherha/shared/queue'
import { expect, onTestFinished, test } from 'vitest'

/** Events that only a queue server brings about; these offices have none. */
type OfServer =
  | 'server-time-followed'
  | 'inbox-advanced'
  | 'online-closed'
  | 'request-answered'
  | 'day-cancelled'
  | 'epoch-began'
  | 'claimed'
  | 'claim-matched'
  | 'readmitted'

/** Nothing in the queue depends on them, and no scenario has them. */
type BesideTheQueue = 'feedback-given' | 'assistance-began' | 'assistance-ended'

/** Each type of event, and whether sixty seeds are enough to see it. */
const eventTypes: Record<Exclude<QueueEventType, OfServer | BesideTheQueue>, 'seen' | 'rare'> = {
  'office-configured': 'seen',
  'hub-started': 'seen',
  'clock-step-seen': 'seen',
  'clock-step-accepted': 'seen',
  'device-connected': 'seen',
  'device-disconnected': 'seen',
  'desk-connected': 'seen',
  'desk-disconnected': 'seen',
  'plan-published': 'seen',
  'place-added': 'seen',
  'place-withdrawn': 'seen',
  'day-confirmed': 'rare',
  'day-opened': 'seen',
  'day-closed': 'seen',
  registered: 'seen',
  'checked-in': 'seen',
  withdrawn: 'seen',
  'print-reported': 'seen',
  'reprint-requested': 'seen',
  unserved: 'seen',
  'window-opened': 'seen',
  'window-closed': 'seen',
  'outside-queue-started': 'seen',
  'outside-queue-finished': 'seen',
  'help-asked': 'seen',
  'help-ended': 'seen',
  'ticket-called': 'seen',
  'call-renewed': 'seen',
  'call-shown': 'seen',
  'call-announced': 'seen',
  'call-recalled': 'seen',
  'call-returned': 'seen',
  'no-show': 'seen',
  'service-started': 'seen',
  'ticket-held': 'seen',
  'held-resumed': 'seen',
  'held-returned': 'rare',
  'ticket-transferred': 'seen',
  finished: 'seen',
  mismatch: 'seen',
  'office-suspended': 'seen',
  'office-resuming': 'seen',
  'office-resumed': 'seen',
}

test('the same seed gives the same scenario, the same run and the same log', async () => {
  for (const seed of [3, 11]) {
    expect(drawScenario(seed, 'all')).toEqual(drawScenario(seed, 'all'))
    const one = await runScenario(drawScenario(seed, 'all'))
    const two = await runScenario(drawScenario(seed, 'all'))
    expect(two).toEqual(one)
    expect(one.logHash).toMatch(/^[0-9a-f]{64}$/)
  }
})

test('two seeds are two different days', async () => {
  const [one, two] = [await runScenario(drawScenario(1, 'all')), await runScenario(drawScenario(2, 'all'))]
  expect(one.logHash).not.toBe(two.logHash)
})

test('a log in SQLite, closed and opened at each crash, is the log in memory to the last hash', async () => {
  const seed = 5
  const scenario = drawScenario(seed, 'all')
  expect(scenario.faults.some(({ kind }) => kind === 'crash')).toBe(true)
  const folder = mkdtempSync(join(tmpdir(), 'cherha-simulator-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const onDisk = await runScenario(scenario, { openLog: () => openSqliteLog(join(folder, 'office.log')) })
  expect(onDisk).toEqual(await runScenario(scenario))
})

test('sixty seeds with all faults break no rule, and everything that can happen in an office happens', async () => {
  const happened = new Set<string>()
  for (let seed = 1; seed <= 60; seed += 1) {
    const { broken, types, officeDays, counts } = await runScenario(drawScenario(seed, 'all'))
    expect({ seed, broken }).toEqual({ seed, broken: null })
    expect(officeDays).toBeGreaterThan(0)
    expect(counts.registrations).toBeGreaterThan(0)
    for (const type of Object.keys(types)) happened.add(type)
  }
  const missing = Object.entries(eventTypes).filter(([type, often]) => often === 'seen' && !happened.has(type))
  expect(missing).toEqual([])
})

test('Q38 a desk that goes away while the disk is full has its three minutes from when the hub can write again', async () => {
  const { broken } = await runScenario(drawScenario(2634, 'all'))
  expect(broken).toBeNull()
})

test('C26 weeks back, past a change of the clocks, no date is to be confirmed before its plan says which one it is', async () => {
  const { broken, types } = await runScenario(drawScenario(33_495, 'all'))
  expect(broken).toBeNull()
  expect(types).toMatchObject({ 'clock-step-accepted': 1 })
})

test('days without faults break no rule either', async () => {
  const report = await runSeeds({ from: 1, to: 6 }, { faults: 'none' })
  expect(report).toMatchObject({ violations: 0, first: null })
})

test('taking a visitor out of a scenario leaves the others as they were', async () => {
  const whole = drawScenario(4, 'none')
  const last = whole.visitors.toSorted((a, b) => a.arrivesAt - b.arrivesAt).at(-1)
  const smaller: Scenario = { ...whole, visitors: whole.visitors.filter((visitor) => visitor !== last) }
  const history = async (scenario: Scenario): Promise<string[]> => {
    const lines: string[] = []
    await runScenario(scenario, { tell: (line) => lines.push(line) })
    return lines
  }
  const [before, after] = [await history(whole), await history(smaller)]
  const firstDifference = before.findIndex((line, index) => line !== after[index])
  // until the visitor who is missing comes in, everything is the same
  expect(firstDifference).toBeGreaterThan(20)
})
