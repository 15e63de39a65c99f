import type { Card } from '../card.ts'
import type { CaseInquiry, Fields, RunningCase, StageVisit } from '../case/state.ts'
import { lastVisit } from '../case/state.ts'
import { stageOf, trueFacts } from '../case/writer.ts'
import type { Outcome } from '../stage.ts'
import { holds } from '../term.ts'
import type { ConnectorKey, EventKey, PaperKey, PartyKey } from '../vocabulary.ts'
import type { CaseFolder, FolderEvent } from './commands.ts'
import { evolveFolder } from './folder.ts'

/** What a mail is about; whoever sends it has the words. */
export type MailAbout = 'accepted' | 'visit' | 'ready' | 'refusal' | 'decision' | 'uncollected' | 'notice'

interface Base {
  readonly case: string
  readonly stage: string
  /** The same job has the same key, however often it is worked out: an idempotency key. */
  readonly key: string
}

/** Work outside the rules that follows from what happened to a case. */
export type OutsideJob = Base &
  (
    | {
        /**
         * The stage awaits the outside system: its answer comes back as `confirm-awaited`. `order-card` goes to the
         * printing works with the applicant's data.
         */
        readonly kind: 'register-application' | 'register-scans' | 'order-card'
        readonly connector: ConnectorKey
      }
    /** Answered by `inquiry-received` (letters) and `inquiry-answered`. */
    | { readonly kind: 'inquiry'; readonly inquiry: string; readonly connector: ConnectorKey; readonly letter: boolean }
    /** The card with a defect goes to the central body. */
    | { readonly kind: 'central-defect' }
    | {
        readonly kind: 'mail'
        readonly to: PartyKey
        readonly about: MailAbout
        /** Day of the visit the mail is about. */
        readonly on: string | null
        readonly paper: PaperKey | null
        /** Recorded when the mail server has taken it, as `notice-sent`. */
        readonly records: { readonly stage: string; readonly event: EventKey; readonly means: 'email' } | null
      }
    /** A line of the registered-letter journal to be prepared; its key is the letter's. */
    | { readonly kind: 'letter'; readonly to: PartyKey; readonly paper: PaperKey }
  )

/**
 * The outside work that follows from new events of a case. Worked out from the case before and the events alone, so
 * that doing it again gives the same jobs under the same keys.
 */
export function jobsFor(card: Card, before: CaseFolder, events: readonly FolderEvent[]): OutsideJob[] {
  const jobs = new Map<string, OutsideJob>()
  let folder = before
  for (const event of events) {
    folder = evolveFolder(folder, event)
    if (folder.state.status === 'none') continue
    for (const job of jobsOf(card, folder.state, event)) if (canBeDone(job, folder)) jobs.set(job.key, job)
  }
  return [...jobs.values()].filter((job) => isStillOwed(job, folder))
}

/** What later events of the same batch have settled is not asked again: a payment checked at once, a draft abandoned. */
function isStillOwed(job: OutsideJob, { state }: CaseFolder): boolean {
  if (state.status === 'none') return false
  if (job.kind === 'inquiry') return state.inquiries.some(({ id, status }) => id === job.inquiry && status === 'sent')
  if (job.kind !== 'register-application' && job.kind !== 'register-scans') return true
  return lastVisit(state, job.stage)?.status === 'awaiting'
}

/** Nobody is written to who has no address: an applicant without e-mail, a hosting party there is not. */
function canBeDone(job: OutsideJob, { dossier }: CaseFolder): boolean {
  if (job.kind === 'mail' && job.to === 'applicant') return (dossier.applicant?.email ?? '') !== ''
  return job.kind !== 'letter' || job.to !== 'hosting-party' || dossier.applicant?.hostingParty !== undefined
}

function jobsOf(card: Card, state: RunningCase, event: FolderEvent): OutsideJob[] {
  if (event.type === 'outcome-recorded') {
    const outcome = stageOf(card, event.stage)?.outcomes.find(({ key }) => key === event.outcome)
    const visit = lastVisit(state, event.stage)
    return outcome === undefined || visit === undefined ? [] : outcomeJobs(state, visit, outcome, event)
  }
  if (event.type === 'inquiry-sent') return [inquiryJob(state, event.inquiry)]
  if (event.type === 'event-planned') return visitJobs(card, state, event.stage, event.event, event.date, event.clears)
  if (event.type === 'event-marked' && event.event === 'card-checked')
    return [mail(state, { stage: '', about: 'ready', key: `ready@${event.date}.${state.version}` })]
  if (event.type === 'deadline-overdue' && event.kind === 'reminder')
    return [mail(state, { stage: '', about: 'uncollected', key: event.deadline })]
  return []
}

