import { canonicalJson } from '@cherha/event-log'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { asConfigured, type HubCommand } from '@cherha/shared/queue'
import type { AliveStamp } from './clock/alive-stamp.ts'
import type { HubClock } from './clock/hub-clock.ts'
import type { Engine } from './engine/engine.ts'
import { HubStartError } from './errors.ts'
import type { PlanKeeper } from './plan/plan-keeper.ts'

export interface BootParts {
  readonly engine: Engine
  readonly clock: HubClock
  readonly alive: AliveStamp
  readonly plans: PlanKeeper
  /** null: what the log says holds. */
  readonly config: OfficeConfig | null
}

/**
 * What a start of the hub tells the queue: the configuration where it changed, how long the hub was down, the days
 * that are missing. Whatever became due meanwhile happens in the same commits.
 */
export async function boot({ engine, clock, alive, plans, config }: BootParts): Promise<void> {
  const { seq, lastAt } = engine.state
  const known = asConfigured(engine.state.config)
  const lastSeen = Math.max(lastAt, alive.read() ?? 0)
  clock.startNotBefore(lastSeen)
  const downMs = seq === 0 ? null : Math.max(0, clock.now().at - (alive.read() ?? lastAt))
  const commands: HubCommand[] = [{ type: 'start-hub', downMs }]
  if (config !== null) {
    // as it will be in the log: fields that are undefined are left out
    const fresh: OfficeConfig = JSON.parse(JSON.stringify(config))
    if (known === null || canonicalJson(known) !== canonicalJson(fresh)) {
      commands.unshift({ type: 'configure-office', config: fresh })
    }
  }
  const outcomes = await Promise.all(commands.map((command) => engine.submit({ build: () => command })))
  if (outcomes.some(({ ok }) => !ok)) {
    throw new HubStartError('The log cannot be written; free space on the disk of the data folder.', 1)
  }
  await plans.publishMissing()
}
