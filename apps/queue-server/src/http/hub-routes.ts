import { AdminHubs, Done, EnrolmentCodeAnswer, EnrolmentCodeRequest } from '@cherha/shared/protocol'
import { z } from 'zod'
import { enrolmentCodeMs, newEnrolmentCode } from '../accounts/enrolment-code.ts'
import type { App } from './app.ts'
import { Failure } from './failure.ts'
import { officeOf } from './guard.ts'
import { instant, instantOrNull } from './instants.ts'
import { journaled } from './journal.ts'
import type { HttpParts, HubRow } from './parts.ts'

const OfficeParams = z.strictObject({ code: z.string().max(10) })
const HubParams = z.strictObject({ code: z.string().max(10), id: z.uuid() })

/** Hubs of an office: codes for new ones, and an end for those that are lost. */
export function hubRoutes(app: App, parts: HttpParts): void {
  const { offices, stores, hubs, clock } = parts

  app.get(
    '/api/admin/offices/:code/hubs',
    { schema: { params: OfficeParams, response: { 200: AdminHubs } } },
    async (request) => {
      const { code } = officeOf(offices, request.params.code)
      const connected = hubs.connectedHub(code)
      const rows = await stores.hubs.list(code)
      return {
        hubs: rows.map((row) => ({
          id: row.id,
          state: stateOf(row, row.id === connected),
          enrolledAt: instant(row.enrolledAt),
          revokedAt: instantOrNull(row.revokedAt),
          lastContact: instantOrNull(row.lastContact),
          version: row.version,
          epoch: row.epoch,
          divergence: row.divergence,
        })),
      }
    },
  )

  app.post(
    '/api/admin/offices/:code/hubs/enrolment-code',
    { schema: { params: OfficeParams, body: EnrolmentCodeRequest, response: { 200: EnrolmentCodeAnswer } } },
    async (request) => {
      const office = officeOf(offices, request.params.code)
      const { restore } = request.body
      const { code, hash } = newEnrolmentCode()
      const expiresAt = clock.now() + enrolmentCodeMs
      const entry = { action: 'enrolment-code-made', office: office.code, detail: { restore } }
      await journaled(parts, request, entry, () =>
        stores.codes.create({ hash, office: office.code, restore, expiresAt }),
      )
      return { code, expiresAt: instant(expiresAt) }
    },
  )

  app.post(
    '/api/admin/offices/:code/hubs/:id/revoke',
    { schema: { params: HubParams, response: { 200: Done } } },
    async (request) => {
      const { code, id } = request.params
      officeOf(offices, code)
      const known = (await stores.hubs.list(code)).find((hub) => hub.id === id)
      if (known === undefined) throw new Failure('unknown-hub', 'the office has no such hub')
      if (known.revokedAt !== null) return { ok: true as const }
      const entry = { action: 'hub-revoked', office: code, detail: { hub: id } }
      await journaled(parts, request, entry, () => stores.hubs.revoke(code, id, clock.now()))
      hubs.drop(id)
      return { ok: true as const }
    },
  )

  // what makes two histories may be undone: the wrong disk was started, the server's database has been put right
  app.post(
    '/api/admin/offices/:code/hubs/:id/clear-divergence',
    { schema: { params: HubParams, response: { 200: Done } } },
    async (request) => {
      const { code, id } = request.params
      officeOf(offices, code)
      const known = (await stores.hubs.list(code)).find((hub) => hub.id === id)
      if (known === undefined) throw new Failure('unknown-hub', 'the office has no such hub')
      if (known.divergence === null) return { ok: true as const }
      const entry = { action: 'divergence-cleared', office: code, detail: { hub: id, was: known.divergence } }
      await journaled(parts, request, entry, () => hubs.settle(id))
      return { ok: true as const }
    },
  )
}

function stateOf(row: HubRow, connected: boolean): AdminHubs['hubs'][number]['state'] {
  if (row.revokedAt !== null) return 'revoked'
  if (row.divergence !== null) return 'diverged'
  if (connected) return 'connected'
  return row.lastContact === null ? 'never' : 'away'
}
