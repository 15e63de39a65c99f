import { z } from 'zod'
import { ServerView } from './answers.ts'
import { Post, PublicOffice } from './office.ts'
import { DisplayHealth, SoundSettings } from './sound.ts'
import { Bilingual, DateText, DocumentDigits, Id, Instant, StaffRole, TimeText } from './values.ts'

/** Why and until when the office is suspended. `until` is the return time once a lead has resumed it. */
export const SuspensionView = z.strictObject({
  reason: z.enum(['alert', 'power', 'other', 'outage']),
  since: Instant,
  until: Instant.nullable(),
})
export type SuspensionView = z.infer<typeof SuspensionView>

/** What a ticket printer says of itself. Of one that does not answer nothing is known, and that is said. */
export const PrinterCondition = z.strictObject({
  /** False: it takes tickets and answers no question, so that no paper looks like paper. */
  answers: z.boolean(),
  /** Null: it prints, as far as is known. */
  trouble: z.enum(['paper-out', 'cover-open', 'offline', 'error', 'unreachable']).nullable(),
  paperLow: z.boolean(),
})
export type PrinterCondition = z.infer<typeof PrinterCondition>

/** What has become of a ticket's paper. `unconfirmed`: it may be out, whole, half or not at all. */
export const PrintJob = z.strictObject({
  ticket: z.string(),
  date: DateText,
  status: z.enum(['queued', 'printing', 'printed', 'unconfirmed', 'failed']),
})
export type PrintJob = z.infer<typeof PrintJob>

/** The hub's own printer, and the newest of its jobs, oldest first: numbers only. */
export const PrintingView = PrinterCondition.extend({ jobs: z.array(PrintJob) })
export type PrintingView = z.infer<typeof PrintingView>

const NextEntry = z.strictObject({ ticket: z.string(), time: TimeText })

/** `GET /api/board`: numbers only, never a name (document 000 II.11). */
export const BoardView = z.strictObject({
  now: Instant,
  date: DateText.nullable(),
  suspended: SuspensionView.nullable(),
  called: z.array(
    z.strictObject({
      ticket: z.string(),
      window: Id,
      remainingSeconds: z.int().nullable(),
    }),
  ),
  serving: z.array(z.strictObject({ ticket: z.string(), window: Id })),
  next: z.array(NextEntry),
  freePlaces: z.strictObject({ total: z.int(), byService: z.record(Id, z.int()) }),
})
export type BoardView = z.infer<typeof BoardView>

/** A call as a display gets it. A recall raises `recalls` and keeps `call`. */
export const CallView = z.strictObject({
  call: z.string(),
  ticket: z.string(),
  window: Id,
  announced: z.boolean(),
  recalls: z.int(),
  /** Whole seconds until the no-show; null until the announcement is confirmed or while the clock is paused. */
  remainingSeconds: z.int().nullable(),
  language: z.enum(['uk', 'en']),
})
export type CallView = z.infer<typeof CallView>

export const DisplayView = z.strictObject({
  kind: z.literal('display'),
  office: PublicOffice,
  board: BoardView,
  /** Calls of the windows this display serves, oldest first. */
  calls: z.array(CallView),
  /** More than three calls waiting: speak the short form (A rule). */
  shortForm: z.boolean(),
  /** False outside the open day: nothing is called. */
  dayOpen: z.boolean(),
  /** A break of the opening hours is under way; left out: there is none. */
  lunch: z.strictObject({ until: TimeText }).optional(),
  /** How loud this display is; left out: as loud as it can. */
  sound: SoundSettings.optional(),
  /** Another number than before: speak the test sentence. */
  soundTest: z.int().optional(),
})
export type DisplayView = z.infer<typeof DisplayView>

export const TerminalView = z.strictObject({
  kind: z.literal('terminal'),
  now: Instant,
  office: PublicOffice,
  date: DateText.nullable(),
  dayOpen: z.boolean(),
  suspended: SuspensionView.nullable(),
  services: z.array(
    z.strictObject({
      id: Id,
      freeToday: z.int(),
      nearestToday: TimeText.nullable(),
      /** Nearest free place of a later day, and the last date of the horizon with a free place. */
      nextDay: z.strictObject({ date: DateText, time: TimeText }).nullable(),
      lastDate: DateText.nullable(),
    }),
  ),
  priorityCategories: z.array(z.strictObject({ code: Id, title: Bilingual })),
  printer: z.enum(['ok', 'failed', 'none']),
  /** Absent: the hub drives no printer. While its `trouble` is known nobody is registered here (P7). */
  printing: PrintingView.optional(),
})
export type TerminalView = z.infer<typeof TerminalView>

