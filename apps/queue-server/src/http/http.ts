import { Sessions } from '../accounts/sessions.ts'
import { accountRoutes } from './account-routes.ts'
import { type App, createApp } from './app.ts'
import { bookingInterface } from './booking/booking.ts'
import { calendarRoutes } from './calendar-routes.ts'
import { caseInterface } from './cases/cases.ts'
import { consoleRoute } from './console-route.ts'
import { deviceRoutes } from './device-routes.ts'
import { enrolRoute } from './enrol-route.ts'
import { guardAdminRoutes } from './guard.ts'
import { hubRoutes } from './hub-routes.ts'
import { informationRoute } from './information-route.ts'
import { journalRoutes } from './journal-routes.ts'
import { leafletRoute } from './leaflet-route.ts'
import { officeRoutes } from './office-routes.ts'
import { outsideRoute } from './outside-route.ts'
import { pages } from './pages.ts'
import type { HttpParts } from './parts.ts'
import { adminPortalRoutes } from './portal/admin-routes.ts'
import { portalInterface } from './portal/portal-api.ts'
import { publicRoutes } from './public-routes.ts'
import { publicSite } from './public-site.ts'
import { reportRoutes } from './report-routes.ts'
import { sessionRoutes } from './session-routes.ts'
import { staffRoutes } from './staff-routes.ts'

/** The whole HTTP interface of the server, not listening yet. */
export async function buildHttp(parts: HttpParts): Promise<App> {
  const app = await createApp(parts)
  const sessions = new Sessions(parts.stores.sessions, parts.stores.accounts)
  guardAdminRoutes(app, sessions, parts.clock)
  publicRoutes(app, parts)
  informationRoute(app, parts)
  enrolRoute(app, parts)
  sessionRoutes(app, parts, sessions)
  officeRoutes(app, parts)
  staffRoutes(app, parts)
  deviceRoutes(app, parts)
  hubRoutes(app, parts)
  journalRoutes(app, parts)
  outsideRoute(app, parts)
  reportRoutes(app, parts)
  calendarRoutes(app, parts)
  accountRoutes(app, parts)
  if (parts.cases !== undefined) await caseInterface(app, parts, parts.cases)
  await bookingInterface(app, parts)
  adminPortalRoutes(app, parts)
  if (parts.leaflets !== undefined) leafletRoute(app, parts, parts.leaflets)
  if (parts.portals !== undefined) await portalInterface(app, parts, parts.portals)
  if (parts.consoleToken !== undefined) consoleRoute(app, parts, parts.consoleToken)
  await pages(app, parts.pages)
  await publicSite(app, parts.site ?? null)
  return app
}
