import { type RunResult, runScenario } from './run.ts'
import { runOffices } from './offices/run.ts'
import type { OfficesScenario, SitePlan } from './offices/scenario.ts'
import type { SeedOptions } from './seeds.ts'
import type { Scenario } from './scenario/scenario.ts'
import { perfectLink } from './world/link.ts'
import type { Broken } from './world/world.ts'

/** Runs spent on making a violation smaller. */
const mostRuns = 200

export interface SmallestBreak {
  readonly scenario: Scenario
  readonly broken: Broken
  readonly events: number
  readonly history: readonly string[]
}

type Smaller = (scenario: Scenario) => Scenario

/**
 * Looks for the smallest part of a scenario that breaks the same rule: whole kinds of trouble first, then halves and
 * quarters of each list, then one by one. What is left is what it takes.
 */
export async function shrink(
  scenario: Scenario,
  rule: string,
  { openDisk }: Pick<SeedOptions, 'openDisk'> = {},
): Promise<SmallestBreak | null> {
  let runs = 0
  let smallest = scenario
  const runOnce = async (candidate: Scenario, tell?: (line: string) => void): Promise<RunResult> => {
    runs += 1
    const disk = openDisk?.()
    try {
      return await runScenario(candidate, { openLog: disk?.openLog, tell })
    } finally {
      disk?.remove()
    }
  }
  const stillBreaks = async (candidate: Scenario): Promise<boolean> => (await runOnce(candidate)).broken?.rule === rule
  const attempt = async (smaller: Smaller): Promise<boolean> => {
    const candidate = smaller(smallest)
    if (runs >= mostRuns || !(await stillBreaks(candidate))) return false
    smallest = candidate
    return true
  }
  await attempt((one) => ({ ...one, net: perfectLink }))
  await attempt((one) => ({ ...one, faults: [] }))
  await attempt((one) => ({ ...one, lead: null }))
  await attempt((one) => ({ ...one, clerks: one.clerks.map((clerk) => ({ ...clerk, cheats: 0 })) }))
  for (const list of ['faults', 'visitors', 'clerks', 'displays'] as const) {
    for (let size = Math.ceil(smallest[list].length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
      for (let from = 0; from < smallest[list].length; ) {
        const without: Smaller = (one) => ({ ...one, [list]: one[list].toSpliced(from, size) })
        if (!(await attempt(without))) from += size
      }
    }
  }
  const history: string[] = []
  const { broken, events } = await runOnce(smallest, (line) => void history.push(line))
  return broken === null ? null : { scenario: smallest, broken, events, history }
}

/** What is left of a run of a server and its offices. */
export interface SmallestOffices {
  readonly scenario: OfficesScenario
  readonly broken: Broken
  readonly events: number
  readonly history: readonly string[]
}

/** The same for a server and its offices: whole lists of each office first, then halves, then one by one. */
export async function shrinkOffices(scenario: OfficesScenario, rule: string): Promise<SmallestOffices | null> {
  let runs = 0
  let smallest = scenario
  const attempt = async (candidate: OfficesScenario): Promise<boolean> => {
    runs += 1
    if (runs > mostRuns || (await runOffices(candidate)).broken?.rule !== rule) return false
    smallest = candidate
    return true
  }
  await attempt({ ...smallest, serverFaults: [] })
  for (const index of smallest.sites.keys()) {
    for (const list of ['faults', 'changes', 'visitors', 'web', 'clerks', 'displays'] as const) {
      const cut = (from: number, size: number): OfficesScenario => ({
        ...smallest,
        sites: smallest.sites.map(
          (site, at): SitePlan => (at === index ? { ...site, [list]: site[list].toSpliced(from, size) } : site),
        ),
      })
      const count = (): number => smallest.sites[index]?.[list].length ?? 0
      for (let size = count(); size >= 1; size = Math.floor(size / 2)) {
        for (let from = 0; from < count(); ) if (!(await attempt(cut(from, size)))) from += size
      }
    }
  }
  const history: string[] = []
  const { broken, events } = await runOffices(smallest, { tell: (line) => void history.push(line) })
  return broken === null ? null : { scenario: smallest, broken, events, history }
}