export const DeskTicket = z.strictObject({
  number: z.string(),
  service: Id,
  time: TimeText,
  /** Called before the printed time: a no-show returns the ticket. */
  early: z.boolean(),
  call: z.string(),
  shown: z.boolean(),
  announced: z.boolean(),
  /** The clerk may confirm that the call was made by voice. */
  voiceAllowed: z.boolean(),
  recallsLeft: z.int(),
  /** Whole seconds until a recall is accepted; 0 when it is now. */
  recallInSeconds: z.int(),
  remainingSeconds: z.int().nullable(),
  /** When service began; only in serving. */
  since: Instant.nullable(),
  /** Only in serving. */
  person: z
    .strictObject({
      surname: z.string(),
      givenName: z.string(),
      patronymic: z.string().nullable(),
      guardian: z.string().nullable(),
    })
    .optional(),
  /** Only in serving, of a visitor who booked online and gave no name: the last four digits of the document. */
  document: z.strictObject({ digits: DocumentDigits, guardian: z.string().nullable() }).optional(),
  priority: Id.nullable(),
})
export type DeskTicket = z.infer<typeof DeskTicket>

export const DeskState = z.enum(['closed', 'open', 'called', 'serving', 'outside-queue'])

/** `GET /api/desk` and the view of a desk's socket. */
export const DeskView = z.strictObject({
  kind: z.literal('desk'),
  now: Instant,
  office: PublicOffice,
  dayOpen: z.boolean(),
  /** `post`: works in applications too. */
  staff: z.strictObject({ login: Id, name: z.string(), role: StaffRole, post: Post.optional() }),
  window: Id.nullable(),
  state: DeskState,
  ticket: DeskTicket.nullable(),
  held: z.strictObject({ number: z.string(), service: Id, time: TimeText }).nullable(),
  /** Waiting tickets of this window's services, per service. */
  waiting: z.record(Id, z.int()),
  /** Those of them whose time has come. */
  due: z.record(Id, z.int()),
  next: z.array(NextEntry),
  /** The clerk's own day, at whatever windows; minutes of service on average. */
  tally: z.strictObject({
    finished: z.int(),
    noShow: z.int(),
    mismatch: z.int(),
    averageMinutes: z.int().min(0).nullable(),
  }),
  lastEnded: z
    .strictObject({
      number: z.string(),
      end: z.enum(['finished', 'no-show', 'mismatch', 'returned', 'transferred']),
      at: Instant,
    })
    .nullable(),
  /** Windows of the office, and whether somebody works at them: for opening and for transfers. */
  windows: z.array(
    z.strictObject({
      id: Id,
      label: z.string(),
      services: z.array(Id),
      open: z.boolean(),
      mine: z.boolean(),
    }),
  ),
  /** Free current places per service: a transfer needs one. */
  freePlaces: z.record(Id, z.int()),
  /** Windows whose clerks ask the other desks for help (Q45). */
  help: z.array(z.strictObject({ window: Id, label: z.string(), since: Instant, mine: z.boolean() })),
  suspended: SuspensionView.nullable(),
  /** Things only a lead can settle. */
  clockStepMs: z.int().nullable(),
  dayToConfirm: DateText.nullable(),
  /** The connection to the queue server; absent: nobody looks after one. */
  server: ServerView.optional(),
  /** Displays that have told how their sound is; absent: nobody asks them. */
  displays: z.array(DisplayHealth).optional(),
  /** Connected displays that show the calls of this window (A2); absent: an older hub. */
  windowDisplays: z.array(Id).optional(),
  /** Terminals of the office, and whether each is connected; absent: an older hub. */
  terminals: z.array(z.strictObject({ id: Id, connected: z.boolean() })).optional(),
  /** The ticket printer; its jobs are those of the ticket at this window. Absent: the hub drives none. */
  printing: PrintingView.optional(),
})
export type DeskView = z.infer<typeof DeskView>

export const View = z.discriminatedUnion('kind', [TerminalView, DisplayView, DeskView])
export type View = z.infer<typeof View>

export const PlanPlaceView = z.strictObject({
  number: z.string(),
  service: Id,
  time: TimeText,
  lane: z.int(),
  channel: z.enum(['online', 'terminal', 'current']),
  added: z.boolean(),
  state: z.enum(['free', 'sold', 'expired', 'withdrawn', 'freed', 'withheld']),
})
export type PlanPlaceView = z.infer<typeof PlanPlaceView>
