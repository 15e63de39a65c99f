import { z } from 'zod'
import { keySchema } from '../term.ts'
import { eventKeys, refusalKinds, roleKeys, trackKeys } from '../vocabulary.ts'
import { Applicant } from './applicant.ts'
import type { FolderCommand } from './commands.ts'
import { CaseFile, CasePaper, DocumentCheck, FeeCheck, RegisteredLetter, SignatureRecord } from './dossier.ts'

const DateText = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const Short = z.string().min(1).max(200)
const Reference = z.string().max(500)
const Hash = z.string().regex(/^[0-9a-f]{64}$/)
const Fields = z.record(keySchema, z.union([z.string().max(2000), z.number(), z.boolean()]))
const Result = z.enum(['confirmed', 'not-confirmed', 'unreachable'])

const ActorData = z.strictObject({ id: Short, office: Short, unit: Short, roles: z.array(z.enum(roleKeys)) })

const system = { today: DateText, at: z.number() }
const contents = { ...system, actor: ActorData }
const staff = { ...contents, version: z.int().min(0) }

/** Every command on a folder as it travels from a hub to the server and is kept with the records. */
export const FolderCommandData = z.discriminatedUnion('type', [
  z.strictObject({
    ...staff,
    type: z.literal('start'),
    id: Short,
    office: Short,
    service: Short,
    entity: Short.nullable(),
    track: z.enum(trackKeys),
    day: DateText,
    grounds: z.array(keySchema).max(40).exactOptional(),
  }),
  z.strictObject({
    ...staff,
    type: z.literal('complete'),
    stage: keySchema,
    outcome: keySchema,
    fields: Fields.exactOptional(),
    officer: ActorData.exactOptional(),
    grounds: z.array(keySchema).max(40).exactOptional(),
    written: z.boolean().exactOptional(),
    parties: z.array(Short).max(40).exactOptional(),
    document: Hash.exactOptional(),
    on: DateText.exactOptional(),
    connected: z.boolean().exactOptional(),
  }),
  z.strictObject({
    ...staff,
    type: z.literal('sign'),
    stage: keySchema,
    outcome: keySchema,
    document: Hash.exactOptional(),
  }),
  z.strictObject({ ...staff, type: z.literal('reassign'), officer: ActorData, reason: z.string().max(500) }),
  z.strictObject({
    ...staff,
    type: z.literal('send-inquiry'),
    stage: keySchema,
    inquiry: keySchema,
    id: Short,
    text: z.string().max(2000).exactOptional(),
  }),
  z.strictObject({ ...staff, type: z.literal('close-inquiry'), id: Short }),
  z.strictObject({
    ...staff,
    type: z.literal('plan-event'),
    stage: keySchema,
    event: z.enum(eventKeys),
    date: DateText,
  }),
  z.strictObject({
    ...staff,
    type: z.literal('record-event'),
    stage: keySchema,
    event: z.enum(eventKeys),
    on: DateText.exactOptional(),
    means: Short.exactOptional(),
  }),
  z.strictObject({
    ...staff,
    type: z.literal('file-complaint'),
    to: z.enum(['administrative', 'court']),
    of: z.enum(refusalKinds),
    documents: z.array(Hash).max(100),
  }),
  z.strictObject({ ...staff, type: z.literal('decide-complaint'), result: z.enum(['dismissed', 'annulled']) }),
  z.strictObject({ ...staff, type: z.literal('abandon') }),
  z.strictObject({
    ...system,
    type: z.literal('confirm-awaited'),
    stage: keySchema,
    taken: z.boolean(),
    reference: Reference,
  }),
  z.strictObject({ ...system, type: z.literal('inquiry-received'), id: Short }),
  z.strictObject({ ...system, type: z.literal('inquiry-answered'), id: Short, result: Result }),
  z.strictObject({
    ...system,
    type: z.literal('notice-sent'),
    stage: keySchema,
    event: z.enum(eventKeys),
    means: Short,
  }),
  z.strictObject({ ...system, type: z.literal('tick') }),
  z.strictObject({
    ...contents,
    type: z.literal('came-from'),
    ticket: Short.nullable(),
    window: Short,
    servedSince: Short.nullable(),
  }),
  z.strictObject({ ...contents, type: z.literal('write-applicant'), applicant: Applicant }),
  z.strictObject({ ...contents, type: z.literal('check-document'), check: DocumentCheck }),
  z.strictObject({ ...contents, type: z.literal('add-file'), file: CaseFile }),
  z.strictObject({ ...contents, type: z.literal('remove-file'), hash: Hash }),
  z.strictObject({ ...contents, type: z.literal('add-note'), text: z.string().trim().min(1).max(2000) }),
  z.strictObject({ ...contents, type: z.literal('keep-paper'), paper: CasePaper }),
  z.strictObject({ ...contents, type: z.literal('keep-signature'), record: SignatureRecord }),
  z.strictObject({ ...contents, type: z.literal('write-letter'), letter: RegisteredLetter }),
  z.strictObject({ ...contents, type: z.literal('keep-fee-check'), fee: FeeCheck }),
]) satisfies z.ZodType<FolderCommand>
