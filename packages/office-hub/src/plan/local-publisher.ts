import { planDay, planHorizon } from '@cherha/shared/calendar'
import { dateAt, dayClock } from './day-clock.ts'
import type { DayToPublish, PlanPublisher } from './publisher.ts'

/** Publishes every day of the horizon from the office's own configuration; never adds to a published day. */
export function localPublisher(report: (message: string) => void): PlanPublisher {
  const reported = new Set<string>()
  return {
    plansFor(state, now) {
      const { config } = state
      if (config === null) return { publish: [], add: [] }
      const publish: DayToPublish[] = []
      for (const date of planHorizon(config, dateAt(now.at, config.timeZone))) {
        if (state.days[date] !== undefined || state.closed.includes(date)) continue
        const clock = dayClock(date, config.timeZone)
        const plan = planDay(config, clock)
        if (plan.ok) publish.push({ date, clock, services: plan.services })
        else if (!reported.has(date)) {
          reported.add(date)
          report(`no plan for ${date}: ${JSON.stringify(plan.problem)}`)
        }
      }
      return { publish, add: [] }
    },
  }
}