function outcomeJobs(
  state: RunningCase,
  visit: StageVisit,
  outcome: Outcome,
  { awaits, fields }: Extract<FolderEvent, { type: 'outcome-recorded' }>,
): OutsideJob[] {
  const { stage } = visit
  // What leaves its stage open can be done again, and is another time then.
  const again = outcome.stay ? `.${state.version}` : ''
  const at = `${state.id}/${stage}#${visit.visit}/${outcome.key}${again}`
  const base = { case: state.id, stage }
  const jobs: OutsideJob[] = []
  if (outcome.effects.includes('order-card') || awaits === 'printing-works')
    jobs.push({ ...base, kind: 'order-card', connector: awaits ?? 'printing-works', key: `${at}/order-card` })
  else if (awaits !== null) {
    const kind = outcome.marks.includes('application-created') ? 'register-application' : 'register-scans'
    jobs.push({ ...base, kind, connector: awaits, key: `${at}/${kind}` })
  }
  if (outcome.effects.includes('return-to-central'))
    jobs.push({ ...base, kind: 'central-defect', key: `${at}/central-defect` })
  return [...jobs, ...noticeJobs(state, visit, outcome, fields, at)]
}

/** Notices by e-mail, and registered letters with a paper; a notice before a visit goes out when the day is agreed. */
function noticeJobs(state: RunningCase, visit: StageVisit, outcome: Outcome, fields: Fields, at: string): OutsideJob[] {
  const facts = trueFacts(state.facts)
  const paper = outcome.papers[0] ?? null
  // Of several means the one the stage's own field names is taken; a letter where it names none.
  const chosen = Object.values(fields)
  const isTaken = (means: string, by: readonly string[]): boolean =>
    by.includes(means) && (chosen.includes(means) || !by.some((other) => chosen.includes(other)))
  return outcome.notices
    .filter(({ when, all }) => !all && holds(when, facts))
    .flatMap(({ who, by }): OutsideJob[] => [
      ...(isTaken('email', by)
        ? [mail(state, { stage: visit.stage, about: aboutOf(outcome), to: who, paper, key: `${at}/${who}` })]
        : []),
      ...(isTaken('registered-letter', by) && paper !== null
        ? [
            {
              case: state.id,
              stage: visit.stage,
              kind: 'letter',
              to: who,
              paper,
              key: `${at}/letter/${who}`,
            } as const,
          ]
        : []),
    ])
}

function aboutOf({ refusal, marks }: Outcome): MailAbout {
  if (refusal !== undefined || marks.includes('decided-to-refuse')) return 'refusal'
  if (marks.includes('decided-to-issue') || marks.includes('copy-sent')) return 'decision'
  return marks.includes('documents-accepted') ? 'accepted' : 'notice'
}

function inquiryJob(state: RunningCase, { id, stage, connector, letter }: CaseInquiry): OutsideJob {
  return { case: state.id, stage, kind: 'inquiry', inquiry: id, connector, letter, key: `${state.id}/inquiry/${id}` }
}

/** The applicant is told of a visit by e-mail as soon as its day is agreed: always at least the card's term before. */
function visitJobs(
  card: Card,
  state: RunningCase,
  stage: string,
  planned: EventKey,
  date: string,
  told: readonly EventKey[],
): OutsideJob[] {
  const visit = lastVisit(state, stage)?.visit ?? 1
  const notices = (stageOf(card, stage)?.outcomes ?? [])
    .filter(({ marks }) => marks.includes(planned))
    .flatMap((outcome) => outcome.notices.filter(({ all, by }) => all && by.includes('email')))
  const parties = [...new Set(notices.map(({ who }) => who))]
  const event = told[0]
  return parties.map((to) =>
    mail(state, {
      stage,
      about: 'visit',
      to,
      on: date,
      key: `${stage}#${visit}/${planned}@${date}.${state.version}/${to}`,
      ...(event === undefined ? {} : { records: { stage, event, means: 'email' as const } }),
    }),
  )
}

function mail(
  { id }: RunningCase,
  more: {
    readonly stage: string
    readonly about: MailAbout
    readonly key: string
    readonly to?: PartyKey
    readonly on?: string
    readonly paper?: PaperKey | null
    readonly records?: { readonly stage: string; readonly event: EventKey; readonly means: 'email' }
  },
): OutsideJob {
  const { stage, about, key, to = 'applicant', on = null, paper = null, records = null } = more
  const own = key.startsWith(`${id}/`) ? key : `${id}/${key}`
  return { case: id, stage, kind: 'mail', to, about, on, paper, records, key: `${own}/mail/${about}` }
}
