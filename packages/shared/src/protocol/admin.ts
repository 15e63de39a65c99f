import { z } from 'zod'
import { HubStatus } from './hub-link.ts'
import { OfficeConfig, OfficeKind } from './office.ts'
import { Bilingual, Channel, DateText, DeviceRole, Id, Instant, StaffRole, TimeText } from './values.ts'
import { BoardView, DeskState } from './views.ts'

/*
 * What the queue server's HTTP interface takes and answers: the public routes and the administrator's. Every moment is
 * a text with its offset (`Instant`) unless it says otherwise. Writes carry the header `x-csrf-token`.
 */

/** The four roles of people who work with the server. Only `office-lead` belongs to one office. */
export const AdminRole = z.enum(['administrator', 'office-lead', 'auditor', 'service-operator'])
export type AdminRole = z.infer<typeof AdminRole>

/** What one may want to do in the console. Which role may is decided by the server alone. */
export const AdminRight = z.enum([
  'add-office',
  'change-office',
  'cancel-day',
  'see-staff',
  'change-staff',
  'devices',
  'see-hubs',
  'change-hubs',
  'reports',
  'journal',
  'change-calendar',
  'accounts',
])
export type AdminRight = z.infer<typeof AdminRight>

const OfficeCode = z.string().regex(/^\d{4}$/, 'four digits')

/** Every error of the server. `field`: the part of the body that is wrong. */
export const ServerError = z.strictObject({
  error: z.strictObject({ code: z.string(), message: z.string(), field: z.string().optional() }),
})
export type ServerError = z.infer<typeof ServerError>

/** The answer of a write that has nothing to tell. */
export const Done = z.strictObject({ ok: z.literal(true) })
export type Done = z.infer<typeof Done>

// Public ---------------------------------------------------------------------------------------------------------

/** `GET /api/offices`. `board.age`: seconds since the office's last event or contact; null: none yet. */
export const PublicOffices = z.strictObject({
  offices: z.array(
    z.strictObject({
      code: OfficeCode,
      name: Bilingual,
      address: Bilingual,
      services: z.array(z.strictObject({ id: Id, letter: z.string(), title: Bilingual })),
      board: z.strictObject({ age: z.int().min(0).nullable() }),
    }),
  ),
})
export type PublicOffices = z.infer<typeof PublicOffices>

/** `GET /api/offices/:code/board`. Numbers and windows only. `board` is null until the office has sent something. */
export const PublicBoard = z.strictObject({
  office: OfficeCode,
  /** Server time. */
  at: Instant,
  ageSeconds: z.int().min(0).nullable(),
  connected: z.boolean(),
  board: BoardView.nullable(),
})
export type PublicBoard = z.infer<typeof PublicBoard>

/** `GET /health`. */
export const ServerHealth = z.strictObject({
  ok: z.boolean(),
  version: z.string(),
  at: Instant,
  database: z.enum(['ok', 'away']),
  /** `ahead`: at the start it was far beyond the newest record, and no hub has told a newer one since. */
  clock: z.enum(['ok', 'ahead']),
  offices: z.int().min(0),
  hubs: z.strictObject({ connected: z.int().min(0), diverged: z.int().min(0) }),
})
export type ServerHealth = z.infer<typeof ServerHealth>

// Session --------------------------------------------------------------------------------------------------------

/** `POST /api/admin/login`. `totp` is asked of accounts that have one (administrators always). */
export const LoginRequest = z.strictObject({
  login: Id,
  password: z.string().min(1).max(200),
  totp: z
    .string()
    .regex(/^\d{6}$/, 'six digits')
    .optional(),
})
export type LoginRequest = z.infer<typeof LoginRequest>

/** `GET /api/admin/me`. `office`: the one office of an office lead. `csrf`: goes into `x-csrf-token` of every write. */
export const Me = z.strictObject({
  login: Id,
  name: z.string(),
  role: AdminRole,
  office: OfficeCode.nullable(),
  /** What the role may do: the console offers nothing else. The server decides again at every request. */
  may: z.array(AdminRight),
  csrf: z.string(),
})
export type Me = z.infer<typeof Me>

export const LoginAnswer = z.strictObject({ me: Me })
export type LoginAnswer = z.infer<typeof LoginAnswer>

// Offices --------------------------------------------------------------------------------------------------------

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

// Staff ----------------------------------------------------------------------------------------------------------

export const StaffPin = z.string().regex(/^\d{4,12}$/, '4 to 12 digits')

/** `GET …/staff`. */
export const AdminStaff = z.strictObject({
  staff: z.array(
    z.strictObject({
      login: Id,
      name: z.string(),
      role: StaffRole,
      /** False: no PIN has been set, or the account is disabled; nobody can sign in with it. */
      hasPin: z.boolean(),
      disabled: z.boolean(),
    }),
  ),
})
export type AdminStaff = z.infer<typeof AdminStaff>

