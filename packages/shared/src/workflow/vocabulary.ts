/**
 * The closed lists a technology card is written with. A card is data: it can name only what stands here, and
 * whatever runs cards understands all of it. docs/cards.md explains each word to whoever writes a card.
 */

/** Who may act. A card gives each role it uses a job title and a unit, an office may map them to its own. */
export const roleKeys = [
  'intake',
  'distributor',
  'officer',
  'decision-maker',
  'print-dispatcher',
  'receiver',
  'materially-responsible',
  'residence-checker',
  'authorised-entity',
  'central',
] as const
export type RoleKey = (typeof roleKeys)[number]

/** Whoever takes part without an account: is told something, signs something, or does a stage outside the service. */
export const partyKeys = [
  'applicant',
  'hosting-party',
  'authorised-entity',
  'serving-body',
  'issuing-body',
  'state-body',
  'foreign-ministry',
  'printing-works',
  'central-body',
  'police',
  'assigned-officer',
  'home-owner',
  'neighbour',
  'interpreter',
  'doctor',
] as const
export type PartyKey = (typeof partyKeys)[number]

/** How a party is told. */
export const noticeMeans = [
  'in-person',
  'against-signature',
  'registered-letter',
  'letter',
  'phone',
  'email',
  'system',
] as const

/**
 * What a deadline counts from and what ends it. `stage-completed` ends most deadlines: the stage they stand in.
 * An outcome says which events it marks; the events of `outsideEvents` come from elsewhere.
 */
export const eventKeys = [
  'documents-accepted',
  'application-created',
  'application-accepted',
  'accepted-for-consideration',
  'electronic-transferred',
  'originals-transferred',
  'received-from-entity',
  'assigned',
  'identified',
  'inquiry-sent',
  'inquiry-received',
  'inquiry-answered',
  'visit-notified',
  'residence-visited',
  'decided-to-issue',
  'decided-to-refuse',
  'decision-cancelled',
  'consideration-refused',
  'refusal-notified',
  'data-sent',
  'card-delivered',
  'card-registered',
  'card-checked',
  'card-handed-over',
  'issued',
  'copy-sent',
  'card-withdrawn',
  'complaint-filed',
  'stage-completed',
  'circumstance-arose',
  'new-passport-received',
  'permit-expires',
] as const
export type EventKey = (typeof eventKeys)[number]

/** Events no outcome marks: the inquiry's own course, a notice or a copy on its way, and the applicant's circumstances. */
export const outsideEvents: readonly EventKey[] = [
  'electronic-transferred',
  'inquiry-sent',
  'inquiry-received',
  'inquiry-answered',
  'visit-notified',
  'refusal-notified',
  'copy-sent',
  'decision-cancelled',
  'complaint-filed',
  'stage-completed',
  'circumstance-arose',
  'new-passport-received',
  'permit-expires',
]

/**
 * Conditions that hold by themselves in every case. All others are facts the card declares; an outcome, a yes-no
 * field or a ground sets them.
 */
export const builtInConditions = [
  /** The application was taken by an authorised entity, not by the body that decides. */
  'channel-entity',
  /** The case runs on the fast track. */
  'track-fast',
  /** At least one inquiry of the case was sent. */
  'inquiries-sent',
  /** The decision in force refuses. */
  'refused',
  /** The case is being decided anew after a complaint. */
  'reopened',
] as const
export type BuiltInCondition = (typeof builtInConditions)[number]

export const trackKeys = ['standard', 'fast'] as const
export type TrackKey = (typeof trackKeys)[number]

/** What else an outcome does, besides its target, its events and its notices. */
export const effectKeys = [
  /** The form is corrected; the same stage is done again. */
  'correct-application',
  /** The case gets its officer. */
  'assign-officer',
  /** Inquiries of the stage are sent through their connectors. */
  'send-inquiries',
  /** The applicant's data go to the printing works. */
  'order-card',
  /** The card with an error or a defect goes to the central body. */
  'return-to-central',
  /** The applicant's old card is taken away, with an act. */
  'withdraw-card',
  /** The old card, given back at intake, is surrendered. */
  'surrender-old-card',
  /** The mark of receipt goes into the passport document. */
  'mark-passport',
] as const
export type EffectKey = (typeof effectKeys)[number]

/** How a case can end. */
export const endKeys = [
  'issued',
  'granted',
  'refused-to-accept',
  'refused-to-consider',
  'refused',
  'card-withdrawn',
] as const
export type EndKey = (typeof endKeys)[number]

/** The four refusals. `handover` leaves the case open: the card waits for somebody entitled to it. */
export const refusalKinds = ['acceptance', 'consideration', 'issue', 'handover'] as const
export type RefusalKind = (typeof refusalKinds)[number]

/** Outside systems a stage may need. A connector that cannot be reached stops only the stage that awaits it. */
export const connectorKeys = [
  'register',
  'check',
  'border',
  'debtors',
  'civil-status',
  'invalid-documents',
  'state-body',
  'migration-body',
  'printing-works',
] as const
export type ConnectorKey = (typeof connectorKeys)[number]

/** Papers a stage makes. */
export const paperKeys = [
  'application-form',
  'receipt',
  'fee-receipt',
  'acceptance-refusal',
  'consideration-refusal',
  'inquiry',
  'decision',
  'decision-copy',
  'entity-notice',
  'residence-act',
  'identity-act',
  'handover-act',
  'withdrawal-act',
] as const
export type PaperKey = (typeof paperKeys)[number]

export const fieldKinds = ['text', 'date', 'date-time', 'phone', 'email', 'number', 'yes-no', 'choice', 'file'] as const
export type FieldKind = (typeof fieldKinds)[number]

export const termUnits = ['same-visit', 'same-day', 'working-days', 'calendar-days', 'months', 'years'] as const
export type TermUnit = (typeof termUnits)[number]
