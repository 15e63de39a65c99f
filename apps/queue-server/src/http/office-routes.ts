import {
  AdminOffice,
  AdminOffices,
  CancelDay,
  ConfigChange,
  ConfigChanged,
  Done,
  NewOffice,
  PreviewAnswer,
  PreviewRequest,
} from '@cherha/shared/protocol'
import { z } from 'zod'
import type { App } from './app.ts'
import { changeConfig } from './change-config.ts'
import { checkedAmong, configOf } from './config-check.ts'
import { Failure } from './failure.ts'
import { mayUseOffice, officeOf, roleOf, whoAsks } from './guard.ts'
import { journaled } from './journal.ts'
import { officeRow } from './office-row.ts'
import type { HttpParts } from './parts.ts'
import { refusalFailure } from './refusal-failure.ts'

const OfficeParams = z.strictObject({ code: z.string().max(10) })
const DayParams = z.strictObject({ code: z.string().max(10), date: z.iso.date() })

/** Offices, their configuration and their days. */
export function officeRoutes(app: App, parts: HttpParts): void {
  const { offices } = parts

  app.get('/api/admin/offices', { schema: { response: { 200: AdminOffices } } }, async (request) => {
    const who = whoAsks(request)
    const own = offices.all().filter(({ code }) => mayUseOffice(who, code))
    return { offices: own.flatMap((office) => officeRow(office, parts) ?? []) }
  })

  app.post('/api/admin/offices', { schema: { body: NewOffice, response: { 200: ConfigChanged } } }, async (request) => {
    const config = configOf(request.body.config, offices)
    const { code } = config
    if (offices.get(code)?.config) {
      throw new Failure('already-exists', `there is an office ${code} already`, { field: 'config.code' })
    }
    const entry = { action: 'office-created', office: code, detail: { name: config.name.uk } }
    const office = await journaled(parts, request, entry, () => offices.create(config))
    if (office === null) {
      throw new Failure('already-exists', `there is an office ${code} already`, { field: 'config.code' })
    }
    return { version: office.version }
  })

  app.get(
    '/api/admin/offices/:code',
    { schema: { params: OfficeParams, response: { 200: AdminOffice } } },
    async (request) => {
      const office = officeOf(offices, request.params.code)
      const { config, version } = office
      if (config === null) throw new Failure('unknown-office', 'the office has not been configured yet')
      // who looks after devices sees the windows and logins, not people's names
      const shown =
        roleOf(request) === 'service-operator'
          ? { ...config, staff: config.staff.map((one) => ({ ...one, name: one.login })) }
          : config
      return {
        config: shown,
        version,
        published: office.published().map(({ date, state, places, sold }) => ({
          date,
          state,
          places: { ...places },
          sold: { ...sold },
        })),
      }
    },
  )

  app.put(
    '/api/admin/offices/:code/config',
    { schema: { params: OfficeParams, body: ConfigChange, response: { 200: ConfigChanged } } },
    async (request) => {
      const { code } = request.params
      const { config, version, apply } = request.body
      const checked = configOf(config, offices, code)
      return changeConfig(parts, request, officeOf(offices, code), {
        config: checked,
        version,
        apply: apply.dates,
      })
    },
  )

  app.post(
    '/api/admin/offices/:code/preview',
    { schema: { params: OfficeParams, body: PreviewRequest, response: { 200: PreviewAnswer } } },
    async (request) => {
      const office = officeOf(offices, request.params.code)
      const checked = checkedAmong(request.body.config, offices)
      if (!checked.ok) {
        return {
          days: [],
          problems: checked.problems.map(({ path, message }) => ({ path: path.join('.'), message })),
        }
      }
      const { days, problems } = office.preview(configOf(checked.config, offices, office.code))
      return {
        problems: problems.map(({ path, message }) => ({ path, message })),
        days: days.map(({ date, published, add, withdraw, keptSold, warnings }) => ({
          date,
          published,
          add: add.map(({ service, time, lane, channel }) => ({ service, time, lane, channel })),
          withdraw: withdraw.map(({ number, service, time, channel, by }) => ({ number, service, time, channel, by })),
          keptSold: keptSold.map(({ number, service, time }) => ({ number, service, time })),
          warnings: [...warnings],
        })),
      }
    },
  )

  app.post(
    '/api/admin/offices/:code/days/:date/cancel',
    { schema: { params: DayParams, body: CancelDay, response: { 200: Done } } },
    async (request) => {
      const { code, date } = request.params
      const { reason } = request.body
      const office = officeOf(offices, code)
      if (office.online.days[date]?.state === 'cancelled') return { ok: true as const }
      const entry = { action: 'day-cancelled', office: code, detail: { date, reason } }
      await journaled(parts, request, entry, async () => {
        const answer = await office.cancelDay(date, reason)
        if (!answer.ok) throw refusalFailure(answer.refusal)
      })
      return { ok: true as const }
    },
  )
}