/** `POST …/staff`. */
export const NewStaff = z.strictObject({
  login: Id,
  name: z.string().trim().min(1).max(80),
  role: StaffRole,
  pin: StaffPin,
})
export type NewStaff = z.infer<typeof NewStaff>

/** `POST …/staff/:login/pin`. */
export const NewPin = z.strictObject({ pin: StaffPin })
export type NewPin = z.infer<typeof NewPin>

// Devices and hubs -----------------------------------------------------------------------------------------------

/** `GET …/devices`. `status` is what the hub said last, `ageSeconds` ago. */
export const AdminDevices = z.strictObject({
  connected: z.boolean(),
  status: HubStatus.nullable(),
  ageSeconds: z.int().min(0).nullable(),
})
export type AdminDevices = z.infer<typeof AdminDevices>

/** `POST …/devices/pairing-code`; 409 `hub-away` when the hub is not connected. */
export const PairingCodeRequest = z.strictObject({
  role: DeviceRole,
  id: Id.optional(),
  windows: z.array(Id).min(1).max(50).optional(),
})
export type PairingCodeRequest = z.infer<typeof PairingCodeRequest>

export const PairingCodeAnswer = z.strictObject({ code: z.string(), id: z.string(), expiresAt: Instant })
export type PairingCodeAnswer = z.infer<typeof PairingCodeAnswer>

/** `GET …/hubs`. */
export const AdminHubs = z.strictObject({
  hubs: z.array(
    z.strictObject({
      id: z.uuid(),
      state: z.enum(['connected', 'away', 'never', 'diverged', 'revoked']),
      enrolledAt: Instant,
      revokedAt: Instant.nullable(),
      lastContact: Instant.nullable(),
      version: z.string().nullable(),
      epoch: z.int().min(0),
      /** What is wrong with its log, in one sentence. */
      divergence: z.string().nullable(),
    }),
  ),
})
export type AdminHubs = z.infer<typeof AdminHubs>

/** `POST …/hubs/enrolment-code`. `restore`: for a replacement that starts from the server's copy. */
export const EnrolmentCodeRequest = z.strictObject({ restore: z.boolean() })
export type EnrolmentCodeRequest = z.infer<typeof EnrolmentCodeRequest>

export const EnrolmentCodeAnswer = z.strictObject({ code: z.string(), expiresAt: Instant })
export type EnrolmentCodeAnswer = z.infer<typeof EnrolmentCodeAnswer>

// Journal --------------------------------------------------------------------------------------------------------

/** `GET /api/admin/journal`. `before`: entries with a lower number, newest first. */
export const JournalQuery = z.strictObject({
  office: OfficeCode.optional(),
  q: z.string().trim().max(100).optional(),
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})
export type JournalQuery = z.infer<typeof JournalQuery>

export const JournalEntry = z.strictObject({
  seq: z.int().min(1),
  at: Instant,
  /** Login of an account, or `server` / `cli`. */
  who: z.string(),
  office: OfficeCode.nullable(),
  /** Code of what was done, for example `config-changed`. */
  action: z.string(),
  /** What changed; never a name of a visitor, a PIN or a key. */
  detail: z.record(z.string(), z.json()),
})
export type JournalEntry = z.infer<typeof JournalEntry>

export const JournalAnswer = z.strictObject({ entries: z.array(JournalEntry) })
export type JournalAnswer = z.infer<typeof JournalAnswer>

// Reports --------------------------------------------------------------------------------------------------------

/** `GET …/live`: the office as its hub last told it. */
export const LiveView = z.strictObject({
  office: OfficeCode,
  at: Instant,
  connected: z.boolean(),
  ageSeconds: z.int().min(0).nullable(),
  board: BoardView.nullable(),
  windows: z.array(
    z.strictObject({
      id: Id,
      label: z.string(),
      services: z.array(Id),
      state: DeskState,
      /** Login and name of who works there. */
      staff: z.strictObject({ login: z.string(), name: z.string() }).nullable(),
      ticket: z.string().nullable(),
      since: Instant.nullable(),
    }),
  ),
  counts: z.array(
    z.strictObject({
      service: Id,
      waiting: z.int().min(0),
      due: z.int().min(0),
      called: z.int().min(0),
      serving: z.int().min(0),
      finished: z.int().min(0),
      noShow: z.int().min(0),
      free: z.int().min(0),
    }),
  ),
  clock: z.strictObject({
    /** A step of the hub's clock nobody has accepted yet. */
    stepMs: z.number().nullable(),
    /** A date a lead has to confirm before the day opens. */
    dayToConfirm: DateText.nullable(),
  }),
})
export type LiveView = z.infer<typeof LiveView>

/** `GET …/report?date=`. */
export const ReportQuery = z.strictObject({ date: DateText })
export type ReportQuery = z.infer<typeof ReportQuery>

