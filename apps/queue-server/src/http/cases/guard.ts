import { Id, staffHeader } from '@cherha/shared/protocol'
import type { FastifyRequest } from 'fastify'
import type { CaseStaff } from '../../cases/cases.ts'
import type { CaseHub } from '../../hub-gateway/case-access.ts'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import type { DisabledStaffStore, Offices } from '../parts.ts'
import { caseAccess, isCaseRoute } from './access.ts'
import type { CaseHttp } from './parts.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, on routes of the case interface. `login`: null where the hub asks for itself. */
    caseCaller: (CaseHub & { readonly login: string | null }) | null
  }
}

interface GuardParts {
  readonly offices: Pick<Offices, 'get'>
  readonly stores: { readonly disabledStaff: Pick<DisabledStaffStore, 'list'> }
}

/**
 * The one place where it is decided who may ask the case interface, before a byte of the body is read: the hub by its
 * token, the person by the configuration of that hub's own office. A hub says who sits at its desk, and is believed for
 * its own people only.
 */
export function guardCaseRoutes(app: App, parts: GuardParts, tokens: Pick<CaseHttp['tokens'], 'find'>): void {
  app.decorateRequest('caseCaller', null)
  app.addHook('onRoute', ({ method, url }) => {
    if (!isCaseRoute(url)) return
    for (const one of [method].flat()) {
      if (one !== 'HEAD' && caseAccess[`${one} ${url}`] === undefined) throw new Error(`nobody may ask ${one} ${url}`)
    }
  })
  app.addHook('onRequest', async (request) => {
    const { url } = request.routeOptions
    if (url === undefined || !isCaseRoute(url)) return
    const who = caseAccess[`${request.method === 'HEAD' ? 'GET' : request.method} ${url}`]
    if (who === 'anybody') return
    const hub = tokens.find(bearerOf(request))
    if (who === undefined || hub === null) {
      throw new Failure('unauthorised', 'the token is missing, too old, or of a connection that has ended')
    }
    request.caseCaller = { ...hub, login: who === 'staff' ? await loginOf(request, hub.office, parts) : null }
  })
}

/** Who asks; only on routes for `staff`. */
export function staffOf({ caseCaller }: FastifyRequest): CaseStaff {
  if (caseCaller?.login == null) throw new Failure('unauthorised', 'this is for members of staff')
  return { office: caseCaller.office, login: caseCaller.login }
}

/** Whose hub asks; only on routes for `hub`. */
export function hubOf({ caseCaller }: FastifyRequest): CaseHub {
  if (caseCaller === null) throw new Failure('unauthorised', 'this is for hubs')
  return caseCaller
}

function bearerOf({ headers }: FastifyRequest): string {
  return /^Bearer ([\w-]{1,200})$/.exec(headers.authorization ?? '')?.[1] ?? ''
}

async function loginOf(request: FastifyRequest, office: string, { offices, stores }: GuardParts): Promise<string> {
  const login = Id.safeParse(request.headers[staffHeader])
  if (!login.success) {
    throw new Failure('malformed', `${staffHeader}: the login of whoever is signed in at the desk`, {
      field: staffHeader,
    })
  }
  const post = offices.get(office)?.config?.staff.find((one) => one.login === login.data)?.post
  if (post === undefined)
    throw new Failure('no-post', 'this person has no post at the office, so no part in applications')
  const disabled = await stores.disabledStaff.list(office)
  if (disabled.some((one) => one.login === login.data)) throw new Failure('no-post', 'this person is disabled')
  return login.data
}
