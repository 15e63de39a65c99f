import type { CaseReport, CaseReportQuery } from '@cherha/shared/protocol'
import { type Card, loginOf, type RefusalKind, refusalKinds, type Term } from '@cherha/shared/workflow'
import type { Pool } from 'pg'
import { dateAt } from '../../offices/day-clock.ts'
import { everywhere } from '../index/rows.ts'
import type { People } from '../people.ts'
import type { CasePorts } from '../ports.ts'
import type { CardShelf } from '../store/card-shelf.ts'

export interface ReportParts {
  readonly ports: Pick<CasePorts, 'clock' | 'office'>
  readonly pool: Pool
  readonly people: People
  readonly cards: CardShelf
  /** Whose zone the day is of when no office is named. */
  readonly zone: string
}

/** Offices ($1; null: all) and card ($2; null: all) of every query. */
const asked = (row: string) =>
  `($1::text[] IS NULL OR ${row}.office = ANY ($1)) AND ($2::text IS NULL OR ${row}.card = $2)`

interface Load {
  readonly open: number
  readonly soon: number
  readonly late: number
}
const load = `count(*) AS open, count(*) FILTER (WHERE warned AND limit_on >= $3) AS soon,
  count(*) FILTER (WHERE limit_on < $3) AS late`

/** What is open now and what was done in the period, in numbers: no case is opened for it. */
export async function caseReport(
  { ports, pool, people, cards, zone }: ReportParts,
  { office, card, from, to }: CaseReportQuery,
  offices?: readonly string[],
): Promise<CaseReport> {
  const only = office === undefined ? offices : offices === undefined || offices.includes(office) ? [office] : []
  const timeZone = (office === undefined ? undefined : ports.office(office)?.timeZone) ?? zone
  const today = dateAt(ports.clock.now(), timeZone)
  const all: [readonly string[] | null, string | null] = [only ?? null, card ?? null]
  const ask = async <Row extends object>(text: string, ...values: readonly string[]): Promise<readonly Row[]> =>
    (await pool.query<Row>(text, [...all, ...values])).rows
  const [counts, tasks, visits, officers, refusals, shelf] = await Promise.all([
    ask<CardCounts>(cardCounts, from, to),
    ask<Load & { card: string; stage: string }>(
      // a task may stand in the list of several units
      `SELECT card, stage, ${load} FROM (
         SELECT DISTINCT ON (case_id, stage) card, stage, warned, limit_on FROM case_task t
         WHERE kind <> 'sign' AND ${asked('t')} ORDER BY case_id, stage, kind DESC
       ) AS one GROUP BY card, stage`,
      today,
    ),
    ask<DoneRow>(doneStages, from, to),
    ask<Load & { office: string; unit: string; officer: string | null; card: string }>(
      `SELECT office, unit, coalesce(person, officer) AS officer, min(card) AS card, ${load}
       FROM case_task t WHERE kind = 'stage' AND ${asked('t')} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3 NULLS FIRST`,
      today,
    ),
    ask<{ card: string; kind: string; ground: string; count: number }>(
      `SELECT card, kind, ground, count(*) AS count FROM case_refusal r, unnest(grounds) AS ground
       WHERE ${asked('r')} AND refused_on BETWEEN $3 AND $4 GROUP BY 1, 2, 3 ORDER BY 1, 2, count(*) DESC, 3`,
      from,
      to,
    ),
    cards.newest(),
  ])
  const cardOf = (id: string) => shelf.find((one) => one.id === id)
  return {
    office: office ?? null,
    from,
    to,
    today,
    cards: counts.map((row) => ({ ...row, title: cardOf(row.card)?.title ?? plain(row.card) })),
    stages: shelf.flatMap((one) => stagesOf(one, tasks, visits)),
    officers: officers.map(({ office: code, unit, officer, card: id, open, soon, late }) => ({
      office: code,
      unit,
      unitTitle: unitTitle(ports, code, cardOf(id), unit),
      officer: officer === null ? null : shortId(officer, code),
      name: officer === null ? null : people.nameOf(code)(shortId(officer, code)),
      open,
      dueSoon: soon,
      overdue: late,
    })),
    refusals: refusals.flatMap(({ card: id, kind, ground, count }) => {
      const known = Object.values(cardOf(id)?.grounds ?? {})
        .flat()
        .find(({ key }) => key === ground)
      return isKind(kind)
        ? [{ card: id, kind, ground, number: known?.number ?? null, text: known?.text ?? plain(ground), count }]
        : []
    }),
  }
}

