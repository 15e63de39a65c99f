import type { AdminRole } from '@cherha/shared/protocol'

const everyone: readonly AdminRole[] = ['administrator', 'office-lead', 'auditor', 'service-operator']
const administrator: readonly AdminRole[] = ['administrator']
const office: readonly AdminRole[] = ['administrator', 'office-lead']
const reports: readonly AdminRole[] = ['administrator', 'office-lead', 'auditor']
/** Who keeps the server and its links going. */
const technical: readonly AdminRole[] = ['administrator', 'service-operator']
const devices: readonly AdminRole[] = ['administrator', 'office-lead', 'service-operator']

/**
 * Who may ask what: every route of the administrator's interface, and nobody else. An office lead's are those of the own
 * office only (`:code`). A route that is not here does not start.
 */
export const access: Readonly<Record<string, readonly AdminRole[] | 'anybody'>> = {
  'POST /api/admin/login': 'anybody',
  'POST /api/admin/logout': everyone,
  'GET /api/admin/me': everyone,
  'GET /api/admin/offices': everyone,
  'POST /api/admin/offices': administrator,
  'GET /api/admin/offices/:code': everyone,
  'PUT /api/admin/offices/:code/config': office,
  'POST /api/admin/offices/:code/preview': office,
  'POST /api/admin/offices/:code/days/:date/cancel': administrator,
  'GET /api/admin/offices/:code/staff': reports,
  'POST /api/admin/offices/:code/staff': office,
  'POST /api/admin/offices/:code/staff/:login/pin': office,
  'POST /api/admin/offices/:code/staff/:login/post': office,
  'POST /api/admin/offices/:code/staff/:login/disable': office,
  'POST /api/admin/offices/:code/staff/:login/enable': office,
  'GET /api/admin/offices/:code/devices': devices,
  'POST /api/admin/offices/:code/devices/pairing-code': devices,
  'POST /api/admin/offices/:code/devices/:id/revoke': devices,
  'GET /api/admin/offices/:code/hubs': devices,
  'POST /api/admin/offices/:code/hubs/enrolment-code': administrator,
  'POST /api/admin/offices/:code/hubs/:id/revoke': administrator,
  'POST /api/admin/offices/:code/hubs/:id/clear-divergence': administrator,
  'GET /api/admin/offices/:code/live': reports,
  'GET /api/admin/offices/:code/report': reports,
  'GET /api/admin/offices/:code/statistics': reports,
  'GET /api/admin/offices/:code/statistics.csv': reports,
  'GET /api/admin/case-reports': reports,
  'GET /api/admin/case-reports.csv': reports,
  'GET /api/admin/outside': technical,
  'GET /api/admin/booking': technical,
  'GET /api/admin/portals': technical,
  'POST /api/admin/portals/:name/revoke': administrator,
  'GET /api/admin/journal': reports,
  'GET /api/admin/calendar': everyone,
  'PUT /api/admin/calendar': administrator,
  'GET /api/admin/accounts': administrator,
  'POST /api/admin/accounts': administrator,
  'POST /api/admin/accounts/:login/disable': administrator,
  'POST /api/admin/accounts/:login/reset': administrator,
}
