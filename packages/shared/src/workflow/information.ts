import { z } from 'zod'
import { conditionsSchema, keySchema, termSchema, textSchema } from './term.ts'
import { eventKeys, partyKeys } from './vocabulary.ts'

/** A document the applicant brings, what is shown, what stays with the application and what goes back. */
export const requiredDocumentSchema = z.strictObject({
  key: keySchema,
  number: z.string().optional(),
  title: textSchema,
  /** Only for applicants of whom these hold. */
  when: conditionsSchema,
  originalShown: z.boolean().default(false),
  /** `certified-copy`: marked «Згідно з оригіналом», with signature, position, surname, initials and date. */
  attached: z.enum(['original', 'certified-copy', 'none']),
  originalReturned: z.boolean().default(false),
  /** The document itself does not say what is attached: read so. */
  note: textSchema.optional(),
})
export type RequiredDocument = z.infer<typeof requiredDocumentSchema>

/** By when (or how long before) the applicant has to apply. */
export const filingTermSchema = z.strictObject({
  key: keySchema,
  text: textSchema,
  when: conditionsSchema,
  from: z.enum(eventKeys),
  direction: z.enum(['after', 'before']).default('after'),
  limit: termSchema,
  /** The date field of a stage in which the clerk writes the day the term counts from. */
  field: keySchema.optional(),
  /** Ground of a refusal that a missed term is. It is offered, nothing is refused by itself. */
  ground: keySchema.optional(),
  /** Where the printed figure is known not to be today's practice. */
  note: textSchema.optional(),
})

/** A visit to somebody who cannot come: on what grounds, what the act says and who signs it. */
export const homeVisitSchema = z.strictObject({
  text: textSchema,
  grounds: z.array(textSchema).min(1),
  actFields: z
    .array(
      z.strictObject({
        key: keySchema,
        label: textSchema,
        /** The field of an outcome in which it is written down; left out: filled in by hand, or known otherwise. */
        field: keySchema.optional(),
      }),
    )
    .min(1),
  signers: z.array(z.strictObject({ party: z.enum([...partyKeys, 'employee']), when: conditionsSchema })).min(1),
})

/** A figure of the fee exactly as the document prints it. Figures that contradict each other all stand here. */
export const feeSchema = z.strictObject({
  key: keySchema,
  title: textSchema,
  amount: z.string().min(1),
  account: z
    .strictObject({
      iban: z.string().regex(/^UA\d{27}$/),
      recipient: z.string().optional(),
      recipientCode: z.string(),
      bank: z.string(),
      bankCode: z.string().optional(),
      purpose: z.string(),
    })
    .optional(),
})

/** The information card that goes with a technology card: what the applicant has to know. */
export const informationCardSchema = z.strictObject({
  approved: textSchema,
  provider: textSchema,
  address: textSchema,
  hours: textSchema,
  contacts: z.array(z.string().min(1)),
  laws: z.array(textSchema),
  /** Why the service can be asked for. A ground sets the facts that follow from it. */
  grounds: z.array(
    z.strictObject({ key: keySchema, number: z.string(), text: textSchema, sets: z.array(keySchema).default([]) }),
  ),
  documents: z.array(requiredDocumentSchema),
  copyMark: textSchema,
  whereToApply: textSchema,
  filing: z.array(filingTermSchema),
  duties: z.array(textSchema).default([]),
  homeVisit: homeVisitSchema.optional(),
  fees: z.array(feeSchema),
  feeNote: textSchema.optional(),
  /** What the applicant is asked to pay. */
  feePayment: textSchema,
  term: textSchema,
  results: z.array(textSchema),
  notes: z.array(z.strictObject({ mark: z.string(), text: textSchema })).default([]),
})
export type InformationCard = z.infer<typeof informationCardSchema>
