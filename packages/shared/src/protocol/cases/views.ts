import { z } from 'zod'
import { Applicant } from '../../workflow/folder/applicant.ts'
import {
  CaseFile,
  CasePaper,
  DocumentCheck,
  FeeCheck,
  RegisteredLetter,
  SignatureRecord,
} from '../../workflow/folder/dossier.ts'
import { fieldSchema, signerSchema } from '../../workflow/stage.ts'
import { groundSchema } from '../../workflow/card.ts'
import { textSchema } from '../../workflow/term.ts'
import { connectorKeys, refusalKinds } from '../../workflow/vocabulary.ts'
import { CaseNumber } from './actions.ts'

const Person = z.strictObject({ login: z.string(), name: z.string() })

/** One stop of the path diagram. Stages done side by side or at one visit may be drawn as one by the page. */
export const PathStopView = z.strictObject({
  key: z.string(),
  number: z.string().nullable(),
  title: textSchema,
  status: z.enum([
    'open',
    'awaiting',
    'done',
    'returned',
    'skipped',
    'cancelled',
    'waiting',
    'ahead',
    'not-applicable',
    'not-reached',
  ]),
  place: z.enum(['window', 'office', 'outside']),
  conditional: z.boolean(),
  doneOn: z.string().nullable(),
  by: z.string().nullable(),
  outcome: textSchema.nullable(),
  target: z.string().nullable(),
  limit: z.string().nullable(),
  overdue: z.boolean(),
  /** The term as the card prints it. */
  printed: textSchema.nullable(),
})
export type PathStopView = z.infer<typeof PathStopView>

/** One way the actor can complete (or sign) an open stage now. */
export const OutcomeOffer = z.strictObject({
  key: z.string(),
  title: textSchema,
  kind: z.enum(['complete', 'sign']),
  fields: z.array(fieldSchema),
  /** Grounds to name at least one of, where the outcome is a refusal. */
  grounds: z.array(groundSchema).nullable(),
  /** A refusal in writing: always, or when asked for. */
  written: z.enum(['always', 'on-request']).nullable(),
  /** Parties whose signature on paper is to be seen. */
  parties: z.array(signerSchema),
  /** Signed electronically: asks for the signing password, and which paper is signed. */
  signs: z.string().nullable(),
  assignsOfficer: z.boolean(),
  /** May be given for an earlier day. */
  asksDay: z.boolean(),
  /** The first day that may be given, where one is asked. */
  earliest: z.string().nullable(),
  /** The fields of the stage have to be filled in, too; a refusal, a correction and a step back do not ask for them. */
  asksStageFields: z.boolean(),
  /** Offered only while these yes-no fields of the stage are answered so. */
  requires: z.array(z.strictObject({ field: z.string(), value: z.boolean() })),
  /** Grounds the case itself points at: a term that was missed, documents that are not there. */
  suggestedGrounds: z.array(z.string()),
  /** Papers the outcome makes. */
  papers: z.array(z.string()),
  /** Why it cannot be taken now, though offered in principle; null: it can. */
  blocked: textSchema.nullable(),
})
export type OutcomeOffer = z.infer<typeof OutcomeOffer>

/** An open stage (or something still owed) as the actor may work on it. */
export const StageOffer = z.strictObject({
  stage: z.string(),
  number: z.string().nullable(),
  title: textSchema,
  does: textSchema,
  kind: z.enum(['stage', 'sign', 'record']),
  target: z.string().nullable(),
  limit: z.string().nullable(),
  daysLeft: z.int().nullable(),
  overdue: z.boolean(),
  fields: z.array(fieldSchema),
  outcomes: z.array(OutcomeOffer),
  /** What the fields begin with: what the form says already, what was written before, the signer's day and name. */
  prefill: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  inquiries: z.array(
    z.strictObject({ key: z.string(), title: textSchema, letter: z.boolean(), connector: z.enum(connectorKeys) }),
  ),
  /** Events to agree a day for, and to record (with the means still missing; empty: none asked). */
  plan: z.array(z.strictObject({ event: z.string(), title: textSchema, earliest: z.string() })),
  record: z.array(z.strictObject({ event: z.string(), title: textSchema, means: z.array(z.string()) })),
})
export type StageOffer = z.infer<typeof StageOffer>

/** A sentence above the case, and a quieter second one. */
export const CaseAlert = z.strictObject({
  level: z.enum(['warning', 'overdue']),
  text: textSchema,
  detail: textSchema,
})
export type CaseAlert = z.infer<typeof CaseAlert>

