import { DayReport, LiveView, ReportQuery, Statistics, StatisticsQuery } from '@cherha/shared/protocol'
import { z } from 'zod'
import type { OfficeNode } from '../offices/office-node.ts'
import type { App } from './app.ts'
import { Failure } from './failure.ts'
import { officeOf } from './guard.ts'
import type { HttpParts } from './parts.ts'
import { statisticsCsv } from './reports/csv.ts'
import { dayReport } from './reports/day-report.ts'
import { liveView } from './reports/live.ts'
import { statistics } from './reports/statistics.ts'
import { VisitReader } from './reports/visit-reader.ts'

const OfficeParams = z.strictObject({ code: z.string().max(10) })
const mostDays = 366

/** The office now, a day of it, and figures over many days. */
export function reportRoutes(app: App, parts: HttpParts): void {
  const { offices, hubs, clock } = parts
  const visits = new VisitReader()

  app.get(
    '/api/admin/offices/:code/live',
    { schema: { params: OfficeParams, response: { 200: LiveView } } },
    async (request) => {
      const office = officeOf(offices, request.params.code)
      return liveView(office, hubs.link(office.code).state === 'connected', clock.now())
    },
  )

  app.get(
    '/api/admin/offices/:code/report',
    { schema: { params: OfficeParams, querystring: ReportQuery, response: { 200: DayReport } } },
    async (request) => {
      const { date } = request.query
      const office = officeOf(offices, request.params.code)
      const published = office.published().some((day) => day.date === date)
      return dayReport(configOf(office), date, await visits.of(office), published)
    },
  )

  app.get(
    '/api/admin/offices/:code/statistics',
    { schema: { params: OfficeParams, querystring: StatisticsQuery, response: { 200: Statistics } } },
    async (request) => figuresOf(request.params.code, request.query),
  )

  app.get(
    '/api/admin/offices/:code/statistics.csv',
    { schema: { params: OfficeParams, querystring: StatisticsQuery } },
    async (request, reply) => {
      const figures = await figuresOf(request.params.code, request.query)
      const name = `statistics-${figures.office}-${figures.from}-${figures.to}.csv`
      void reply.header('content-disposition', `attachment; filename="${name}"`)
      return reply.type('text/csv; charset=utf-8').send(statisticsCsv(figures))
    },
  )

  async function figuresOf(code: string, { from, to }: StatisticsQuery): Promise<Statistics> {
    const office = officeOf(offices, code)
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
    if (!(days >= 1 && days <= mostDays)) {
      throw new Failure('malformed', `to: a day from ${from} on, at most ${mostDays} days of it`, { field: 'to' })
    }
    return statistics(configOf(office), from, to, await visits.of(office))
  }
}

function configOf({ config }: OfficeNode) {
  if (config === null) throw new Failure('unknown-office', 'the office has not been configured yet')
  return config
}
