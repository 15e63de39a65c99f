import { z } from 'zod'
import { DraftCounts } from './cases/handover.ts'
import { DisplayHealth } from './sound.ts'
import { TerminalHealth } from './terminal-report.ts'
import { Bilingual, DateText, Id, Instant, Language, StaffRole } from './values.ts'
import type { RefusalCode } from './refusals.ts'

/** A refused command: a value with a reason code. Nothing has changed. */
export const RefusalBody = z.strictObject({
  code: z.string() as z.ZodType<RefusalCode>,
  message: Bilingual,
  /** The field of the command the refusal is about, where there is one. */
  field: z.string().optional(),
})
export type RefusalBody = z.infer<typeof RefusalBody>

/** Answer to `POST /api/commands` and to the socket event `command`. */
export const Answer = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), seq: z.int(), result: z.record(z.string(), z.unknown()) }),
  z.strictObject({ ok: z.literal(false), refusal: RefusalBody }),
])
export type Answer = z.infer<typeof Answer>

/** Answer to anything that never reached the rules: malformed, unauthorised, too large, too many. */
export const ErrorBody = z.strictObject({
  ok: z.literal(false),
  error: z.strictObject({
    code: z.string(),
    message: z.string(),
    field: z.string().optional(),
    /** The same for whoever is at the screen, where a person can do something about it. */
    text: Bilingual.optional(),
  }),
})
export type ErrorBody = z.infer<typeof ErrorBody>

/** `POST /api/print-sheet`: what a terminal asks for on paper. */
export const PrintSheetRequest = z.strictObject({
  service: Id,
  sheet: z.enum(['documents', 'fees']),
  language: Language,
})
export type PrintSheetRequest = z.infer<typeof PrintSheetRequest>
export const PrintSheetAnswer = z.strictObject({ ok: z.literal(true) })
export type PrintSheetAnswer = z.infer<typeof PrintSheetAnswer>

/** `POST /api/assistance`: who helps at this terminal from now on. */
export const AssistanceAnswer = z.strictObject({ login: Id, name: z.string() })
export type AssistanceAnswer = z.infer<typeof AssistanceAnswer>

/** `GET /api/feedback`: what visitors said of their visit, newest first; tied to nobody. */
export const FeedbackBody = z.strictObject({
  feedback: z.array(
    z.strictObject({
      date: DateText,
      rating: z.int(),
      /** null: none was given, or the key of its day has been erased. */
      comment: z.string().nullable(),
    }),
  ),
})
export type FeedbackBody = z.infer<typeof FeedbackBody>

export const SessionRequest = z.strictObject({ login: Id, pin: z.string().regex(/^\d{4,12}$/) })
export const SessionAnswer = z.strictObject({
  session: z.string(),
  staff: z.strictObject({ login: Id, role: StaffRole, name: z.string() }),
  windows: z.array(z.strictObject({ id: Id, label: z.string(), services: z.array(Id) })),
  expiresAt: z.string(),
})
export type SessionAnswer = z.infer<typeof SessionAnswer>

/** How the hub stands with the queue server. `none`: it belongs to none; `diverged`, `refused`: a person has to look. */
export const ServerView = z.strictObject({
  state: z.enum(['connected', 'away', 'none', 'diverged', 'refused']),
  /** When the server last said something; null: not since the hub started. A desk gets it only while there is none. */
  lastContact: Instant.nullable(),
  /** Events of the office that the server does not have yet, as far as the hub knows. */
  lagEvents: z.int().min(0),
})
export type ServerView = z.infer<typeof ServerView>

export const HealthBody = z.strictObject({
  ok: z.boolean(),
  epoch: z.int(),
  seq: z.int(),
  head: z.string(),
  day: z.string().nullable(),
  printer: z.enum(['ok', 'failed', 'none']),
  /** What its printer says of itself; left out where the hub drives none, and by earlier hubs. */
  printing: z.strictObject({ answers: z.boolean(), trouble: z.string().nullable(), paperLow: z.boolean() }).optional(),
  server: ServerView,
  /** Applications still at this hub; null: they cannot be opened. Left out by earlier hubs. */
  cases: DraftCounts.nullable().optional(),
  /** Displays that have told how their sound is. Left out by earlier hubs. */
  displays: z.array(DisplayHealth).optional(),
  /** Terminals that have told whether they can be heard. Left out by earlier hubs. */
  terminals: z.array(TerminalHealth).optional(),
})
export type HealthBody = z.infer<typeof HealthBody>
