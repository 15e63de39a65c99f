import {
  AdminDevices,
  Done,
  type HubOrder,
  type HubOrderAnswer,
  PairingCodeAnswer,
  PairingCodeRequest,
} from '@cherha/shared/protocol'
import { z } from 'zod'
import type { OfficeNode } from '../offices/office-node.ts'
import type { App } from './app.ts'
import { Failure } from './failure.ts'
import { officeOf } from './guard.ts'
import { ageSeconds, instant } from './instants.ts'
import { journaled } from './journal.ts'
import type { HttpParts } from './parts.ts'

const OfficeParams = z.strictObject({ code: z.string().max(10) })
const DeviceParams = z.strictObject({ code: z.string().max(10), id: z.string().min(1).max(60) })
const pairingCodeMs = 10 * 60_000

/** Devices of an office: what its hub told of them last, and orders to the hub while it is connected. */
export function deviceRoutes(app: App, parts: HttpParts): void {
  const { offices, hubs, clock } = parts

  app.get(
    '/api/admin/offices/:code/devices',
    { schema: { params: OfficeParams, response: { 200: AdminDevices } } },
    async (request) => {
      const { code } = officeOf(offices, request.params.code)
      const seen = hubs.status(code)
      return {
        connected: hubs.link(code).state === 'connected',
        status: seen?.status ?? null,
        ageSeconds: ageSeconds(clock.now(), seen?.at ?? null),
      }
    },
  )

  app.post(
    '/api/admin/offices/:code/devices/pairing-code',
    { schema: { params: OfficeParams, body: PairingCodeRequest, response: { 200: PairingCodeAnswer } } },
    async (request) => {
      const { role, id, windows } = request.body
      const office = officeOf(offices, request.params.code)
      checkWindows(office, role, windows)
      connectedOnly(office.code)
      const order: HubOrder = {
        type: 'pairing-code',
        role,
        ...(id === undefined ? {} : { id }),
        ...(windows === undefined ? {} : { windows }),
      }
      const detail = { role, device: id ?? null, windows: windows ?? null }
      const entry = { action: 'pairing-code-made', office: office.code, detail }
      const answer = await journaled(parts, request, entry, () => ordered(office.code, order))
      if (answer.code === undefined) throw new Failure('internal', 'the hub gave no code; its version may be too old')
      return {
        code: answer.code,
        id: answer.id,
        expiresAt: instant(answer.expiresAt ?? clock.now() + pairingCodeMs),
      }
    },
  )

  app.post(
    '/api/admin/offices/:code/devices/:id/revoke',
    { schema: { params: DeviceParams, response: { 200: Done } } },
    async (request) => {
      const { code, id } = request.params
      const office = officeOf(offices, code)
      connectedOnly(office.code)
      const entry = { action: 'device-revoked', office: code, detail: { device: id } }
      await journaled(parts, request, entry, () => ordered(code, { type: 'revoke-device', id }))
      return { ok: true as const }
    },
  )

  function connectedOnly(code: string): void {
    if (hubs.link(code).state !== 'connected') throw hubAway()
  }

  async function ordered(code: string, order: HubOrder): Promise<HubOrderAnswer & { ok: true }> {
    const answer = await hubs.order(code, order)
    if (answer === null) throw hubAway()
    if (!answer.ok) throw new Failure('refused', answer.message)
    return answer
  }
}

function hubAway(): Failure {
  return new Failure('hub-away', 'the hub of the office is not connected now; try again when it is')
}

function checkWindows({ config }: OfficeNode, role: string, windows: readonly string[] | undefined): void {
  if (windows === undefined) return
  if (role !== 'display') throw new Failure('malformed', 'windows are for displays only', { field: 'windows' })
  const known = (config?.windows ?? []).map(({ id }) => id)
  const wrong = windows.find((id) => !known.includes(id))
  if (wrong === undefined) return
  throw new Failure('malformed', `${wrong} is no window; one of ${known.join(', ')}`, { field: 'windows' })
}
