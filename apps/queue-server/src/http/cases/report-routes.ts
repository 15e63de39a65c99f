import { CaseReport, CaseReportQuery } from '@cherha/shared/protocol'
import type { FastifyRequest } from 'fastify'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import { mayUseOffice, officeOf, whoAsks } from '../guard.ts'
import type { HttpParts } from '../parts.ts'
import type { CaseHttp } from './parts.ts'
import { caseReportCsv } from './report-csv.ts'

const mostDays = 366

/** Figures of the cases: numbers only, of the own office for an office lead. */
export function caseReportRoutes(app: App, { offices }: Pick<HttpParts, 'offices'>, { cases }: CaseHttp): void {
  app.get(
    '/api/admin/case-reports',
    { schema: { querystring: CaseReportQuery, response: { 200: CaseReport } } },
    async (request) => reportOf(request, request.query),
  )

  app.get('/api/admin/case-reports.csv', { schema: { querystring: CaseReportQuery } }, async (request, reply) => {
    const report = await reportOf(request, request.query)
    const name = `cases-${report.office ?? 'all'}-${report.from}-${report.to}.csv`
    void reply.header('content-disposition', `attachment; filename="${name}"`)
    return reply.type('text/csv; charset=utf-8').send(caseReportCsv(report))
  })

  async function reportOf(request: FastifyRequest, query: CaseReportQuery): Promise<CaseReport> {
    const asker = whoAsks(request)
    const { office, from, to } = query
    if (office !== undefined) {
      if (!mayUseOffice(asker, office)) throw new Failure('forbidden', 'your role may not do this here')
      officeOf(offices, office)
    }
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1
    if (!(days >= 1 && days <= mostDays)) {
      throw new Failure('malformed', `to: a day from ${from} on, at most ${mostDays} days of it`, { field: 'to' })
    }
    const { role, office: own } = asker.account
    if (role !== 'office-lead') return cases.report(query)
    if (own === null) throw new Failure('forbidden', 'your role may not do this here')
    return cases.report({ ...query, office: own }, [own])
  }
}
