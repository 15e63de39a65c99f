import type { EventLog } from '@cherha/event-log'
import { drawOffices } from './offices/draw.ts'
import { runOffices } from './offices/run.ts'
import { runScenario } from './run.ts'
import { drawScenario } from './scenario/draw.ts'
import type { Broken } from './world/world.ts'

export interface SeedRange {
  readonly from: number
  /** Inclusive. */
  readonly to: number
}

/** `office`: one office by itself. `offices`: a queue server and three offices. */
export type WorldName = 'office' | 'offices'

export interface SeedOptions {
  /** Left out: one office. */
  readonly world?: WorldName

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
  /** Seeds after which the server and its offices had become one; none where there is no server. */
  readonly converged: number
  /** Of the lowest seed that breaks one. */
  readonly first: { readonly seed: number; readonly broken: Broken } | null
}

/** The report of no seed at all. */
export const noSeeds: SeedReport = { officeDays: 0, events: 0, violations: 0, converged: 0, first: null }

/** Lives through the days of all seeds of a range, one after the other. */
export async function runSeeds({ from, to }: SeedRange, options: SeedOptions): Promise<SeedReport> {
  let report = noSeeds
  for (let seed = from; seed <= to; seed += 1) {
    const disk = options.openDisk?.()
    const { officeDays, events, broken, converged } =
      options.world === 'offices'
        ? await officesOf(seed, options.faults)
        : { ...(await runScenario(drawScenario(seed, options.faults), { openLog: disk?.openLog })), converged: 0 }
    disk?.remove()
    options.onSeed?.(seed, broken)
    report = addReports(report, {
      officeDays,
      events,
      violations: broken === null ? 0 : 1,
      converged,
      first: broken === null ? null : { seed, broken },
    })
  }
  return report
}

async function officesOf(seed: number, faults: SeedOptions['faults']) {
  const result = await runOffices(drawOffices(seed, faults))
  return { ...result, converged: result.convergedAfterMs === null ? 0 : 1 }
}

/** The report of two ranges together: the same for every way of splitting a range, in any order. */
export function addReports(one: SeedReport, other: SeedReport): SeedReport {
  const otherIsFirst = one.first === null || (other.first !== null && other.first.seed < one.first.seed)
  return {
    officeDays: one.officeDays + other.officeDays,
    events: one.events + other.events,
    violations: one.violations + other.violations,
    converged: one.converged + other.converged,
    first: otherIsFirst ? other.first : one.first,
  }
}

/** Cuts a range into pieces of at most `size` seeds, in order. */
export function* piecesOf({ from, to }: SeedRange, size: number): Generator<SeedRange> {
  for (let at = from; at <= to; at += size) yield { from: at, to: Math.min(to, at + size - 1) }
}
