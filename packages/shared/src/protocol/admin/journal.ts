import { z } from 'zod'
import { Instant } from '../values.ts'
import { OfficeCode } from './office-code.ts'

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