export const TimelineLine = z.strictObject({
  /** Ms since 1970. */
  at: z.number(),
  text: textSchema,
  /** Quiet second line: who, or how. */
  detail: textSchema.nullable(),
})
export type TimelineLine = z.infer<typeof TimelineLine>

/** `GET /api/cases/:id`: the case as this member of staff sees it. A draft is answered by the hub, a case by the server. */
export const CaseView = z.strictObject({
  id: CaseNumber,
  version: z.int(),
  status: z.enum(['draft', 'open', 'ended']),
  end: z.string().nullable(),
  card: z.strictObject({ id: z.string(), version: z.int(), title: textSchema, result: z.enum(['card', 'decision']) }),
  office: z.string(),
  service: z.string(),
  entity: z.string().nullable(),
  track: z.string(),
  day: z.string(),
  today: z.string(),
  officer: Person.nullable(),
  applicant: Applicant.nullable(),
  from: z
    .strictObject({ ticket: z.string().nullable(), window: z.string(), servedSince: z.string().nullable() })
    .nullable(),
  /** Days above the path: when accepted; decided, or to be decided by; the last day of the whole. Null: there is none. */
  terms: z.strictObject({
    accepted: z.string().nullable(),
    decision: z.string().nullable(),
    result: z.string().nullable(),
  }),
  /** What threatens a term, in one sentence; null: nothing. */
  risk: CaseAlert.nullable(),
  /** What else is to be known before deciding: applied too late, refused before. Nothing is refused by itself. */
  alerts: z.array(CaseAlert),
  /** How the card is read where its document is silent or contradicts itself, and what its terms cannot hold (W95). */
  reading: z
    .strictObject({
      warnings: z.array(textSchema),
      notes: z.array(z.strictObject({ where: z.string(), text: textSchema })),
    })
    .optional(),
  /** Facts of the case that are true: what conditions of fields and signers are read with (`outcomeNow`). */
  facts: z.array(z.string()),
  /** Refusals that can be complained of now, and to whom; null: none. */
  appeal: z
    .strictObject({
      to: z.array(z.enum(['administrative', 'court'])),
      of: z.array(z.enum(refusalKinds)),
      documentsRequired: z.boolean(),
      text: textSchema,
    })
    .nullable(),
  path: z.array(PathStopView),
  offers: z.array(StageOffer),
  /** Checklist of the information card with what was found; only lines that apply. */
  checklist: z.array(
    z.strictObject({
      document: z.string(),
      number: z.string().nullable(),
      title: textSchema,
      note: textSchema.nullable(),
      originalShown: z.boolean(),
      attached: z.enum(['original', 'certified-copy', 'none']),
      originalReturned: z.boolean(),
      check: DocumentCheck.nullable(),
      files: z.array(z.string()),
    }),
  ),
  /**
   * By when the applicant had to apply. A date from `inTimeFrom` on is in time today; `given` is what the clerk wrote
   * in the `field` of the stage. Late or not given: the ground is offered, nothing is refused by itself.
   */
  filing: z.array(
    z.strictObject({
      key: z.string(),
      text: textSchema,
      note: textSchema.nullable(),
      field: z.string().nullable(),
      given: z.string().nullable(),
      lastDay: z.string().nullable(),
      inTimeFrom: z.string(),
      status: z.enum(['in-time', 'late', 'not-given']),
      ground: groundSchema.nullable(),
    }),
  ),
  fees: z.array(FeeCheck),
  files: z.array(CaseFile.extend({ on: z.string(), by: z.string().nullable() })),
  papers: z.array(CasePaper.extend({ on: z.string(), title: textSchema, signed: z.int(), toSign: z.int() })),
  signatures: z.array(SignatureRecord),
  letters: z.array(RegisteredLetter),
  inquiries: z.array(
    z.strictObject({
      id: z.string(),
      stage: z.string(),
      title: textSchema,
      letter: z.boolean(),
      sentOn: z.string(),
      receivedOn: z.string().nullable(),
      due: z.string().nullable(),
      status: z.enum(['sent', 'answered', 'unanswered']),
      result: z.enum(['confirmed', 'not-confirmed', 'unreachable']).nullable(),
      overdue: z.boolean(),
      /** This person may go on without the answer now. */
      mayClose: z.boolean(),
    }),
  ),
  notes: z.array(z.strictObject({ at: z.number(), by: z.string().nullable(), text: z.string() })),
  timeline: z.array(TimelineLine),
  /** Whole-case actions this person has. */
  may: z.strictObject({
    reassign: z.boolean(),
    complain: z.boolean(),
    decideComplaint: z.boolean(),
    abandon: z.boolean(),
    note: z.boolean(),
    addFile: z.boolean(),
    writeApplicant: z.boolean(),
  }),
})
export type CaseView = z.infer<typeof CaseView>

