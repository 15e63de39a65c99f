import { z } from 'zod'
import { keySchema } from '../term.ts'
import { paperKeys, partyKeys, roleKeys } from '../vocabulary.ts'
import { Applicant } from './applicant.ts'

const Hash = z.string().regex(/^[0-9a-f]{64}$/)

/** Formats a scan may have; told by the content, not by the name. */
export const fileTypes = ['application/pdf', 'image/jpeg', 'image/png', 'image/tiff'] as const
export const maxFileBytes = 10 * 1024 * 1024
export const maxFilesOfCase = 100
export const maxNotesOfCase = 500

/** A scan. Its bytes lie outside the log under `hash` (SHA-256 of them), sealed with the key of the case. */
export const CaseFile = z.strictObject({
  hash: Hash,
  name: z.string().trim().min(1).max(120),
  type: z.enum(fileTypes),
  bytes: z.int().min(1).max(maxFileBytes),
  /** Document of the information card it shows. */
  document: keySchema.nullable(),
  /** Stage it was added in. */
  stage: keySchema.nullable(),
  /** What a virus scanner said; `not-scanned` where the office has none. */
  scan: z.enum(['clean', 'not-scanned']),
})
export type CaseFile = z.infer<typeof CaseFile>

/** One line of the document checklist, as the clerk found it. */
export const DocumentCheck = z.strictObject({
  document: keySchema,
  /** The original was shown. */
  shown: z.boolean(),
  /** What stays with the application. A `certified-copy` bears «Згідно з оригіналом». */
  attached: z.enum(['original', 'certified-copy', 'none']),
  /** The original was given back. */
  returned: z.boolean(),
})
export type DocumentCheck = z.infer<typeof DocumentCheck>

/** What a payment check answered for a receipt code. */
export const FeeCheck = z.strictObject({
  id: z.uuid(),
  code: z.string().trim().min(1).max(40),
  result: z.enum(['confirmed', 'not-confirmed', 'unreachable']),
})
export type FeeCheck = z.infer<typeof FeeCheck>

/** A paper that was made: a PDF kept like a scan. */
export const CasePaper = z.strictObject({
  paper: z.enum(paperKeys),
  hash: Hash,
  stage: keySchema,
  /** How often the stage had been gone through. */
  visit: z.int().min(1),
  bytes: z.int().min(1),
})
export type CasePaper = z.infer<typeof CasePaper>

/**
 * A signature anybody can verify: over the canonical JSON of everything here but `signature`. Public key and signature
 * in base64.
 */
export const SignatureRecord = z.strictObject({
  case: z.string(),
  stage: keySchema,
  visit: z.int().min(1),
  outcome: keySchema,
  /** SHA-256 of the PDF that was signed. */
  document: Hash,
  signer: z.strictObject({
    login: z.string(),
    name: z.string(),
    title: z.string(),
    role: z.enum(roleKeys),
    office: z.string(),
  }),
  /** Server time, RFC 3339. */
  at: z.string(),
  algorithm: z.enum(['ed25519', 'dstu-4145']),
  publicKey: z.base64(),
  signature: z.base64(),
})
export type SignatureRecord = z.infer<typeof SignatureRecord>

/** A line of the registered-letter journal. */
export const RegisteredLetter = z.strictObject({
  id: z.uuid(),
  to: z.enum(partyKeys),
  paper: z.enum(paperKeys),
  /** Number of the post office's receipt; null until it is handed in. */
  tracking: z.string().trim().min(4).max(40).nullable(),
  sentOn: z.string().nullable(),
  deliveredOn: z.string().nullable(),
})
export type RegisteredLetter = z.infer<typeof RegisteredLetter>

const who = { on: z.string(), at: z.number(), by: z.string().nullable() }

/** What happens to the contents of a case beside its stages. `at`: ms since 1970, for the timeline only. */
export const DossierEvent = z.discriminatedUnion('type', [
  /** Where the application was taken: a ticket, or a visit outside the queue (null). */
  z.strictObject({
    ...who,
    type: z.literal('came-from'),
    ticket: z.string().nullable(),
    window: z.string(),
    servedSince: z.string().nullable(),
  }),
  z.strictObject({ ...who, type: z.literal('applicant-written'), applicant: Applicant }),
  z.strictObject({ ...who, type: z.literal('document-checked'), check: DocumentCheck }),
  z.strictObject({ ...who, type: z.literal('fee-checked'), fee: FeeCheck }),
  z.strictObject({ ...who, type: z.literal('file-added'), file: CaseFile }),
  z.strictObject({ ...who, type: z.literal('file-removed'), hash: Hash }),
  z.strictObject({ ...who, type: z.literal('note-added'), text: z.string() }),
  z.strictObject({ ...who, type: z.literal('paper-made'), paper: CasePaper }),
  z.strictObject({ ...who, type: z.literal('record-signed'), record: SignatureRecord }),
  z.strictObject({ ...who, type: z.literal('letter-written'), letter: RegisteredLetter }),
])
export type DossierEvent = z.infer<typeof DossierEvent>

/** The contents of a case. */
export interface Dossier {
  readonly from: { readonly ticket: string | null; readonly window: string; readonly servedSince: string | null } | null
  readonly applicant: Applicant | null
  readonly checks: Readonly<Record<string, DocumentCheck>>
  readonly fees: readonly FeeCheck[]
  readonly files: readonly (CaseFile & { readonly on: string; readonly by: string | null })[]
  readonly notes: readonly { readonly at: number; readonly by: string | null; readonly text: string }[]
  readonly papers: readonly (CasePaper & { readonly on: string })[]
  readonly signed: readonly SignatureRecord[]
  readonly letters: readonly RegisteredLetter[]
}
