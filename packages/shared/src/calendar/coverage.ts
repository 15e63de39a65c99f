import type { OfficeConfig, WindowConfig } from '../protocol/index.ts'
import { endOf, minuteMs, timeAt, type DayClock } from './day-clock.ts'
import { startsOf } from './plan.ts'

/**
 * From `from` to `to` (wall clock) the services named have `lanes` places at the same time, and only
 * `windows` windows of the office serve any of them: somebody would wait past the printed time.
 */
export interface CoverageWarning {
  readonly from: string
  readonly to: string
  readonly services: readonly string[]
  readonly lanes: number
  readonly windows: number
}

interface Shortage {
  readonly services: readonly string[]
  readonly lanes: number
  readonly windows: number
}
interface OpenService {
  readonly service: string
  readonly lanes: number
}

/** Plan preview: the times of a date at which the open lanes cannot be covered by the windows' services (C17). */
export function coverageWarnings(config: OfficeConfig, clock: DayClock): CoverageWarning[] {
  const spans = config.services.flatMap((service) =>
    startsOf(config, service, clock).map(({ at }) => ({
      service: service.id,
      lanes: service.lanes,
      at,
      end: at + service.minutes * minuteMs,
    })),
  )
  const moments = [...new Set(spans.flatMap(({ at, end }) => [at, end]))].sort((a, b) => a - b)
  const warnings: CoverageWarning[] = []
  // Warnings that may go on, by what they warn of.
  let running = new Map<string, { from: string; to: string } & Shortage>()
  for (const [index, moment] of moments.entries()) {
    const open = spans.filter(({ at, end }) => at <= moment && moment < end)
    const to = clockText(clock, moments[index + 1] ?? moment)
    const before = running
    running = new Map()
    for (const shortage of shortagesOf(open, config.windows)) {
      const key = JSON.stringify(shortage)
      const same = before.get(key)
      const warning = same ?? { ...shortage, from: clockText(clock, moment), to }
      if (same) same.to = to
      else warnings.push(warning)
      running.set(key, warning)
    }
  }
  return warnings
}

/** Groups of services that together have more open lanes than windows; empty when every lane finds a window. */
function shortagesOf(open: readonly OpenService[], windows: readonly WindowConfig[]): Shortage[] {
  const lanes = open.flatMap(({ service, lanes: count }) => Array.from({ length: count }, () => service))
  const { uncovered, servedBy } = matchLanes(lanes, windows)
  let groups: Set<string>[] = []
  for (const service of new Set(uncovered)) {
    let group = competing(service, windows, servedBy)
    for (const other of groups) if ([...other].some((one) => group.has(one))) group = new Set([...other, ...group])
    groups = [...groups.filter((other) => ![...other].some((one) => group.has(one))), group]
  }
  return groups.map((group) => ({
    services: [...new Set(lanes)].filter((service) => group.has(service)),
    lanes: lanes.filter((service) => group.has(service)).length,
    windows: windows.filter((window) => window.services.some((service) => group.has(service))).length,
  }))
}

interface Matching {
  readonly uncovered: readonly string[]
  readonly servedBy: ReadonlyMap<WindowConfig, string>
}

/** As many lanes as possible, each with a window of its own: augmenting paths over lanes and windows. */
function matchLanes(lanes: readonly string[], windows: readonly WindowConfig[]): Matching {
  const servedBy = new Map<WindowConfig, string>()
  const place = (service: string, tried: Set<WindowConfig>): boolean => {
    for (const window of windows) {
      if (tried.has(window) || !window.services.includes(service)) continue
      tried.add(window)
      const other = servedBy.get(window)
      if (other !== undefined && !place(other, tried)) continue
      servedBy.set(window, service)
      return true
    }
    return false
  }
  return { uncovered: lanes.filter((service) => !place(service, new Set())), servedBy }
}

/** The services an uncovered lane competes with: those at its windows, those at theirs, and so on (Hall's theorem). */
function competing(
  service: string,
  windows: readonly WindowConfig[],
  servedBy: ReadonlyMap<WindowConfig, string>,
): Set<string> {
  const group = new Set([service])
  // A Set's iteration also visits what is added on the way.
  for (const one of group) {
    for (const window of windows) {
      const other = servedBy.get(window)
      if (other !== undefined && window.services.includes(one)) group.add(other)
    }
  }
  return group
}

function clockText(clock: DayClock, at: number): string {
  return at === endOf(clock) ? '24:00' : timeAt(clock, at)
}
