import type { OfficeConfig } from '@cherha/shared/protocol'
import type { QueueState } from '@cherha/shared/queue'
import type { OnlineCommand, OnlineRefusal, OnlineState } from '@cherha/shared/replication'
import { changeOfDay } from './planner.ts'

export interface ConfigChange {
  readonly config: OfficeConfig
  /** The version that was read; left out: any. */
  readonly version: number | undefined
  /** Published dates that follow the change. */
  readonly apply: readonly string[]
  /** Server time, ms. */
  readonly now: number
}

/** Why a change of the configuration cannot be applied to one of its dates; null: it can. */
export function refusedChange(
  online: OnlineState,
  mirror: QueueState,
  { config, apply, now }: ConfigChange,
): OnlineRefusal | null {
  for (const date of apply) {
    const day = changeOfDay(online, mirror, date, config, now)
    if (day === null) return { code: 'unknown-day', field: 'apply' }
    if (!day.ok) return { code: 'plan-refused', field: 'config' }
  }
  return null
}

/** The commands of a change: the configuration, then the places of each date that follows it. */
export function configureCommands(
  online: OnlineState,
  mirror: QueueState,
  { config, version, apply, now }: ConfigChange,
  newId: () => string,
): OnlineCommand[] {
  const configure: OnlineCommand = { type: 'configure', config, ...(version === undefined ? {} : { version }) }
  const places = apply.flatMap((date): OnlineCommand[] => {
    const day = changeOfDay(online, mirror, date, config, now)
    if (day?.ok !== true) return []
    const { add, withdraw } = day.change
    const numbers = withdraw.map(({ number }) => number)
    return [{ type: 'change-places', date, add, withdraw: numbers, requests: numbers.map(newId) }]
  })
  return [configure, ...places]
}
