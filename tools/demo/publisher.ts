import { dateAt, dayClock, localPublisher, type PlanPublisher } from '@cherha/office-hub'
import { planDay } from '@cherha/shared/calendar'
import type { OfficeConfig } from '@cherha/shared/protocol'
import type { AddedPlace, Day, PlannedService } from '@cherha/shared/queue'

const minuteMs = 60_000

/** Whatever the hour, the demonstration has something to show: today it is open from 00:00 to 23:55. */
export function openToday(base: OfficeConfig, date: string): OfficeConfig {
  const others = base.exceptions.filter((exception) => exception.date !== date)
  return { ...base, exceptions: [...others, { date, intervals: [['00:00', '23:55']] }] }
}

/**
 * Plans of the demonstration office: later days by the office's hours, today all day. A day that begins, or was
 * begun before, gets the places it still lacks (rule N4).
 */
export function demoPublisher(base: OfficeConfig, report: (message: string) => void): PlanPublisher {
  const later = localPublisher(report)
  return {
    plansFor(state, now) {
      const date = dateAt(now.at, base.timeZone)
      const config = openToday(base, date)
      const clock = dayClock(date, base.timeZone)
      const plan = planDay(config, clock)
      if (!plan.ok) throw new Error(`the demonstration office cannot be planned: ${JSON.stringify(plan.problem)}`)
      const known = state.days[date]
      const rest = later.plansFor({ ...state, config: base }, now)
      const publish = rest.publish.filter((day) => day.date !== date)
      if (known !== undefined)
        return { config, publish, add: [{ date, places: missing(plan.services, known, now.at) }] }
      if (state.closed.includes(date)) return { config, publish, add: [] }
      const services = plan.services.map((service) => ({ ...service, places: fromNowOn(service, now.at) }))
      return { config, publish: [{ date, clock, services }, ...publish], add: [] }
    },
  }
}

function fromNowOn(service: PlannedService, at: number): PlannedService['places'] {
  return service.places.filter((place) => place.at >= at - (at % minuteMs))
}

/** Places of the long day that no place of the published one overlaps in its lane. */
function missing(services: readonly PlannedService[], day: Day, at: number): AddedPlace[] {
  const known = Object.values(day.places)
  return services.flatMap(({ service, minutes, ...planned }) =>
    fromNowOn({ service, minutes, ...planned }, at)
      .filter(
        (place) =>
          !known.some(
            (other) =>
              other.service === service &&
              other.lane === place.lane &&
              other.at < place.at + minutes * minuteMs &&
              place.at < other.at + other.minutes * minuteMs,
          ),
      )
      .map(({ time, at: start, lane }) => ({ service, minutes, time, at: start, lane })),
  )
}
