import type { Plan, PlannedRow, PlannedTerm } from '@cherha/shared/workflow'

/** A plan as a table for the console. */
export function planText(plan: Plan, title: string): string {
  const how = [
    plan.track === 'fast' ? 'fast track' : 'standard track',
    plan.inquiries ? 'with inquiries' : 'without inquiries',
    plan.entity ? 'through an authorised entity' : 'taken by the body itself',
  ]
  const cap = plan.cap === null ? '' : `\nThe whole service: until ${plan.cap}`
  return [
    `${plan.card} v${plan.version}: ${title}`,
    `Intake on ${plan.from}, ${how.join(', ')}${cap}`,
    '',
    line('No.', 'Target', 'Limit', 'Stage'),
    ...plan.rows.flatMap((row) => [rowLine(row), ...row.terms.filter(({ counts }) => !counts).map(termLine)]),
    ...plan.warnings.map(({ en }) => `\nWarning: ${en}`),
    '',
  ].join('\n')
}

function rowLine(row: PlannedRow): string {
  const mark = row.conditional ? ' (only in some cases)' : ''
  return line(row.number ?? '–', row.target ?? '', row.limit ?? '', `${row.title.en}${mark}`)
}

/** A term beside the stage's own: another body's answer, a notice, the copy of a refusal. */
function termLine(term: PlannedTerm): string {
  const about = term.title?.en ?? term.until
  return line('', term.target ?? '', term.limit ?? '', `  ${about}: ${term.printed.en}`)
}

function line(number: string, target: string, limit: string, text: string): string {
  return `${number.padEnd(5)}${target.padEnd(12)}${limit.padEnd(12)}${text}`
}
