import { z } from 'zod'
import { conditionsSchema, deadlineSchema, keySchema, textSchema } from './term.ts'
import {
  connectorKeys,
  effectKeys,
  endKeys,
  eventKeys,
  fieldKinds,
  noticeMeans,
  paperKeys,
  partyKeys,
  refusalKinds,
  roleKeys,
} from './vocabulary.ts'

/** Something the stage writes down. A `yes-no` field sets the fact of the same key. */
export const fieldSchema = z.strictObject({
  key: keySchema,
  label: textSchema,
  kind: z.enum(fieldKinds),
  required: z.boolean().default(true),
  /** For `choice`. */
  options: z.array(z.strictObject({ key: keySchema, label: textSchema })).optional(),
  when: conditionsSchema,
})
export type Field = z.infer<typeof fieldSchema>

/** Who signs: people of a role, or a party. Two of a role are two different people. */
export const signerSchema = z.strictObject({
  role: z.enum(roleKeys).optional(),
  party: z.enum(partyKeys).optional(),
  count: z.int().min(1).max(9).default(1),
  how: z.enum(['by-hand', 'electronic']).default('by-hand'),
  /** May sign, need not. */
  optional: z.boolean().default(false),
  when: conditionsSchema,
})
export type Signer = z.infer<typeof signerSchema>

export const noticeSchema = z.strictObject({
  who: z.enum(partyKeys),
  /** Without `all`, one of these is enough. */
  by: z.array(z.enum(noticeMeans)).min(1),
  all: z.boolean().default(false),
  when: conditionsSchema,
})
export type Notice = z.infer<typeof noticeSchema>

/**
 * One way a stage can be completed. Where the case goes then is exactly one of: `to` (one or several stages, done
 * side by side), `end`, or `stay` (the stage stays open; `to` may open others beside it).
 */
export const outcomeSchema = z.strictObject({
  key: keySchema,
  title: textSchema,
  /** Offered only while these hold. */
  when: conditionsSchema,
  to: z.array(keySchema).default([]),
  end: z.enum(endKeys).optional(),
  stay: z.boolean().default(false),
  marks: z.array(z.enum(eventKeys)).default([]),
  /** Facts that are true from now on. */
  sets: z.array(keySchema).default([]),
  effects: z.array(z.enum(effectKeys)).default([]),
  refusal: z
    .strictObject({
      kind: z.enum(refusalKinds),
      /** The card's list of grounds to choose from; at least one is named. */
      grounds: keySchema,
      written: z.enum(['always', 'on-request']),
    })
    .optional(),
  fields: z.array(fieldSchema).default([]),
  papers: z.array(z.enum(paperKeys)).default([]),
  signers: z.array(signerSchema).default([]),
  notices: z.array(noticeSchema).default([]),
})
export type Outcome = z.infer<typeof outcomeSchema>

/** What can be asked of somebody else while a stage is open. */
export const inquirySchema = z.strictObject({
  key: keySchema,
  title: textSchema,
  connector: z.enum(connectorKeys),
  /** False: looked up at once, nobody is written to. */
  letter: z.boolean().default(true),
  when: conditionsSchema,
})
export type Inquiry = z.infer<typeof inquirySchema>

export const stageSchema = z.strictObject({
  key: keySchema,
  /** As printed; left out where the card has the step but no row for it. */
  number: z.string().min(1).max(6).optional(),
  title: textSchema,
  /** What is done, in plain words. */
  does: textSchema,
  /** Where it is done: at the window, by the service afterwards, or by somebody else (`performer`). */
  place: z.enum(['window', 'office', 'outside']).default('office'),
  /** Any of these may act; for `outside`, may record that it is done. */
  roles: z.array(z.enum(roleKeys)).min(1),
  performer: z.enum(partyKeys).optional(),
  /** Only the assigned officer (of the roles) acts. */
  assigned: z.boolean().default(false),
  /** Done only while these hold; otherwise the case goes on to `otherwise`. */
  when: conditionsSchema,
  /** Stages to go on to when `when` does not hold; empty: this branch is over. */
  otherwise: z.array(keySchema).default([]),
  /** Opens only when none of these is still open. */
  needs: z.array(keySchema).default([]),
  /** The stage is not done before this outside system has taken it (a draft waits for it). */
  awaits: z.enum(connectorKeys).optional(),
  inquiries: z.array(inquirySchema).default([]),
  fields: z.array(fieldSchema).default([]),
  deadlines: z.array(deadlineSchema).default([]),
  outcomes: z.array(outcomeSchema).min(1).max(40),
  /** Where the document says it, if not in the row of its number. */
  source: z.string().min(1).optional(),
})
export type Stage = z.infer<typeof stageSchema>
