import type { App } from '../app.ts'
import type { HttpParts } from '../parts.ts'
import { cardRoutes } from './card-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { fileRoutes } from './file-routes.ts'
import { guardCaseRoutes } from './guard.ts'
import { intakeRoutes } from './intake-routes.ts'
import type { CaseHttp } from './parts.ts'
import { caseReportRoutes } from './report-routes.ts'
import { statusRoute } from './status-route.ts'
import { workRoutes } from './work-routes.ts'

/** The case interface: for the hubs and, through them, for staff; the status page; the reports. */
export async function caseInterface(app: App, parts: HttpParts, http: CaseHttp): Promise<void> {
  guardCaseRoutes(app, parts, http.tokens)
  await intakeRoutes(app, http)
  caseRoutes(app, http)
  await fileRoutes(app, http)
  workRoutes(app, http)
  cardRoutes(app, http)
  statusRoute(app, parts, http)
  caseReportRoutes(app, parts, http)
}
