import type { CaseReport } from '@cherha/shared/protocol'
import type { Term } from '@cherha/shared/workflow'
import { csvOf } from '../reports/csv.ts'

const columns = [
  'group',
  'card',
  'key',
  'number',
  'title',
  'office',
  'unit',
  'officer',
  'open',
  'due_soon',
  'overdue',
  'begun',
  'ended',
  'refused',
  'done',
  'late',
  'days_average',
  'days_median',
  'days_longest',
  'target',
  'limit',
  'count',
] as const
type Row = Partial<Record<(typeof columns)[number], string | number | null>>

/** The report as one table; `group` tells what a line is about: `card`, `stage`, `officer` or `refusal`. */
export function caseReportCsv({ cards, stages, officers, refusals }: CaseReport): string {
  const rows: Row[] = [
    ...cards.map(({ card, title, open, begun, ended, refused }) => ({
      group: 'card',
      card,
      title: title.uk,
      open,
      begun,
      ended,
      refused,
    })),
    ...stages.map((stage) => ({
      group: 'stage',
      card: stage.card,
      key: stage.stage,
      number: stage.number,
      title: stage.title.uk,
      open: stage.open,
      due_soon: stage.dueSoon,
      overdue: stage.overdue,
      done: stage.done,
      late: stage.late,
      days_average: stage.days?.average ?? null,
      days_median: stage.days?.median ?? null,
      days_longest: stage.days?.longest ?? null,
      target: termText(stage.target),
      limit: termText(stage.limit),
    })),
    ...officers.map(({ office, unit, unitTitle, officer, name, open, dueSoon, overdue }) => ({
      group: 'officer',
      key: officer,
      office,
      unit: unitTitle?.uk ?? unit,
      officer: name ?? officer,
      open,
      due_soon: dueSoon,
      overdue,
    })),
    ...refusals.map(({ card, kind, ground, number, text, count }) => ({
      group: 'refusal',
      card,
      key: `${kind}: ${ground}`,
      number,
      title: text.uk,
      count,
    })),
  ]
  return csvOf([[...columns], ...rows.map((row: Row) => columns.map((column) => row[column] ?? null))])
}

function termText(term: Term | null): string | null {
  if (term === null) return null
  return 'amount' in term ? `${term.amount} ${term.unit}` : term.unit
}