const Ends = z.strictObject({
  /** Every registration whose place was on that day. */
  registered: z.int().min(0),
  finished: z.int().min(0),
  noShow: z.int().min(0),
  mismatch: z.int().min(0),
  withdrawn: z.int().min(0),
  unserved: z.int().min(0),
  cancelledByOffice: z.int().min(0),
  /** Not ended yet. */
  open: z.int().min(0),
})

export const DayReport = z.strictObject({
  office: OfficeCode,
  date: DateText,
  state: z.enum(['none', 'published', 'open', 'closed', 'cancelled']),
  openedAt: Instant.nullable(),
  closedAt: Instant.nullable(),
  total: Ends,
  byService: z.array(z.strictObject({ service: Id, letter: z.string(), ...Ends.shape })),
  byChannel: z.array(z.strictObject({ channel: Channel, places: z.int().min(0), ...Ends.shape })),
  byWindow: z.array(
    z.strictObject({
      window: Id,
      served: z.int().min(0),
      /** Minutes of serving, whole. */
      servingMinutes: z.int().min(0),
      outsideQueue: z.int().min(0),
    }),
  ),
  /** Suspensions, clock steps, restarts of the hub and voice confirmations of the day. */
  incidents: z.array(z.strictObject({ at: Instant, type: z.string(), window: Id.nullable() })),
})
export type DayReport = z.infer<typeof DayReport>

/** `GET …/statistics?from=&to=`, both days included, at most 366; also of `statistics.csv`. */
export const StatisticsQuery = z.strictObject({ from: DateText, to: DateText })
export type StatisticsQuery = z.infer<typeof StatisticsQuery>

/** Seconds, over `count` visitors; null when there was none. */
export const Spread = z.strictObject({
  count: z.int().min(0),
  mean: z.number().nullable(),
  median: z.number().nullable(),
  p90: z.number().nullable(),
})
export type Spread = z.infer<typeof Spread>

const StatisticsRow = {
  registered: z.int().min(0),
  served: z.int().min(0),
  noShow: z.int().min(0),
  unserved: z.int().min(0),
  /** From the time on the ticket (a visitor who came earlier: from the presence) to the call. */
  waiting: Spread,
  serving: Spread,
}

export const Statistics = z.strictObject({
  office: OfficeCode,
  from: DateText,
  to: DateText,
  /** Days with at least one registration. */
  days: z.int().min(0),
  registered: z.int().min(0),
  served: z.int().min(0),
  waiting: Spread,
  serving: Spread,
  noShow: z.int().min(0),
  unserved: z.int().min(0),
  byService: z.array(
    z.strictObject({ service: Id, letter: z.string(), title: Bilingual.nullable(), ...StatisticsRow }),
  ),
  byChannel: z.array(z.strictObject({ channel: Channel, ...StatisticsRow })),
  /** Hour of the printed time, office time: 9 is 09:00–09:59. */
  byHour: z.array(z.strictObject({ hour: z.int().min(0).max(23), ...StatisticsRow })),
  byWindow: z.array(z.strictObject({ window: Id, label: z.string().nullable(), ...StatisticsRow })),
  /** Of those called: called at most 15 minutes after their time. `share` is 0…1, null when nobody was called. */
  withinQuarter: z.strictObject({
    called: z.int().min(0),
    within: z.int().min(0),
    share: z.number().min(0).max(1).nullable(),
  }),
})
export type Statistics = z.infer<typeof Statistics>

// Accounts -------------------------------------------------------------------------------------------------------

/** `GET /api/admin/accounts`. */
export const Accounts = z.strictObject({
  accounts: z.array(
    z.strictObject({
      login: Id,
      name: z.string(),
      role: AdminRole,
      office: OfficeCode.nullable(),
      totp: z.boolean(),
      disabled: z.boolean(),
      lockedUntil: Instant.nullable(),
      lastLogin: Instant.nullable(),
    }),
  ),
})
export type Accounts = z.infer<typeof Accounts>

/** `POST /api/admin/accounts`. `office`: of an office lead, and of nobody else. */
export const NewAccount = z
  .strictObject({
    login: Id,
    name: z.string().trim().min(1).max(80),
    role: AdminRole,
    office: OfficeCode.nullable().default(null),
  })
  .refine((account) => (account.role === 'office-lead') === (account.office !== null), {
    path: ['office'],
    message: 'an office lead has one office, every other role has none',
  })
export type NewAccount = z.infer<typeof NewAccount>

/** Answer of `POST …/accounts` and `POST …/accounts/:login/reset`: shown once, kept nowhere as it is. */
export const AccountSecrets = z.strictObject({
  login: Id,
  password: z.string(),
  /** Base32; the role has to give a code from it at every login. Null: the role needs none. */
  totpSecret: z.string().nullable(),
  otpauth: z.string().nullable(),
})
export type AccountSecrets = z.infer<typeof AccountSecrets>
