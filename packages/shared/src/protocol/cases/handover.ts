import { z } from 'zod'
import { CaseNumber } from './actions.ts'
import { CaseFile } from '../../workflow/folder/dossier.ts'

/**
 * `PUT /api/cases/:id/intake`, from a hub: an intake that is over, as the commands the hub accepted. The server decides
 * each anew, so nothing is believed that its own rules would refuse.
 */
export const CaseHandover = z.strictObject({
  id: CaseNumber,
  /** Of the hub. */
  office: z.string(),
  /** Of the card the intake was done by. Left out: the server's newest. */
  cardVersion: z.int().min(1).optional(),
  commands: z
    .array(z.strictObject({ id: z.uuid(), command: z.looseObject({ type: z.string() }) }))
    .min(1)
    .max(2000),
  files: z.array(CaseFile).max(200),
})
export type CaseHandover = z.infer<typeof CaseHandover>

/**
 * `needs-files`: send those with `PUT /api/cases/:id/intake/files/:hash` (raw bytes), then the handover again. `taken`:
 * the server owns the case, the hub erases it. `refused`: the hub keeps the draft and shows the reason to the clerk.
 */
export const CaseHandoverAnswer = z.discriminatedUnion('state', [
  z.strictObject({ state: z.literal('needs-files'), missing: z.array(z.string()) }),
  z.strictObject({ state: z.literal('taken'), version: z.int() }),
  z.strictObject({
    state: z.literal('refused'),
    code: z.string(),
    message: z.strictObject({ uk: z.string(), en: z.string() }),
    what: z.string().optional(),
  }),
])
export type CaseHandoverAnswer = z.infer<typeof CaseHandoverAnswer>

/** What a hub shows with every request it relays, for a few minutes: `authorization: Bearer`. */
export const CaseAccess = z.strictObject({ token: z.string(), expiresAt: z.number() })
export type CaseAccess = z.infer<typeof CaseAccess>
/** Header of a relayed request: login of the member of staff who is signed in at the desk. */
export const staffHeader = 'x-cherha-staff'

/** Applications that are still at a hub: how many, nobody's data. */
export const DraftCounts = z.strictObject({
  /** The intake goes on, or was left. */
  unfinished: z.int().min(0),
  /** The intake is over; they wait for the queue server. */
  waiting: z.int().min(0),
  /** The queue server did not take them. */
  refused: z.int().min(0),
  /** They cannot be read. */
  damaged: z.int().min(0),
  /** Office date of the oldest; null: there is none. */
  oldest: z.string().nullable(),
})
export type DraftCounts = z.infer<typeof DraftCounts>
