import { z } from 'zod'
import { Bilingual, Channel, DateText, Id, Instant } from '../values.ts'
import { BoardView, DeskState } from '../views.ts'
import { OfficeCode } from './office-code.ts'

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
  /** How many gave the mark 1, 2, 3, 4 and 5 on that day (I21). */
  feedback: z.array(z.int().min(0)).length(5).optional(),
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
  /** How many gave the mark 1, 2, 3, 4 and 5 in these days (I21). Left out by earlier servers. */
  feedback: z.array(z.int().min(0)).length(5).optional(),
  /** How many of each of them wrote a comment; its words stay at the hub. Left out by earlier servers. */
  comments: z.array(z.int().min(0)).length(5).optional(),
})
export type Statistics = z.infer<typeof Statistics>
