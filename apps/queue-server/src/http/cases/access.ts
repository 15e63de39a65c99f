/**
 * Who may ask what of the case interface. `hub`: an office's hub by its token. `staff`: somebody with a post there, for
 * whom the hub relays. `anybody`: without a token. A route that is not here does not start.
 */
export const caseAccess: Readonly<Record<string, 'anybody' | 'hub' | 'staff'>> = {
  'PUT /api/cases/:id/intake': 'hub',
  'PUT /api/cases/:id/intake/files/:hash': 'hub',
  'POST /api/cases/:id/actions': 'staff',
  'GET /api/cases/:id': 'staff',
  'POST /api/cases/:id/files': 'staff',
  'GET /api/cases/:id/files/:hash': 'staff',
  'GET /api/cases/:id/papers/:paper': 'staff',
  'POST /api/cases/signing-key': 'staff',
  'GET /api/tasks': 'staff',
  'GET /api/distribution': 'staff',
  'POST /api/distribution': 'staff',
  'GET /api/cards': 'anybody',
  'GET /api/cards/:id': 'anybody',
  'POST /api/connectors/check': 'hub',
  'POST /api/status': 'anybody',
}

const folders = ['/api/cases', '/api/tasks', '/api/distribution', '/api/cards', '/api/connectors', '/api/status']

/** Whether a route is one of the case interface, and so has to be in the table. */
export function isCaseRoute(url: string): boolean {
  return folders.some((folder) => url === folder || url.startsWith(`${folder}/`))
}
