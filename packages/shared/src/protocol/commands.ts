import { z } from 'zod'
import { SilentReason } from './sound.ts'
import { CheckInCode, DateText, DocumentDigits, Id, Language, TicketText, TimeText } from './values.ts'

/** Names arrive as typed; the text rules (`text/names.ts`) normalise or refuse them at their field. */
export const PersonInput = z.strictObject({
  surname: z.string().max(200),
  givenName: z.string().max(200),
  patronymic: z.string().max(200).optional(),
})
export type PersonInput = z.infer<typeof PersonInput>

/** Parent's or guardian's data of a child (document 000 III.1): a phone or the last four document digits. */
export const GuardianInput = z.union([
  z.strictObject({ phone: z.string().max(30) }),
  z.strictObject({ documentDigits: DocumentDigits }),
])
export type GuardianInput = z.infer<typeof GuardianInput>

export const HoldReason = z.enum(['documents', 'payment', 'photo', 'copy', 'other'])
export const TransferReason = z.enum(['wrong-service', 'specialist', 'next-step', 'equipment'])
export const MismatchReason = z.enum(['name', 'document-digits', 'wrong-person', 'priority-unproven'])
export const SuspendReason = z.enum(['alert', 'power', 'other'])
export const PrintStatus = z.enum(['printed', 'failed', 'unconfirmed'])

/** Characters of a comment beside a mark (I18). */
export const commentLength = 300

const base = { commandId: z.uuid() }
const ticket = { ticket: TicketText, date: DateText.optional() }
const registration = {
  service: Id,
  person: PersonInput,
  guardian: GuardianInput.optional(),
  language: Language,
  session: z.uuid().optional(),
}

export const commandSchemas = {
  // terminal
  'register-current': z.strictObject({
    ...base,
    type: z.literal('register-current'),
    ...registration,
    time: TimeText.optional(),
    priority: Id.optional(),
  }),
  'register-advance': z.strictObject({
    ...base,
    type: z.literal('register-advance'),
    ...registration,
    date: DateText,
    time: TimeText,
  }),
  'check-in': z
    .strictObject({
      ...base,
      type: z.literal('check-in'),
      ...ticket,
      code: CheckInCode.optional(),
      time: TimeText.optional(),
      documentDigits: DocumentDigits.optional(),
      priority: Id.optional(),
      /** Of a visitor the hub does not know: what a registration would say too (Q26). */
      language: Language.optional(),
      session: z.uuid().optional(),
      /** Of a priority ticket whose registration is lost (Q28): its number does not name the service. */
      service: Id.optional(),
    })
    .refine((c) => c.code !== undefined || (c.time !== undefined && c.documentDigits !== undefined), {
      path: ['code'],
      message: 'give code, or time and documentDigits',
    }),
  withdraw: z.strictObject({ ...base, type: z.literal('withdraw'), ...ticket, code: CheckInCode }),
  reprint: z.strictObject({ ...base, type: z.literal('reprint'), ...ticket, code: CheckInCode }),
  'give-feedback': z.strictObject({
    ...base,
    type: z.literal('give-feedback'),
    rating: z.int().min(1).max(5),
    comment: z.string().trim().min(1).max(commentLength).optional(),
  }),
  'print-report': z.strictObject({ ...base, type: z.literal('print-report'), ...ticket, status: PrintStatus }),
  // display
  'call-shown': z.strictObject({ ...base, type: z.literal('call-shown'), call: z.string().max(40) }),
  'call-announced': z.strictObject({
    ...base,
    type: z.literal('call-announced'),
    call: z.string().max(40),
    silent: z.boolean(),
    /** Of a silent one. */
    reason: SilentReason.optional(),
  }),
  // desk
  'open-window': z.strictObject({ ...base, type: z.literal('open-window'), window: Id }),
  'close-window': z.strictObject({ ...base, type: z.literal('close-window'), window: Id }),
  'outside-queue': z.strictObject({ ...base, type: z.literal('outside-queue'), window: Id }),
  'call-next': z.strictObject({ ...base, type: z.literal('call-next'), window: Id }),
  'confirm-voice-call': z.strictObject({ ...base, type: z.literal('confirm-voice-call'), window: Id }),
  recall: z.strictObject({ ...base, type: z.literal('recall'), window: Id }),
  'start-service': z.strictObject({ ...base, type: z.literal('start-service'), window: Id }),
  hold: z.strictObject({ ...base, type: z.literal('hold'), window: Id, reason: HoldReason }),
  'resume-held': z.strictObject({ ...base, type: z.literal('resume-held'), window: Id }),
  transfer: z
    .strictObject({
      ...base,
      type: z.literal('transfer'),
      window: Id,
      reason: TransferReason,
      toService: Id.optional(),
      toWindow: Id.optional(),
    })
    .refine((c) => (c.toService === undefined) !== (c.toWindow === undefined), {
      path: ['toService'],
      message: 'give exactly one of toService and toWindow',
    }),
  'finish-service': z.strictObject({ ...base, type: z.literal('finish-service'), window: Id }),
  'cancel-mismatch': z.strictObject({
    ...base,
    type: z.literal('cancel-mismatch'),
    window: Id,
    reason: MismatchReason,
  }),
  'ask-help': z.strictObject({ ...base, type: z.literal('ask-help'), window: Id }),
  'end-help': z.strictObject({ ...base, type: z.literal('end-help'), window: Id }),
  'reprint-serving': z.strictObject({ ...base, type: z.literal('reprint-serving'), window: Id }),
  'suspend-office': z.strictObject({ ...base, type: z.literal('suspend-office'), reason: SuspendReason }),
  'resume-office': z.strictObject({ ...base, type: z.literal('resume-office') }),
  'accept-clock-step': z.strictObject({ ...base, type: z.literal('accept-clock-step') }),
  'confirm-day': z.strictObject({ ...base, type: z.literal('confirm-day'), date: DateText }),
} as const

