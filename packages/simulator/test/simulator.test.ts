import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openSqliteLog } from '@cherha/event-log'
import { drawScenario, runScenario, runSeeds, type Scenario } from '@cherha/simulator'
import { expect, onTestFinished, test } from 'vitest'

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

test('sixty office-days with all faults break no rule', async () => {
  const report = await runSeeds({ from: 1, to: 60 }, { faults: 'all' })
  expect(report.first).toBeNull()
  expect(report.violations).toBe(0)
  expect(report.officeDays).toBeGreaterThanOrEqual(60)
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
