import {
  coverageWarnings,
  type CoverageWarning,
  type DayClock,
  planDay,
  planHorizon,
  type PlanProblem,
} from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { Day, PlannedService, QueueState } from '@cherha/shared/queue'
import { type OnlineCommandOf, type OnlineState, replan, type Replan } from '@cherha/shared/replication'
import { parseNumber } from '@cherha/shared/text'
import { dayClock } from './day-clock.ts'

/** What a new configuration would do to a date; a date that is not published yet only gets places. */
export interface PreviewDay extends Replan {
  readonly date: string
  readonly published: boolean
  /** Whole sentences in English. */
  readonly warnings: readonly string[]
}

/** Something an administrator has to change. `path`: where in the configuration. */
export interface Problem {
  readonly path: string
  readonly message: string
}

export interface MissingDays {
  readonly publish: readonly OnlineCommandOf<'publish'>[]
  readonly problems: readonly Problem[]
}

/**
 * Days of the longest horizon that are not published. A hub that planned a day itself before it had a server keeps its
 * own plan; the server takes it over, so that one number means one place on both sides.
 */
export function missingDays(online: OnlineState, mirror: QueueState, today: string): MissingDays {
  const { config } = online
  if (config === null) return { publish: [], problems: [] }
  const publish: OnlineCommandOf<'publish'>[] = []
  const problems = new Map<string, Problem>()
  for (const date of planHorizon(config, today)) {
    if (online.days[date] !== undefined || mirror.closed.includes(date)) continue
    if (online.lastClosed !== null && date <= online.lastClosed) continue
    const hubs = mirror.days[date]
    if (hubs !== undefined) {
      publish.push({ type: 'publish', date, clock: hubs.clock, services: planOf(hubs) })
      continue
    }
    const clock = dayClock(date, config.timeZone)
    const plan = planDay(config, clock)
    if (plan.ok) publish.push({ type: 'publish', date, clock, services: plan.services })
    else problems.set(JSON.stringify(plan.problem), problemText(config, plan.problem))
  }
  return { publish, problems: [...problems.values()] }
}

/** The plan a day was published with: its planned places in the order of their numbers. */
function planOf(day: Day): PlannedService[] {
  const services = new Map<string, PlannedService & { places: PlannedService['places'][number][] }>()
  const planned = Object.values(day.places)
    .filter((place) => place.because === 'planned')
    .map((place) => ({ place, parsed: parseNumber(place.number) }))
    .sort((a, b) => (a.parsed?.n ?? 0) - (b.parsed?.n ?? 0))
  for (const { place, parsed } of planned) {
    const { service, minutes, time, at, lane, channel } = place
    const known = services.get(service) ?? { service, letter: parsed?.letter ?? '', minutes, places: [] }
    known.places.push({ time, at, lane, channel })
    services.set(service, known)
  }
  return [...services.values()]
}

export type ChangeOfDay =
  | { readonly ok: true; readonly change: Replan }
  | { readonly ok: false; readonly problem: PlanProblem }

/** What the published day lacks and has too much of; what is past by `now` is left as it is. null: not published. */
export function changeOfDay(
  online: OnlineState,
  mirror: QueueState,
  date: string,
  config: OfficeConfig,
  now: number,
): ChangeOfDay | null {
  const day = online.days[date]
  if (day === undefined) return null
  const plan = planDay(config, day.clock)
  if (!plan.ok) return { ok: false, problem: plan.problem }
  const { add, withdraw, keptSold } = replan(day, plan.services, mirror.days[date] ?? null, now)
  return { ok: true, change: { add, withdraw, keptSold } }
}

/** What a configuration would do to every published day from today on, and to the days of its horizon. */
export function previewDays(
  online: OnlineState,
  mirror: QueueState,
  config: OfficeConfig,
  now: number,
  today: string,
): { readonly days: readonly PreviewDay[]; readonly problems: readonly Problem[] } {
  const published = Object.values(online.days).filter((day) => day.date >= today && day.state !== 'cancelled')
  const cancelled = (date: string) => online.days[date]?.state === 'cancelled'
  const dates = new Set([...published.map((day) => day.date), ...planHorizon(config, today)])
  const days: PreviewDay[] = []
  const problems = new Map<string, Problem>()
  for (const date of [...dates].sort()) {
    if (cancelled(date)) continue
    const clock = online.days[date]?.clock ?? dayClock(date, config.timeZone)
    const change = changeOfDay(online, mirror, date, config, now) ?? newDay(config, clock)
    if (!change.ok) problems.set(JSON.stringify(change.problem), problemText(config, change.problem))
    else {
      const warnings = [...strandedWarnings(mirror, date, config), ...coverageWarnings(config, clock).map(warningText)]
      days.push({ date, published: online.days[date] !== undefined, ...change.change, warnings })
    }
  }
  return { days, problems: [...problems.values()] }
}

/** Visitors and clerks the configuration would leave standing: a service without a window, a window in use that is gone. */
function strandedWarnings(mirror: QueueState, date: string, config: OfficeConfig): string[] {
  const served = new Set(config.windows.flatMap(({ services }) => services))
  const stranded = new Map<string, number>()
  for (const { service, status } of Object.values(mirror.days[date]?.tickets ?? {})) {
    if (status.is !== 'ended' && !served.has(service)) stranded.set(service, (stranded.get(service) ?? 0) + 1)
  }
  const known = new Set(config.windows.map(({ id }) => id))
  const inUse = Object.entries(mirror.today === date ? mirror.windows : {})
  return [
    ...[...stranded].map(
      ([service, count]) =>
        `Tickets for ${service} sold already: ${count}, and no window would serve them. Keep the service at a window until its last day with tickets is over.`,
    ),
    ...inUse
      .filter(([id, { session }]) => session !== null && !known.has(id))
      .map(([id]) => `Window ${id} is open now and would be gone: its clerk could not finish. Close it first.`),
  ]
}

function newDay(config: OfficeConfig, clock: DayClock): ChangeOfDay {
  const plan = planDay(config, clock)
  if (!plan.ok) return { ok: false, problem: plan.problem }
  const add = plan.services.flatMap(({ service, minutes, places }) =>
    places.map((place) => ({ service, minutes, ...place })),
  )
  return { ok: true, change: { add, withdraw: [], keptSold: [] } }
}

function problemText(config: OfficeConfig, problem: PlanProblem): Problem {
  const at = config.services.findIndex((service) => service.id === problem.service)
  const path = `services.${at}`
  switch (problem.code) {
    case 'too-many-places':
      return {
        path,
        message: `Service ${problem.service} would have ${problem.places} places on one day, at most ${problem.limit} are possible (rule N2). Make places longer, or have fewer lanes or shorter hours.`,
      }
    case 'intervals':
      return {
        path: `${path}.hours`,
        message: `The opening intervals of service ${problem.service} overlap or end before they begin. Put them in order.`,
      }
    case 'letter-not-allowed':
      return { path: `${path}.letter`, message: `Letter ${problem.letter} is not allowed (rule N1). Choose another.` }
    case 'letter-repeated':
      return {
        path: `${path}.letter`,
        message: `Letter ${problem.letter} belongs to another service already (rule N1). Choose another.`,
      }
  }
}

function warningText({ from, to, services, lanes, windows }: CoverageWarning): string {
  return `From ${from} to ${to}, ${services.join(', ')}: ${lanes} places at the same time, and ${windows} ${windows === 1 ? 'window serves' : 'windows serve'} them. Visitors would wait past their printed time.`
}