interface CardCounts {
  readonly card: string
  readonly open: number
  readonly begun: number
  readonly ended: number
  readonly refused: number
}

const cardCounts = `SELECT card, count(*) FILTER (WHERE status = 'open') AS open,
    count(*) FILTER (WHERE begun_on BETWEEN $3 AND $4) AS begun,
    count(*) FILTER (WHERE ended_on BETWEEN $3 AND $4) AS ended,
    count(*) FILTER (WHERE ended_on BETWEEN $3 AND $4 AND ended LIKE 'refused%') AS refused
  FROM case_now n WHERE ${asked('n')} GROUP BY card ORDER BY card`

interface DoneRow {
  readonly card: string
  readonly stage: string
  readonly done: number
  readonly late: number
  readonly average: number
  readonly median: number
  readonly longest: number
}

const doneStages = `SELECT card, stage, count(*) AS done, count(*) FILTER (WHERE late) AS late,
    round(avg(days), 1)::float8 AS average, percentile_cont(0.5) WITHIN GROUP (ORDER BY days) AS median,
    max(days) AS longest
  FROM case_visit v WHERE ${asked('v')} AND done_on BETWEEN $3 AND $4 GROUP BY card, stage`

type Stages = CaseReport['stages']

function stagesOf(
  card: Card,
  tasks: readonly (Load & { readonly card: string; readonly stage: string })[],
  visits: readonly DoneRow[],
): Stages {
  return card.stages.flatMap((stage): Stages => {
    const isOf = (row: { readonly card: string; readonly stage: string }) =>
      row.card === card.id && row.stage === stage.key
    const now = tasks.find(isOf)
    const was = visits.find(isOf)
    if (now === undefined && was === undefined) return []
    const own = stage.deadlines.filter(({ until, owed }) => until === 'stage-completed' && owed === 'service')
    const term = own.toSorted((a, b) => lengthOf(a.limit) - lengthOf(b.limit))[0]
    return [
      {
        card: card.id,
        stage: stage.key,
        number: stage.number ?? null,
        title: stage.title,
        open: now?.open ?? 0,
        dueSoon: now?.soon ?? 0,
        overdue: now?.late ?? 0,
        done: was?.done ?? 0,
        late: was?.late ?? 0,
        days: was === undefined ? null : { average: was.average, median: was.median, longest: was.longest },
        target: term?.target ?? null,
        limit: term?.limit ?? null,
      },
    ]
  })
}

/** To compare terms of one stage, whatever they are counted in. */
function lengthOf(term: Term): number {
  switch (term.unit) {
    case 'same-visit':
      return 0
    case 'same-day':
      return 0.5
    case 'working-days':
      return term.amount * 1.4
    case 'calendar-days':
      return term.amount
    case 'months':
      return term.amount * 30
    case 'years':
      return term.amount * 365
  }
}

function unitTitle({ office }: Pick<CasePorts, 'office'>, code: string, card: Card | undefined, unit: string) {
  const mapping = office(code)?.mappings?.find((one) => one.card === card?.id)
  return mapping?.units[unit] ?? card?.units[unit] ?? null
}

function shortId(full: string, caseOffice: string): string {
  const { login, office } = loginOf(full, caseOffice)
  return office === caseOffice || office === everywhere ? login : full
}

function isKind(kind: string): kind is RefusalKind {
  return refusalKinds.some((one) => one === kind)
}

function plain(text: string) {
  return { uk: text, en: text }
}
