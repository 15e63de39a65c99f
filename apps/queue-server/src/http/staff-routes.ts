import { AdminStaff, Done, Id, NewPin, NewPost, NewStaff, type Post, type StaffConfig } from '@cherha/shared/protocol'
import { z } from 'zod'
import { hashPin } from '../accounts/staff-pin.ts'
import type { OfficeNode } from '../offices/office-node.ts'
import type { App } from './app.ts'
import { changeConfig } from './change-config.ts'
import { Failure } from './failure.ts'
import { officeOf } from './guard.ts'
import { journaled } from './journal.ts'
import { jsonChanges } from './json-changes.ts'
import type { HttpParts, StaffSecret } from './parts.ts'

const OfficeParams = z.strictObject({ code: z.string().max(10) })
const StaffParams = z.strictObject({ code: z.string().max(10), login: Id })
const done = { ok: true as const }

/** People who work at an office: in its configuration by name, in its secrets by the hash of their PIN. */
export function staffRoutes(app: App, parts: HttpParts): void {
  const { offices, stores } = parts

  app.get(
    '/api/admin/offices/:code/staff',
    { schema: { params: OfficeParams, response: { 200: AdminStaff } } },
    async (request) => {
      const office = officeOf(offices, request.params.code)
      const disabled = new Set((await stores.disabledStaff.list(office.code)).map(({ login }) => login))
      const withPin = new Set(office.secrets.staff.map(({ login }) => login))
      const staff = (office.config?.staff ?? []).map(({ login, name, role, post }) => ({
        login,
        name,
        role,
        post: post ?? null,
        hasPin: withPin.has(login),
        disabled: disabled.has(login),
      }))
      return { staff }
    },
  )

  app.post(
    '/api/admin/offices/:code/staff',
    { schema: { params: OfficeParams, body: NewStaff, response: { 200: Done } } },
    async (request) => {
      const office = officeOf(offices, request.params.code)
      const { login, name, role, pin, post } = request.body
      const { config, version } = office
      if (config === null) throw new Failure('unknown-office', 'the office has not been configured yet')
      if (config.staff.some((one) => one.login === login)) {
        throw new Failure('already-exists', `there is a ${login} at this office already`, { field: 'login' })
      }
      const secret = await hashPin(login, pin)
      const person = { login, name, role, ...(post === undefined ? {} : { post }) }
      const added = { ...config, staff: [...config.staff, person] }
      await changeConfig(parts, request, office, { config: added, version, apply: [] }, 'staff-added')
      await putPin(office, secret)
      return done
    },
  )

  app.post(
    '/api/admin/offices/:code/staff/:login/pin',
    { schema: { params: StaffParams, body: NewPin, response: { 200: Done } } },
    async (request) => {
      const { office, login } = staffOf(request.params)
      const secret = await hashPin(login, request.body.pin)
      const disabled = (await stores.disabledStaff.list(office.code)).some((one) => one.login === login)
      await journaled(parts, request, { action: 'staff-pin-set', office: office.code, detail: { login } }, async () => {
        if (disabled) await stores.disabledStaff.put(office.code, secret)
        else await putPin(office, secret)
      })
      return done
    },
  )

  app.post(
    '/api/admin/offices/:code/staff/:login/post',
    { schema: { params: StaffParams, body: NewPost, response: { 200: Done } } },
    async (request) => {
      const { office, login } = staffOf(request.params)
      const { post } = request.body
      const { config, version } = office
      if (config === null) throw new Failure('unknown-office', 'the office has not been configured yet')
      const staff = config.staff.map((one) => (one.login === login ? withPost(one, post) : one))
      if (jsonChanges(config.staff, staff).length === 0) return done
      const change = { config: { ...config, staff }, version, apply: [] }
      await changeConfig(parts, request, office, change, 'staff-post-changed')
      return done
    },
  )

  app.post(
    '/api/admin/offices/:code/staff/:login/disable',
    { schema: { params: StaffParams, response: { 200: Done } } },
    async (request) => {
      const { office, login } = staffOf(request.params)
      const secret = office.secrets.staff.find((one) => one.login === login)
      if (secret === undefined) return done
      await journaled(
        parts,
        request,
        { action: 'staff-disabled', office: office.code, detail: { login } },
        async () => {
          await stores.disabledStaff.put(office.code, secret)
          await office.changeSecrets((secrets) => ({
            ...secrets,
            staff: secrets.staff.filter((one) => one.login !== login),
          }))
        },
      )
      return done
    },
  )

  app.post(
    '/api/admin/offices/:code/staff/:login/enable',
    { schema: { params: StaffParams, response: { 200: Done } } },
    async (request) => {
      const { office, login } = staffOf(request.params)
      const secret = (await stores.disabledStaff.list(office.code)).find((one) => one.login === login)
      if (secret === undefined) return done
      await journaled(parts, request, { action: 'staff-enabled', office: office.code, detail: { login } }, async () => {
        await putPin(office, secret)
        await stores.disabledStaff.remove(office.code, login)
      })
      return done
    },
  )

  function staffOf({ code, login }: { code: string; login: string }): { office: OfficeNode; login: string } {
    const office = officeOf(offices, code)
    if (office.config?.staff.some((one) => one.login === login) !== true) {
      throw new Failure('unknown-staff', `there is no ${login} at this office`)
    }
    return { office, login }
  }
}

function withPost({ login, name, role }: StaffConfig, post: Post | null): StaffConfig {
  return { login, name, role, ...(post === null ? {} : { post }) }
}

async function putPin(office: OfficeNode, secret: StaffSecret): Promise<void> {
  await office.changeSecrets((secrets) => ({
    ...secrets,
    staff: [...secrets.staff.filter(({ login }) => login !== secret.login), { ...secret }],
  }))
}
