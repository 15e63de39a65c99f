import { z } from 'zod'
import { termSchema, textSchema } from '../../workflow/term.ts'
import { refusalKinds } from '../../workflow/vocabulary.ts'
import { DateText } from '../values.ts'

/** `GET /api/admin/case-reports`: `from` and `to` are included. Without an office: all the asker may see. */
export const CaseReportQuery = z.strictObject({
  office: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  card: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
    .optional(),
  from: DateText,
  to: DateText,
})
export type CaseReportQuery = z.infer<typeof CaseReportQuery>

const load = {
  /** Tasks that are open now. */
  open: z.int(),
  /** Of these: warned of, not yet late. */
  dueSoon: z.int(),
  overdue: z.int(),
}

/** Numbers only, nobody's data: what is open now, and what was done from `from` to `to`. */
export const CaseReport = z.strictObject({
  office: z.string().nullable(),
  from: z.string(),
  to: z.string(),
  today: z.string(),
  cards: z.array(
    z.strictObject({
      card: z.string(),
      title: textSchema,
      /** Cases that are open now; the others in the period. */
      open: z.int(),
      begun: z.int(),
      ended: z.int(),
      refused: z.int(),
    }),
  ),
  /** In the order of the card, stages nobody came to left out. */
  stages: z.array(
    z.strictObject({
      card: z.string(),
      stage: z.string(),
      number: z.string().nullable(),
      title: textSchema,
      ...load,
      /** How often it was completed in the period, and how many of these after the limit. */
      done: z.int(),
      late: z.int(),
      /** Working days from coming to it to its completion; null: never completed in the period. */
      days: z.strictObject({ average: z.number(), median: z.number(), longest: z.int() }).nullable(),
      /** What the card allows: the strictest term of the stage. */
      target: termSchema.nullable(),
      limit: termSchema.nullable(),
    }),
  ),
  /** `officer` null: nobody's yet, or of a role. */
  officers: z.array(
    z.strictObject({
      office: z.string(),
      unit: z.string(),
      unitTitle: textSchema.nullable(),
      officer: z.string().nullable(),
      name: z.string().nullable(),
      ...load,
    }),
  ),
  refusals: z.array(
    z.strictObject({
      card: z.string(),
      kind: z.enum(refusalKinds),
      ground: z.string(),
      number: z.string().nullable(),
      text: textSchema,
      count: z.int(),
    }),
  ),
})
export type CaseReport = z.infer<typeof CaseReport>
