import { AdminRight, type AdminRole } from '@cherha/shared/protocol'
import { access } from './access.ts'

const office = '/api/admin/offices/:code'

/** The routes each right needs. What a role may do follows from who may ask them, so the console has no table of its own. */
export const routesOf: Readonly<Record<AdminRight, readonly string[]>> = {
  'add-office': ['POST /api/admin/offices'],
  'change-office': [`PUT ${office}/config`, `POST ${office}/preview`],
  'cancel-day': [`POST ${office}/days/:date/cancel`],
  'see-staff': [`GET ${office}/staff`],
  'change-staff': [
    `POST ${office}/staff`,
    `POST ${office}/staff/:login/pin`,
    `POST ${office}/staff/:login/post`,
    `POST ${office}/staff/:login/disable`,
    `POST ${office}/staff/:login/enable`,
  ],
  devices: [`GET ${office}/devices`, `POST ${office}/devices/pairing-code`, `POST ${office}/devices/:id/revoke`],
  'see-hubs': [`GET ${office}/hubs`],
  'change-hubs': [
    `POST ${office}/hubs/enrolment-code`,
    `POST ${office}/hubs/:id/revoke`,
    `POST ${office}/hubs/:id/clear-divergence`,
  ],
  reports: [`GET ${office}/live`, `GET ${office}/report`, `GET ${office}/statistics`, `GET ${office}/statistics.csv`],
  'case-reports': ['GET /api/admin/case-reports', 'GET /api/admin/case-reports.csv'],
  outside: ['GET /api/admin/outside', 'GET /api/admin/booking', 'GET /api/admin/portals'],
  'revoke-portals': ['POST /api/admin/portals/:name/revoke'],
  journal: ['GET /api/admin/journal'],
  'change-calendar': ['PUT /api/admin/calendar'],
  accounts: [
    'GET /api/admin/accounts',
    'POST /api/admin/accounts',
    'POST /api/admin/accounts/:login/disable',
    'POST /api/admin/accounts/:login/reset',
  ],
}

/** What a role may do: every route the right needs lets it in. */
export function rightsOf(role: AdminRole): AdminRight[] {
  return AdminRight.options.filter((right) =>
    routesOf[right].every((route) => access[route] === 'anybody' || access[route]?.includes(role) === true),
  )
}
