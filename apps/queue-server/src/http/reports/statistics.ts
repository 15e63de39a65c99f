import type { OfficeConfig, Spread, Statistics } from '@cherha/shared/protocol'
import type { Visit, Visits } from './visits.ts'

const quarterMs = 15 * 60_000
const channels = ['online', 'terminal', 'current'] as const

type Figures = Omit<Statistics['byChannel'][number], 'channel'>

/** The figures of a span of dates, both included, by the copy of the office's log. */
export function statistics(config: OfficeConfig, from: string, to: string, visits: Visits): Statistics {
  const own = [...visits.all()].filter(({ date }) => date >= from && date <= to)
  const called = own.flatMap((visit) => (visit.calledAt === null ? [] : [visit.calledAt - visit.at]))
  const within = called.filter((late) => late <= quarterMs).length
  const hours = [...new Set(own.map(hourOf))].sort((a, b) => a - b)
  const windows = [...new Set(own.flatMap(({ window }) => window ?? []))].sort()
  const services = [...new Set([...config.services.map(({ id }) => id), ...own.map(({ service }) => service)])]
  return {
    office: config.code,
    from,
    to,
    days: new Set(own.map(({ date }) => date)).size,
    ...figures(own),
    byService: services.map((id) => {
      const known = config.services.find((service) => service.id === id)
      return {
        service: id,
        letter: known?.letter ?? '',
        title: known?.title ?? null,
        ...figures(own.filter(({ service }) => service === id)),
      }
    }),
    byChannel: channels.map((channel) => ({ channel, ...figures(own.filter((visit) => visit.channel === channel)) })),
    byHour: hours.map((hour) => ({ hour, ...figures(own.filter((visit) => hourOf(visit) === hour)) })),
    byWindow: windows.map((window) => ({
      window,
      label: config.windows.find(({ id }) => id === window)?.label ?? null,
      ...figures(own.filter((visit) => visit.window === window)),
    })),
    withinQuarter: { called: called.length, within, share: called.length === 0 ? null : within / called.length },
    feedback: visits.marks(from, to),
    comments: visits.comments(from, to),
  }
}

function figures(visits: readonly Visit[]): Figures {
  const count = (by: Visit['ended']) => visits.filter(({ ended }) => ended === by).length
  const served = visits.filter(({ started }) => started)
  return {
    registered: visits.length,
    served: served.length,
    noShow: count('no-show'),
    unserved: count('unserved'),
    waiting: spread(visits.flatMap((visit) => waitedMs(visit) ?? [])),
    serving: spread(served.filter(({ ended }) => ended !== null).map(({ servedMs }) => servedMs)),
  }
}

/**
 * From the printed time to the call; from the presence for who came later than that, or was called before it. A no-show
 * has waited for nothing.
 */
function waitedMs({ at, calledAt, presentAt, ended }: Visit): number | null {
  if (calledAt === null || ended === 'no-show') return null
  const since = calledAt < at ? (presentAt ?? calledAt) : Math.max(at, Math.min(presentAt ?? at, calledAt))
  return Math.max(0, calledAt - since)
}

function hourOf({ time }: Visit): number {
  return Number(time.slice(0, 2))
}

/** Milliseconds as seconds, with one decimal. */
function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const seconds = (ms: number | undefined) => (ms === undefined ? null : Math.round(ms / 100) / 10)
  const nearest = (share: number) => seconds(sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)])
  const sum = sorted.reduce((total, value) => total + value, 0)
  return {
    count: sorted.length,
    mean: sorted.length === 0 ? null : seconds(sum / sorted.length),
    median: nearest(0.5),
    p90: nearest(0.9),
  }
}
