import { z } from 'zod'
import { Applicant } from '../../workflow/folder/applicant.ts'
import { DocumentCheck } from '../../workflow/folder/dossier.ts'
import { keySchema } from '../../workflow/term.ts'
import { eventKeys, noticeMeans, paperKeys, partyKeys, refusalKinds, trackKeys } from '../../workflow/vocabulary.ts'
import { DateText, Id } from '../values.ts'

/** Number of a case: office, card, and at least six digits: `8036-004-000127`. Public, never a credential. */
export const CaseNumber = z.string().regex(/^\d{4}-[a-z0-9]+(?:-[a-z0-9]+)*-\d{6,9}$/, 'such as 8036-004-000127')

/** `POST /api/cases`: an intake begins, at the hub. Its ticket is the one the clerk's window is serving. */
export const StartCaseBody = z.strictObject({
  commandId: z.uuid(),
  service: Id,
  track: z.enum(trackKeys).default('standard'),
  /** Grounds of the information card, where it lists some. */
  grounds: z.array(keySchema).max(20).optional(),
})
export type StartCaseBody = z.infer<typeof StartCaseBody>
export const StartCaseAnswer = z.strictObject({ id: CaseNumber, version: z.int() })
export type StartCaseAnswer = z.infer<typeof StartCaseAnswer>

const FieldValue = z.union([z.string().max(2000), z.number(), z.boolean()])
const password = z.string().min(1).max(200).optional()

/** What comes with each action. */
export const caseActionData = {
  /** `password` of the actor's signing key, where the outcome is signed electronically and a server decides. */
  complete: z.strictObject({
    fields: z.record(keySchema, FieldValue).optional(),
    grounds: z.array(keySchema).max(40).optional(),
    written: z.boolean().optional(),
    parties: z.array(z.enum(partyKeys)).max(15).optional(),
    /** Login. */
    officer: Id.optional(),
    on: DateText.optional(),
    password,
  }),
  sign: z.strictObject({ password }),
  reassign: z.strictObject({ officer: Id, reason: z.string().trim().min(1).max(500) }),
  'send-inquiry': z.strictObject({ inquiry: keySchema, id: z.uuid(), text: z.string().trim().max(2000).optional() }),
  'close-inquiry': z.strictObject({ id: z.uuid() }),
  'plan-event': z.strictObject({ event: z.enum(eventKeys), date: DateText }),
  'record-event': z.strictObject({
    event: z.enum(eventKeys),
    on: DateText.optional(),
    means: z.enum(noticeMeans).optional(),
  }),
  'file-complaint': z.strictObject({
    to: z.enum(['administrative', 'court']),
    of: z.enum(refusalKinds),
    documents: z.array(z.string().regex(/^[0-9a-f]{64}$/)).max(40),
  }),
  'decide-complaint': z.strictObject({ result: z.enum(['dismissed', 'annulled']) }),
  abandon: z.strictObject({}),
  'write-applicant': z.strictObject({ applicant: Applicant }),
  'check-document': z.strictObject({ check: DocumentCheck }),
  'remove-file': z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) }),
  'add-note': z.strictObject({ text: z.string().trim().min(1).max(2000) }),
  /** Code of the receipt, as the applicant shows it. */
  'check-fee': z.strictObject({ code: z.string().trim().min(1).max(40) }),
  /** A line of the registered-letter journal: handed in, delivered. */
  'write-letter': z.strictObject({
    id: z.uuid(),
    to: z.enum(partyKeys),
    paper: z.enum(paperKeys),
    tracking: z.string().trim().min(4).max(40).nullable(),
    sentOn: DateText.nullable(),
    deliveredOn: DateText.nullable(),
  }),
} as const
export type CaseAction = keyof typeof caseActionData
export const caseActions = Object.keys(caseActionData) as readonly CaseAction[]

/** `POST /api/cases/:id/actions`. `data` is read with `caseActionData[action]`. */
export const CaseActionBody = z.strictObject({
  commandId: z.uuid(),
  /** Version of the case as the sender saw it. */
  version: z.int().min(0),
  action: z.enum(caseActions as [CaseAction, ...CaseAction[]]),
  stage: keySchema.optional(),
  outcome: keySchema.optional(),
  data: z.unknown().optional(),
})
export type CaseActionBody = z.infer<typeof CaseActionBody>

/** A refused action changes nothing; `changes` tells what happened since the sender's version. */
export const CaseActionAnswer = z.discriminatedUnion('ok', [
  z.strictObject({
    ok: z.literal(true),
    version: z.int(),
    fee: z.enum(['confirmed', 'not-confirmed', 'unreachable']).optional(),
  }),
  z.strictObject({
    ok: z.literal(false),
    refusal: z.strictObject({
      code: z.string(),
      message: z.strictObject({ uk: z.string(), en: z.string() }),
      what: z.string().optional(),
      version: z.int().optional(),
      changes: z
        .array(
          z.strictObject({
            on: z.string(),
            by: z.string().nullable(),
            text: z.strictObject({ uk: z.string(), en: z.string() }),
          }),
        )
        .optional(),
    }),
  }),
])
export type CaseActionAnswer = z.infer<typeof CaseActionAnswer>
