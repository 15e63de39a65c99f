import { isDate } from '../calendar/dates.ts'
import type { Card } from './card.ts'
import { dueDate } from './deadlines.ts'
import { PlanDates } from './plan-dates.ts'
import type { Stage } from './stage.ts'
import { type Deadline, factOf, holds, type Text } from './term.ts'
import type { EventKey, TrackKey } from './vocabulary.ts'
import { workingDaysBetween, type WorkingCalendar } from './working-days.ts'

export interface PlanOptions {
  /** Day of intake, `YYYY-MM-DD`: day 0. */
  readonly from: string
  readonly calendar: WorkingCalendar
  readonly track?: TrackKey
  /** Inquiries are sent: selects the terms a card prints for that. */
  readonly inquiries?: boolean
  /** The application comes through an authorised entity. */
  readonly entity?: boolean
}

/** One term of a stage. Dates are null where the card has no day for the event it counts from. */
export interface PlannedTerm {
  readonly title: Text | null
  readonly printed: Text
  readonly from: EventKey
  readonly until: EventKey
  /** Whether the stage's own dates come from it; answers of other bodies, notices and refusal copies do not. */
  readonly counts: boolean
  readonly owed: Deadline['owed']
  readonly target: string | null
  readonly limit: string | null
}

export interface PlannedRow {
  readonly kind: 'stage' | 'not-applicable' | 'appeal' | 'note'
  /** Key of the stage; empty for the other rows. */
  readonly key: string
  readonly number: string | null
  readonly title: Text
  /** The stage is done only in some cases. It is planned all the same. */
  readonly conditional: boolean
  readonly target: string | null
  readonly limit: string | null
  readonly terms: readonly PlannedTerm[]
}

export interface Plan {
  readonly card: string
  readonly version: number
  readonly from: string
  readonly track: TrackKey
  readonly inquiries: boolean
  readonly entity: boolean
  /** Last day of the whole service, where the card has a cap. */
  readonly cap: string | null
  readonly rows: readonly PlannedRow[]
  readonly warnings: readonly Text[]
}

/**
 * Every stage of a card with its dates for one day of intake. Limits count from earlier limits and targets from
 * earlier targets. Nothing is skipped: a conditional stage is planned as if it were done.
 * @throws RangeError for no date, or a track the card does not have
 */
export function planCard(card: Card, options: PlanOptions): Plan {
  const { from, calendar, track = 'standard', inquiries = false, entity = false } = options
  if (!isDate(from)) throw new RangeError(`not a date: ${JSON.stringify(from)}`)
  if (!card.tracks.some(({ key }) => key === track)) throw new RangeError(`card ${card.id} has no ${track} track`)
  const facts = new Set<string>()
  if (track === 'fast') facts.add('track-fast')
  if (inquiries) facts.add('inquiries-sent')
  if (entity) facts.add('channel-entity')
  const dates = new PlanDates(card, from, track, facts, calendar)
  const usual = usualWay(card, facts)
  const rows = card.stages.map((stage) => stageRow(stage, dates, facts, track, !usual.has(stage.key)))
  const cap = card.caps.find(({ tracks }) => tracks === undefined || tracks.includes(track))
  const capDate = cap === undefined ? null : dueDate(dates.event(cap.from, 'limit') ?? from, cap.limit, calendar)
  return {
    card: card.id,
    version: card.version,
    from,
    track,
    inquiries,
    entity,
    cap: capDate,
    rows: withOtherRows(card, rows),
    warnings: capDate === null ? [] : beyondCap(rows, capDate, from, calendar),
  }
}

function stageRow(
  stage: Stage,
  dates: PlanDates,
  facts: ReadonlySet<string>,
  track: TrackKey,
  conditional: boolean,
): PlannedRow {
  const terms = stage.deadlines
    .filter((deadline) => deadline.tracks?.includes(track) !== false && !isRuledOut(deadline, facts))
    .map(
      (deadline): PlannedTerm => ({
        title: deadline.title ?? null,
        printed: deadline.printed,
        from: deadline.from,
        until: deadline.until,
        counts: dates.counts(deadline),
        owed: deadline.owed,
        target: dates.term(deadline, 'target'),
        limit: dates.term(deadline, 'limit'),
      }),
    )
  return {
    kind: 'stage',
    key: stage.key,
    number: stage.number ?? null,
    title: stage.title,
    conditional,
    target: dates.stage(stage.key, 'target'),
    limit: dates.stage(stage.key, 'limit'),
    terms,
  }
}

/** A term that the plan's own options exclude: the one without inquiries in a plan with them, and the other way round. */
function isRuledOut({ when }: Deadline, facts: ReadonlySet<string>): boolean {
  return !holds(
    when.filter((condition) => factOf(condition) === 'inquiries-sent'),
    facts,
  )
}

/** The way of a case in which nothing special happens: from stage to stage by the first outcome that is offered. */
function usualWay(card: Card, facts: ReadonlySet<string>): ReadonlySet<string> {
  const way = new Set<string>()
  const follow = (key: string): void => {
    const stage = card.stages.find((candidate) => candidate.key === key)
    if (stage === undefined || way.has(key)) return
    if (!holds(stage.when, facts)) return stage.otherwise.forEach(follow)
    way.add(key)
    stage.outcomes.find(({ stay, when }) => !stay && holds(when, facts))?.to.forEach(follow)
  }
  follow(card.start)
  return way
}

function withOtherRows(card: Card, stages: readonly PlannedRow[]): PlannedRow[] {
  const rows = [...stages]
  const other = (kind: PlannedRow['kind'], number: string | undefined, title: Text): PlannedRow => ({
    kind,
    key: '',
    number: number ?? null,
    title,
    conditional: false,
    target: null,
    limit: null,
    terms: [],
  })
  for (const { number, text } of card.notApplicable) {
    const later = rows.findIndex((row) => row.number !== null && Number(row.number) > Number(number))
    rows.splice(later < 0 ? rows.length : later, 0, other('not-applicable', number, text))
  }
  if (card.appeal !== undefined) rows.push(other('appeal', card.appeal.number, card.appeal.title))
  if (card.note !== undefined) rows.push(other('note', card.note.number, card.note.title))
  return rows
}

function beyondCap(rows: readonly PlannedRow[], cap: string, from: string, calendar: WorkingCalendar): Text[] {
  const last = rows.reduce((latest, { limit }) => (limit !== null && limit > latest ? limit : latest), cap)
  if (last === cap) return []
  const sum = workingDaysBetween(from, last, calendar)
  const whole = workingDaysBetween(from, cap, calendar)
  return [
    {
      uk: `Строки етапів разом – ${sum} робочих днів, а вся послуга – не більше ${whole}: тримайтеся планових дат.`,
      en: `The stage limits add up to ${sum} working days, the whole service may take ${whole}: keep to the target dates.`,
    },
  ]
}
