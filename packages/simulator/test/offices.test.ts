import { drawOffices, type OfficesScenario, runOffices, runSeeds } from '@cherha/simulator'
import { expect, test } from 'vitest'

/** What only a queue server, a lost disk or a second history brings about. */
const ofServer = [
  'server-time-followed',
  'inbox-advanced',
  'online-closed',
  'request-answered',
  'day-cancelled',
  'epoch-began',
  'claimed',
  'claim-matched',
  'readmitted',
]

test('the same seed gives the same offices, the same run and the same logs', async () => {
  for (const seed of [2, 7]) {
    expect(drawOffices(seed, 'all')).toEqual(drawOffices(seed, 'all'))
    const one = await runOffices(drawOffices(seed, 'all'))
    const two = await runOffices(drawOffices(seed, 'all'))
    expect(two).toEqual(one)
    expect(one.logHash).toMatch(/^[0-9a-f]{64} [0-9a-f]{64} [0-9a-f]{64}$/)
  }
})

test('R3 R11 a server and three offices with all faults break no rule and become one again', async () => {
  const happened = new Set<string>()
  for (let seed = 1; seed <= 40; seed += 1) {
    const { broken, convergedAfterMs, types, officeDays } = await runOffices(drawOffices(seed, 'all'))
    expect({ seed, broken }).toEqual({ seed, broken: null })
    expect(convergedAfterMs).not.toBeNull()
    expect(officeDays).toBeGreaterThanOrEqual(6)
    for (const type of Object.keys(types)) happened.add(type)
  }
  expect(ofServer.filter((type) => !happened.has(type))).toEqual([])
})

test('R3 offices where nothing breaks are one with the server all the time', async () => {
  const report = await runSeeds({ from: 1, to: 4 }, { world: 'offices', faults: 'none' })
  expect(report).toMatchObject({ violations: 0, converged: 4, first: null })
})

test('R8 whoever booked a place an administrator wants back can still cancel the booking', async () => {
  const { broken } = await runOffices(drawOffices(15, 'all'))
  expect(broken).toBeNull()
})

test('Q38 a window of a hub that waits for the server has its three minutes from when the hub serves', async () => {
  const { broken } = await runOffices(drawOffices(281, 'all'))
  expect(broken).toBeNull()
})

test('taking an office’s visitors out of a scenario leaves the other offices as they were until they meet', async () => {
  const whole = drawOffices(3, 'none')
  const [first, ...others] = whole.sites
  if (first === undefined) throw new Error('a scenario has offices')
  const smaller: OfficesScenario = { ...whole, sites: [{ ...first, visitors: [] }, ...others] }
  const linesOf = async (scenario: OfficesScenario, office: string): Promise<string[]> => {
    const lines: string[] = []
    await runOffices(scenario, { tell: (line) => lines.push(line) })
    return lines.filter((line) => line.includes(` ${office} `) && line.includes('"type":"registered"'))
  }
  expect((await linesOf(whole, '6801')).length).toBeGreaterThan((await linesOf(smaller, '6801')).length)
  expect((await linesOf(smaller, '6803')).length).toBe((await linesOf(whole, '6803')).length)
})

test('R7 a commit whose answer was lost is no other history', async () => {
  const { broken } = await runOffices(drawOffices(458, 'all'))
  expect(broken).toBeNull()
})
