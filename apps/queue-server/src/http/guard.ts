import type { AdminRole } from '@cherha/shared/protocol'
import type { FastifyRequest } from 'fastify'
import { isCsrf, type Sessions, type SignedIn } from '../accounts/sessions.ts'
import type { OfficeNode } from '../offices/office-node.ts'
import type { ServerClock } from '../offices/ports.ts'
import { access } from './access.ts'
import { type App, sessionCookie } from './app.ts'
import { Failure } from './failure.ts'
import type { Offices } from './parts.ts'

const prefix = '/api/admin/'
const reads = new Set(['GET', 'HEAD'])

/**
 * The one place where it is decided who may ask: session, CSRF token of a write, role, and the office of an office lead.
 * It knows every route under `/api/admin/` from the table, and refuses to start with one that is not there.
 */
export function guardAdminRoutes(app: App, sessions: Sessions, clock: ServerClock): void {
  app.addHook('onRoute', ({ method, url }) => {
    if (!url.startsWith(prefix)) return
    for (const one of [method].flat()) {
      if (one !== 'HEAD' && access[`${one} ${url}`] === undefined) throw new Error(`nobody may ask ${one} ${url}`)
    }
  })
  app.addHook('onRequest', async (request) => {
    const { url } = request.routeOptions
    if (url === undefined || !url.startsWith(prefix)) return
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const roles = access[`${method} ${url}`]
    if (roles === 'anybody') return
    const token = request.cookies[sessionCookie]
    const signedIn = token === undefined ? null : await sessions.find(token, clock.now())
    if (signedIn === null) throw new Failure('unauthorised', 'sign in first')
    if (!reads.has(request.method) && !isCsrf(signedIn.session, request.headers['x-csrf-token'])) {
      throw new Failure('wrong-csrf', 'the header x-csrf-token is missing or not the one of this session')
    }
    if (roles === undefined || !roles.includes(signedIn.account.role)) throw forbidden()
    const code = codeOf(request)
    if (code !== null && !mayUseOffice(signedIn, code)) throw forbidden()
    request.signedIn = signedIn
  })
}

/** Whether an account may look at an office: an office lead at the own one only. */
export function mayUseOffice({ account }: SignedIn, office: string): boolean {
  return account.role !== 'office-lead' || account.office === office
}

/** Who asks; only on routes the guard has passed. */
export function whoAsks(request: FastifyRequest): SignedIn {
  if (request.signedIn === null) throw new Failure('unauthorised', 'sign in first')
  return request.signedIn
}

export function roleOf(request: FastifyRequest): AdminRole {
  return whoAsks(request).account.role
}

/** The office of a route. */
export function officeOf(offices: Offices, code: string): OfficeNode {
  const office = offices.get(code)
  if (office === null) throw new Failure('unknown-office', 'there is no such office')
  return office
}

function codeOf({ params }: FastifyRequest): string | null {
  if (typeof params !== 'object' || params === null || !('code' in params)) return null
  return typeof params.code === 'string' ? params.code : null
}

function forbidden(): Failure {
  return new Failure('forbidden', 'your role may not do this here')
}