export type CommandType = keyof typeof commandSchemas
export type ClientCommand = { [T in CommandType]: z.infer<(typeof commandSchemas)[T]> }[CommandType]
export type CommandOf<T extends CommandType> = Extract<ClientCommand, { type: T }>

/** Who may send a command: a device of that role, or a session of that staff role. */
export const commandSenders: { readonly [T in CommandType]: readonly ('terminal' | 'display' | 'clerk' | 'lead')[] } = {
  'register-current': ['terminal'],
  'register-advance': ['terminal'],
  'check-in': ['terminal'],
  withdraw: ['terminal'],
  reprint: ['terminal'],
  'give-feedback': ['terminal'],
  'print-report': ['terminal'],
  'call-shown': ['display'],
  'call-announced': ['display'],
  'open-window': ['clerk', 'lead'],
  'close-window': ['clerk', 'lead'],
  'outside-queue': ['clerk', 'lead'],
  'call-next': ['clerk', 'lead'],
  'confirm-voice-call': ['clerk', 'lead'],
  recall: ['clerk', 'lead'],
  'start-service': ['clerk', 'lead'],
  hold: ['clerk', 'lead'],
  'resume-held': ['clerk', 'lead'],
  transfer: ['clerk', 'lead'],
  'finish-service': ['clerk', 'lead'],
  'cancel-mismatch': ['clerk', 'lead'],
  'ask-help': ['clerk', 'lead'],
  'end-help': ['clerk', 'lead'],
  'reprint-serving': ['clerk', 'lead'],
  'suspend-office': ['clerk', 'lead'],
  'resume-office': ['lead'],
  'accept-clock-step': ['lead'],
  'confirm-day': ['lead'],
}

/** Result of a register command and of `reprint`. `printedSeq` is the seq of the registration's event. */
export const RegistrationResult = z.strictObject({
  ticket: z.string(),
  date: DateText,
  time: TimeText,
  service: Id,
  code: z.string(),
  printedSeq: z.int(),
})
export type RegistrationResult = z.infer<typeof RegistrationResult>

/**
 * Result of `check-in`. `readmitted`: the ticket was unknown and came back by its code (Q28). `booked`: the number that
 * was booked, where `ticket` is another one (Q27); the new ticket is printed and has its own code.
 */
export const CheckInResult = z.strictObject({
  ticket: z.string(),
  date: DateText,
  time: TimeText,
  service: Id,
  readmitted: z.literal(true).optional(),
  booked: z.string().optional(),
  code: z.string().optional(),
  printedSeq: z.int().optional(),
})
export type CheckInResult = z.infer<typeof CheckInResult>
