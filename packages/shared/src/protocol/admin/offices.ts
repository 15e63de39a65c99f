import { z } from 'zod'
import { OfficeConfig, OfficeKind } from '../office.ts'
import { Bilingual, Channel, DateText, Id, Instant, TimeText } from '../values.ts'
import { OfficeCode } from './office-code.ts'

const HubState = z.enum(['connected', 'away', 'never', 'diverged'])

/** `GET /api/admin/offices`. `today` is null when nothing is open today. `lagEvents` is null when it is not known. */
export const AdminOffices = z.strictObject({
  offices: z.array(
    z.strictObject({
      code: OfficeCode,
      name: Bilingual,
      kind: OfficeKind,
      hub: z
        .strictObject({
          state: HubState,
          lastContact: Instant.nullable(),
          lagEvents: z.int().min(0).nullable(),
          version: z.string().nullable(),
          epoch: z.int().min(0),
        })
        .nullable(),
      today: z
        .strictObject({
          waiting: z.int().min(0),
          called: z.int().min(0),
          serving: z.int().min(0),
          finished: z.int().min(0),
          noShow: z.int().min(0),
          free: z.int().min(0),
        })
        .nullable(),
    }),
  ),
})
export type AdminOffices = z.infer<typeof AdminOffices>

const PerChannel = z.strictObject({
  online: z.int().min(0),
  terminal: z.int().min(0),
  current: z.int().min(0),
})

/** `GET /api/admin/offices/:code`. `version` counts the changes of the configuration. */
export const AdminOffice = z.strictObject({
  config: OfficeConfig,
  version: z.int().min(1),
  published: z.array(
    z.strictObject({
      date: DateText,
      state: z.enum(['published', 'acknowledged', 'closed', 'cancelled']),
      places: PerChannel,
      sold: PerChannel,
    }),
  ),
})
export type AdminOffice = z.infer<typeof AdminOffice>

/** `POST /api/admin/offices`. The configuration is checked like a file's, so its schema is `OfficeConfig`. */
export const NewOffice = z.strictObject({ config: OfficeConfig })
export type NewOffice = z.infer<typeof NewOffice>

/**
 * `PUT /api/admin/offices/:code/config`. `version`: the one that was read; another one now: 409 `version-changed`.
 * `apply.dates`: published days that follow the change; the others stay as they were published.
 */
export const ConfigChange = z.strictObject({
  config: OfficeConfig,
  version: z.int().min(1),
  apply: z.strictObject({ dates: z.array(DateText).max(200) }).default({ dates: [] }),
})
export type ConfigChange = z.infer<typeof ConfigChange>

export const ConfigChanged = z.strictObject({ version: z.int().min(1) })
export type ConfigChanged = z.infer<typeof ConfigChanged>

/** Body of 409 `version-changed`: who changed it meanwhile, and the paths that differ from what was sent. */
export const VersionChanged = z.strictObject({
  error: z.strictObject({
    code: z.literal('version-changed'),
    message: z.string(),
    version: z.int().min(1),
    by: z.string(),
    at: Instant,
    changed: z.array(z.string()),
  }),
})
export type VersionChanged = z.infer<typeof VersionChanged>

/** `POST …/preview`. The config may be wrong: then `problems` say where, and `days` is empty. */
export const PreviewRequest = z.strictObject({ config: z.unknown() })
export type PreviewRequest = z.infer<typeof PreviewRequest>

export const PreviewAnswer = z.strictObject({
  days: z.array(
    z.strictObject({
      date: DateText,
      published: z.boolean(),
      add: z.array(z.strictObject({ service: Id, time: TimeText, lane: z.int(), channel: Channel })),
      withdraw: z.array(
        z.strictObject({
          number: z.string(),
          service: Id,
          time: TimeText,
          channel: Channel,
          /** `request`: the office owns the place and answers when it is connected. */
          by: z.enum(['server', 'request']),
        }),
      ),
      /** Sold places that the new hours would not have: they stay. */
      keptSold: z.array(z.strictObject({ number: z.string(), service: Id, time: TimeText })),
      /** Whole sentences: coverage, N2, and the like. */
      warnings: z.array(z.string()),
    }),
  ),
  problems: z.array(z.strictObject({ path: z.string(), message: z.string() })),
})
export type PreviewAnswer = z.infer<typeof PreviewAnswer>

/** `POST …/days/:date/cancel` (rule C24). */
export const CancelDay = z.strictObject({ reason: z.enum(['closed-by-order', 'emergency', 'moved']) })
export type CancelDay = z.infer<typeof CancelDay>
