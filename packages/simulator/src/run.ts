import type { EventLog } from '@cherha/event-log'
import type { AuditCounts } from '@cherha/shared/audit'
import { Lead } from './actors/lead.ts'
import { until } from './actors/office.ts'
import { Visitor } from './actors/visitor.ts'
import { Clerk } from './actors/clerk.ts'
import { Display } from './actors/display.ts'
import { befall } from './faults/befall.ts'
import { openOffice } from './office.ts'
import type { Scenario } from './scenario/scenario.ts'
import type { Broken } from './world/world.ts'

export interface RunOptions {
  /** Opens the log of the run's office; called again after each crash. Left out: in memory. */
  readonly openLog?: (() => EventLog) | undefined
  /** Called with each line of the run's history. */
  readonly tell?: ((line: string) => void) | undefined
}

export interface RunResult {
  readonly officeDays: number
  readonly events: number
  readonly steps: number
  /** Hash of the newest event: the same scenario gives the same one. */
  readonly logHash: string
  readonly counts: AuditCounts
  /** How often each type of event happened. */
  readonly types: Readonly<Record<string, number>>
  /** The first rule that was broken; null: none. */
  readonly broken: Broken | null
}

/** Lives through a scenario, from its first moment to its last or to the first rule that is broken. */
export async function runScenario(scenario: Scenario, options: RunOptions = {}): Promise<RunResult> {
  const office = openOffice(scenario, options)
  const { world, hub, oracle, clientOf, deskOf, displayOf } = office
  const lead = scenario.lead === null ? null : new Lead(world, deskOf(scenario.lead.login), scenario.lead)
  hub.start()
  for (const { client } of office.terminals) client.connect()
  for (const plan of scenario.displays) {
    world.spawn(plan.device, () => new Display(world, displayOf(plan.device), plan).live())
  }
  if (lead !== null) world.spawn('the lead', () => lead.live())
  for (const plan of scenario.clerks) world.spawn(plan.login, () => new Clerk(office, plan, clientOf).live())
  for (const plan of scenario.visitors) {
    world.spawn(`visitor ${plan.id}`, () => new Visitor(office, plan).live())
  }
  for (const fault of scenario.faults) {
    world.spawn(fault.kind, async () => {
      await until(world, fault.at)
      await befall(fault, office, lead)
    })
  }
  try {
    await world.loop.run(scenario.endsAt - scenario.startsAt)
  } catch (error) {
    world.fail('no-error', error instanceof Error ? (error.stack ?? error.message) : String(error))
  }
  const logHash = world.broken === null ? office.finish() : ''
  return {
    officeDays: scenario.dates.length,
    events: oracle.counts.events,
    steps: world.loop.steps,
    logHash,
    counts: oracle.counts,
    types: oracle.types,
    broken: world.broken,
  }
}
