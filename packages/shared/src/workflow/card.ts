import { z } from 'zod'
import { informationCardSchema } from './information.ts'
import { stageSchema } from './stage.ts'
import { keySchema, termSchema, textSchema } from './term.ts'
import { eventKeys, partyKeys, refusalKinds, roleKeys, trackKeys } from './vocabulary.ts'

/** Which people of an office stand behind a role: the job title and the unit. */
export const roleTitleSchema = z.strictObject({ title: textSchema, unit: keySchema })
export type RoleTitle = z.infer<typeof roleTitleSchema>

/**
 * An office's own job titles and units for a card's roles. What it leaves out stays as the card prints it.
 */
export const officeMappingSchema = z.strictObject({
  card: keySchema.or(z.string().regex(/^\d{3}$/)),
  office: z.string().min(1).max(40),
  units: z.record(keySchema, textSchema).default({}),
  roles: z.partialRecord(z.enum(roleKeys), roleTitleSchema).default({}),
})
export type OfficeMapping = z.infer<typeof officeMappingSchema>

export const groundSchema = z.strictObject({
  key: keySchema,
  /** As printed in the list, where it is numbered. */
  number: z.string().min(1).max(4).optional(),
  text: textSchema,
})
export type Ground = z.infer<typeof groundSchema>

/** Where a decision can be appealed and what happens then. */
export const appealSchema = z.strictObject({
  number: z.string().optional(),
  title: textSchema,
  text: textSchema,
  to: z.array(z.enum(['administrative', 'court'])).min(1),
  of: z.array(z.enum(refusalKinds)).min(1),
  /** The stage a successful complaint goes back to; left out where the card says nothing of it. */
  returnsTo: keySchema.optional(),
  /** What the new decision is made on. */
  decidedOn: z.enum(['earlier-documents', 'earlier-and-complaint-documents', 'not-stated']),
  /** Whether documents that prove the complaint have to come with it. */
  documentsRequired: z.boolean(),
})

/** When the same person may apply again. */
export const reapplicationSchema = z.strictObject({
  after: z.array(z.enum([...refusalKinds, 'cancellation'])).min(1),
  text: textSchema,
  /** Not before this long after the decision. Left out: at once, when the circumstances have changed. */
  notBefore: termSchema.optional(),
  /** What makes two applicants the same person. */
  matchedBy: z.array(z.enum(['document-number', 'name', 'birth-date'])).default([]),
  /** Ground of a refusal that applying too early is. It is offered, nothing is refused by itself. */
  ground: keySchema.optional(),
})

/** The whole service never takes longer than this, whatever the stages add up to. */
export const capSchema = z.strictObject({
  stage: keySchema,
  from: z.enum(eventKeys),
  limit: termSchema,
  tracks: z.array(z.enum(trackKeys)).min(1).optional(),
  printed: textSchema,
})

export const cardSchema = z.strictObject({
  /** The document's number, or a name of its own: `003`, `certificate`. */
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small Latin letters, digits and hyphens'),
  /** Goes up with every change. A case keeps the version it began with. */
  version: z.int().min(1),
  title: textSchema,
  approved: textSchema,
  signed: textSchema.optional(),
  /** What the applicant gets: a card that is made, or only a decision. */
  result: z.enum(['card', 'decision']),
  resultTitle: textSchema,
  units: z.record(keySchema, textSchema),
  roles: z.partialRecord(z.enum(roleKeys), roleTitleSchema),
  tracks: z.array(z.strictObject({ key: z.enum(trackKeys), title: textSchema, text: textSchema.optional() })).min(1),
  facts: z.array(z.strictObject({ key: keySchema, label: textSchema })).default([]),
  grounds: z.record(keySchema, z.array(groundSchema).min(1)).default({}),
  start: keySchema,
  stages: z.array(stageSchema).min(1).max(200),
  caps: z.array(capSchema).default([]),
  /** Rows the document numbers past: printed as not applicable, never done. */
  notApplicable: z.array(z.strictObject({ number: z.string(), text: textSchema })).default([]),
  appeal: appealSchema.optional(),
  note: z.strictObject({ number: z.string().optional(), title: textSchema, text: textSchema }).optional(),
  reapplication: z.array(reapplicationSchema).default([]),
  reminders: z
    .array(
      z.strictObject({
        key: keySchema,
        from: z.enum(eventKeys),
        /** Not sent any more once this has happened. */
        unless: z.enum(eventKeys),
        after: termSchema,
        who: z.enum(partyKeys),
        text: textSchema,
      }),
    )
    .default([]),
  information: informationCardSchema.optional(),
  /** Where the document is silent or contradicts itself: how it is read here. */
  readings: z.array(z.strictObject({ where: z.string().min(1), text: textSchema })).default([]),
})

/** A technology card: what is done with an application, by whom and by when. */
export type Card = z.infer<typeof cardSchema>
/** A card as it is written: what has a default may be left out. */
export type CardInput = z.input<typeof cardSchema>
