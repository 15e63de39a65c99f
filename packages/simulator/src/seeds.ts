import type { EventLog } from '@cherha/event-log'
import { runScenario } from './run.ts'
import { drawScenario } from './scenario/draw.ts'
import type { Broken } from './world/world.ts'

export interface SeedRange {
  readonly from: number
  /** Inclusive. */
  readonly to: number
}

export interface SeedOptions {
  readonly faults: 'all' | 'none'
  /** Opens a log for one run, and says how to get rid of it. Left out: in memory. */
  readonly openDisk?: () => { readonly openLog: () => EventLog; readonly remove: () => void }
  /** Called after each seed. */
  readonly onSeed?: (seed: number, broken: Broken | null) => void
}

export interface SeedReport {
  readonly officeDays: number
  readonly events: number
  /** Seeds that break a rule. */
  readonly violations: number
  readonly first: { readonly seed: number; readonly broken: Broken } | null
}

/** Lives through the days of all seeds of a range, one after the other. */
export async function runSeeds({ from, to }: SeedRange, options: SeedOptions): Promise<SeedReport> {
  const report = { officeDays: 0, events: 0, violations: 0, first: null as SeedReport['first'] }
  for (let seed = from; seed <= to; seed += 1) {
    const disk = options.openDisk?.()
    const result = await runScenario(drawScenario(seed, options.faults), { openLog: disk?.openLog })
    disk?.remove()
    report.officeDays += result.officeDays
    report.events += result.events
    options.onSeed?.(seed, result.broken)
    if (result.broken === null) continue
    report.violations += 1
    report.first ??= { seed, broken: result.broken }
  }
  return report
}