/** `GET /api/tasks?scope=mine|unit&after=CURSOR&q=`: the most urgent first. */
export const TaskQuery = z.strictObject({
  scope: z.enum(['mine', 'unit']).default('mine'),
  after: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Case number, or beginning of the surname. */
  q: z.string().trim().max(80).optional(),
})
export type TaskQuery = z.infer<typeof TaskQuery>
export const TaskRow = z.strictObject({
  case: CaseNumber,
  kind: z.enum(['stage', 'sign', 'record', 'draft']),
  applicant: z.string(),
  card: z.string(),
  cardTitle: textSchema,
  stage: z.string(),
  number: z.string().nullable(),
  title: textSchema,
  since: z.string(),
  target: z.string().nullable(),
  limit: z.string().nullable(),
  daysLeft: z.int().nullable(),
  warned: z.boolean(),
  overdue: z.boolean(),
  officer: Person.nullable(),
  inquiries: z.int(),
})
export type TaskRow = z.infer<typeof TaskRow>
export const TaskPage = z.strictObject({
  tasks: z.array(TaskRow),
  total: z.int(),
  overdue: z.int(),
  dueToday: z.int(),
  next: z.string().nullable(),
  /** False: the queue server cannot be reached; only drafts of this hub are listed. */
  server: z.boolean(),
})
export type TaskPage = z.infer<typeof TaskPage>

/** `GET /api/distribution`: what waits for an officer, and a suggestion by load. */
export const DistributionView = z.strictObject({
  waiting: z.array(
    z.strictObject({
      case: CaseNumber,
      version: z.int(),
      stage: z.string(),
      outcome: z.string(),
      applicant: z.string(),
      card: z.string(),
      cardTitle: textSchema,
      since: z.string(),
      limit: z.string().nullable(),
      suggested: z.string().nullable(),
    }),
  ),
  officers: z.array(
    z.strictObject({ login: z.string(), name: z.string(), open: z.int(), dueSoon: z.int(), overdue: z.int() }),
  ),
})
export type DistributionView = z.infer<typeof DistributionView>
/** `POST /api/distribution`: one confirmation for all; each case answers for itself. */
export const DistributeBody = z.strictObject({
  commandId: z.uuid(),
  assignments: z
    .array(
      z.strictObject({
        case: CaseNumber,
        version: z.int(),
        stage: z.string(),
        outcome: z.string(),
        officer: z.string(),
      }),
    )
    .min(1)
    .max(200),
})
export type DistributeBody = z.infer<typeof DistributeBody>
export const DistributeAnswer = z.strictObject({
  assigned: z.array(CaseNumber),
  refused: z.array(z.strictObject({ case: CaseNumber, code: z.string(), message: textSchema })),
})
export type DistributeAnswer = z.infer<typeof DistributeAnswer>

/** `POST /api/status`. A wrong number, wrong digits and no such case answer the same, in the same time. */
export const StatusBody = z.strictObject({ case: z.string().trim().max(40), digits: z.string().regex(/^\d{4}$/) })
export type StatusBody = z.infer<typeof StatusBody>
export const StatusAnswer = z.strictObject({
  case: CaseNumber,
  service: textSchema,
  office: textSchema,
  /** Of the office that has the case, for whoever waits past the deadline. */
  phones: z.array(z.string()),
  phase: z.string(),
  stage: textSchema,
  now: z.array(textSchema),
  accepted: z.string().nullable(),
  deadline: z.string().nullable(),
  overdue: z.boolean(),
  expected: textSchema,
  visitOn: z.string().nullable(),
  appeal: textSchema.nullable(),
  /** The path in the applicant's words: done, now, ahead. */
  steps: z.array(
    z.strictObject({ title: textSchema, state: z.enum(['done', 'now', 'ahead']), on: z.string().nullable() }),
  ),
})
export type StatusAnswer = z.infer<typeof StatusAnswer>
