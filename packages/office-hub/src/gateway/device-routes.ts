import { DeviceReport, SessionRequest, type DevicesBody, type StaffCheckAnswer } from '@cherha/shared/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Device } from '../credentials/devices.ts'
import type { Engine } from '../engine/engine.ts'
import { Failure } from './failure.ts'
import { parse } from './parse.ts'
import { callerOf, staffOf } from './request-caller.ts'

export interface DeviceRouteParts {
  readonly engine: Engine
  readonly credentials: Credentials
  readonly clock: HubClock
}

/** What concerns the devices themselves: who may leave a locked screen, and how the programs on them are. */
export function deviceRoutes(server: FastifyInstance, { engine, credentials, clock }: DeviceRouteParts): void {
  const asDevice = { onRequest: async (request: FastifyRequest) => void deviceOf(request) }

  server.post('/api/staff-check', asDevice, async (request): Promise<StaffCheckAnswer> => {
    const { login, pin } = parse(SessionRequest, request.body)
    const check = await credentials.checkPin(login, pin, clock.now().at)
    if (check === 'locked') throw new Failure('pin-locked', 'too many wrong PINs; try again in 15 minutes')
    const staff = engine.state.config?.staff.find((member) => member.login === login)
    if (check === 'wrong' || !staff) throw new Failure('wrong-pin', 'the login or the PIN is wrong')
    return { role: staff.role }
  })

  server.post('/api/device-report', asDevice, async (request, reply) => {
    credentials.keepReport(deviceOf(request).id, parse(DeviceReport, request.body), clock.now().at)
    return reply.code(204).send()
  })

  server.get('/api/devices', async (request): Promise<DevicesBody> => {
    if (staffOf(request).staff.role === 'clerk') throw new Failure('forbidden', 'a lead or an auditor reads this')
    return {
      devices: credentials.devices().map(({ id, role }) => {
        const kept = credentials.reportOf(id)
        const { crashes = 0, hangs = 0, version = '' } = kept ?? {}
        return {
          id,
          role,
          report: kept && { at: new Date(kept.at).toISOString(), crashes, hangs, version },
        }
      }),
    }
  })
}

function deviceOf(request: FastifyRequest): Device {
  const caller = callerOf(request)
  if (caller.kind !== 'device') throw new Failure('forbidden', 'only a device may ask this')
  return caller.device
}
