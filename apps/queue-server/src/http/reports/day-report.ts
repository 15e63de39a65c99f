import type { DayReport, OfficeConfig } from '@cherha/shared/protocol'
import { instant, instantOrNull } from '../instants.ts'
import type { DayNotes, Visit, Visits } from './visits.ts'

type Ends = DayReport['total']
const channels = ['online', 'terminal', 'current'] as const

/**
 * The day in numbers, as the copy of the office's log tells it.
 * @param published whether the server has published a plan of the date
 */
export function dayReport(config: OfficeConfig, date: string, visits: Visits, published: boolean): DayReport {
  const own = [...visits.all()].filter((visit) => visit.date === date)
  const day = visits.day(date)
  return {
    office: config.code,
    date,
    state: stateOf(day, published),
    openedAt: instantOrNull(day?.openedAt ?? null),
    closedAt: instantOrNull(day?.closedAt ?? null),
    total: endsOf(own),
    byService: config.services.map(({ id, letter }) => ({
      service: id,
      letter,
      ...endsOf(own.filter(({ service }) => service === id)),
    })),
    byChannel: channels.map((channel) => ({
      channel,
      places: day?.places[channel] ?? 0,
      ...endsOf(own.filter((visit) => visit.channel === channel)),
    })),
    byWindow: config.windows.map(({ id }) => {
      const served = own.filter(({ window, started }) => window === id && started)
      const ms = served.reduce((sum, { servedMs }) => sum + servedMs, 0)
      return {
        window: id,
        served: served.length,
        servingMinutes: Math.round(ms / 60_000),
        outsideQueue: day?.outsideQueue[id] ?? 0,
      }
    }),
    incidents: (day?.incidents ?? []).map(({ at, type, window }) => ({ at: instant(at), type, window })),
    feedback: [...(day?.feedback ?? [0, 0, 0, 0, 0])],
  }
}

function stateOf(day: DayNotes | null, published: boolean): DayReport['state'] {
  if (day?.closedAt != null) return 'closed'
  if (day?.openedAt != null) return 'open'
  if (day?.cancelled) return 'cancelled'
  return published || day !== null ? 'published' : 'none'
}

function endsOf(visits: readonly Visit[]): Ends {
  const count = (by: Visit['ended']) => visits.filter(({ ended }) => ended === by).length
  return {
    registered: visits.length,
    finished: count('finished'),
    noShow: count('no-show'),
    mismatch: count('mismatch'),
    withdrawn: count('withdrawn'),
    unserved: count('unserved'),
    cancelledByOffice: count('cancelled-by-office'),
    open: count(null),
  }
}
