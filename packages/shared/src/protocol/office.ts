import { z } from 'zod'
import { officeMappingSchema } from '../workflow/card.ts'
import { keySchema } from '../workflow/term.ts'
import { roleKeys } from '../workflow/vocabulary.ts'
import { SoundSettings } from './sound.ts'
import { Bilingual, DateText, DeviceRole, Id, StaffRole, TimeText } from './values.ts'

/** Opening intervals of one day, each `[from, to)` in office time. An empty list: closed. `to` may be `24:00`. */
export const Intervals = z.array(z.tuple([TimeText, z.union([TimeText, z.literal('24:00')])]))
export type Intervals = z.infer<typeof Intervals>

export const WeekHours = z.strictObject({
  mon: Intervals,
  tue: Intervals,
  wed: Intervals,
  thu: Intervals,
  fri: Intervals,
  sat: Intervals,
  sun: Intervals,
})
export type WeekHours = z.infer<typeof WeekHours>

/** Weights of the three channels (document 001, question 4: about a third each). */
export const Quotas = z
  .strictObject({
    online: z.int().min(0).max(100),
    terminal: z.int().min(0).max(100),
    current: z.int().min(0).max(100),
  })
  .refine((quotas) => quotas.online + quotas.terminal + quotas.current > 0, 'at least one weight must be above 0')
export type Quotas = z.infer<typeof Quotas>

export const ServiceConfig = z.strictObject({
  id: Id,
  /** Rule N1: one letter, unique in the office. */
  letter: z.string().regex(/^[АКРУМШТФЯЛДГСНХ]$/, 'one of А К Р У М Ш Т Ф Я Л Д Г С Н Х (rule N1)'),
  title: Bilingual,
  /** Short name for the board and the desk. */
  short: Bilingual,
  /** Length of a place in minutes. */
  minutes: z.int().min(1).max(240),
  /** Places at the same time. */
  lanes: z.int().min(1).max(20),
  /** Opening hours of this service where they differ from the office's. */
  hours: WeekHours.optional(),
  quotas: Quotas.optional(),
  /** Technology card of the service: with one, the desk opens an application for its visitors. */
  card: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .optional(),
})
export type ServiceConfig = z.infer<typeof ServiceConfig>

export const WindowConfig = z.strictObject({ id: Id, label: z.string().min(1).max(4), services: z.array(Id).min(1) })
export type WindowConfig = z.infer<typeof WindowConfig>

/** What somebody does in applications: unit and roles as the cards (or the office's mapping) name them. */
export const Post = z.strictObject({ unit: keySchema, title: Bilingual, roles: z.array(z.enum(roleKeys)).min(1) })
export type Post = z.infer<typeof Post>

export const StaffConfig = z.strictObject({
  login: Id,
  name: z.string().min(1).max(80),
  role: StaffRole,
  /** Left out: works with the queue only. */
  post: Post.optional(),
})
export type StaffConfig = z.infer<typeof StaffConfig>

export const DeviceConfig = z.strictObject({
  id: Id,
  role: DeviceRole,
  /** Displays: the windows whose calls it shows. Left out: all of them. */
  windows: z.array(Id).min(1).optional(),
  /** Displays without `windows`: it shows the windows that serve one of these services. */
  services: z.array(Id).min(1).optional(),
  /** Displays: their volume where it differs from the office's. */
  sound: SoundSettings.optional(),
})
export type DeviceConfig = z.infer<typeof DeviceConfig>

export const PriorityCategory = z.strictObject({ code: Id, title: Bilingual, enabled: z.boolean() })
export type PriorityCategory = z.infer<typeof PriorityCategory>

export const RuleSettings = z.strictObject({
  /** Q: no-show length in seconds; configurable only upward (document 000 II.13). */
  noShowSeconds: z.int().min(120).max(900).default(120),
  /** Minutes between the end of a suspension and the first call. */
  returnMinutes: z.int().min(0).max(120).default(10),
  /** Hub silence in minutes after which it starts suspended. */
  outageMinutes: z.int().min(1).max(60).default(5),
})
export type RuleSettings = z.infer<typeof RuleSettings>

const OfficeCode = z.string().regex(/^\d{4}$/, 'four digits')

/** What an office is: a territorial body, one of its units, or an authorised entity that works for one of them. */
export const OfficeKind = z.enum(['body', 'unit', 'authorised-entity'])
export type OfficeKind = z.infer<typeof OfficeKind>

/** Everything an administrator sets for one office. Credentials and keys are never part of it. */
export const OfficeConfig = z.strictObject({
  code: OfficeCode,
  /** Left out: a unit. The hub does not look at it. */
  kind: OfficeKind.optional(),
  /** Of an authorised entity, and of nothing else: the body or unit it works for. */
  servingOffice: OfficeCode.optional(),
  name: Bilingual,
  /** Short name for messages (document 000 II.7); left out: no place is sold online. */
  smsName: Bilingual.optional(),
  address: Bilingual,
  timeZone: z.string().min(1),
  phones: z.array(z.string().min(3).max(30)).min(1),
  shelter: Bilingual.optional(),
  hours: WeekHours,
  exceptions: z.array(z.strictObject({ date: DateText, intervals: Intervals })).default([]),
  quotas: Quotas.default({ online: 1, terminal: 1, current: 1 }),
  /** Channels that can sell here; a channel that cannot gives its weight to `current` (C rule). */
  channels: z.strictObject({ online: z.boolean(), terminal: z.boolean() }),
  /** Reception days open for advance registration, today not counted (document 000 III.3). */
  horizons: z
    .strictObject({ online: z.int().min(0).max(90), terminal: z.int().min(0).max(90) })
    .default({ online: 14, terminal: 35 }),
  services: z.array(ServiceConfig).min(1).max(15),
  windows: z.array(WindowConfig).min(1).max(50),
  staff: z.array(StaffConfig).min(1),
  devices: z.array(DeviceConfig).default([]),
  priorityCategories: z.array(PriorityCategory).default([]),
  rules: RuleSettings.default({ noShowSeconds: 120, returnMinutes: 10, outageMinutes: 5 }),
  /** The office's own units and job titles behind the roles of cards. */
  mappings: z.array(officeMappingSchema).max(20).optional(),
  /** The office's own messages in the bottom line of its displays, after the usual ones. */
  ticker: z.array(Bilingual).max(12).optional(),
  /** How loud its displays are. Left out: as loud as they can. */
  sound: SoundSettings.optional(),
})
export type OfficeConfig = z.infer<typeof OfficeConfig>

/** What `/api/office` and every view tell about the office; nothing in it is private. */
export const PublicOffice = z.strictObject({
  code: z.string(),
  name: Bilingual,
  address: Bilingual,
  timeZone: z.string(),
  phones: z.array(z.string()),
  shelter: Bilingual.nullable(),
  services: z.array(
    z.strictObject({
      id: Id,
      letter: z.string(),
      title: Bilingual,
      short: Bilingual,
      minutes: z.int(),
      /** Technology card of the service, where it has one. */
      card: z.string().optional(),
    }),
  ),
  /** One that is leaving (Q46) serves nothing any more. */
  windows: z.array(WindowConfig.extend({ services: z.array(Id) })),
  hours: WeekHours,
  noShowSeconds: z.int(),
  /** Left out: no messages of its own. */
  ticker: z.array(Bilingual).optional(),
})
export type PublicOffice = z.infer<typeof PublicOffice>
