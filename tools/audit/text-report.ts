import type { DayReport } from './day-report.ts'
import { officeTime, type OfficeTime } from './office-time.ts'
import type { AuditReport } from './run-audit.ts'

/** The report as a person reads it, times by the office's clock. */
export function textReport(file: string, report: AuditReport): string {
  const clock = officeTime(report.office?.timeZone ?? 'UTC')
  const lines = [
    ...headLines(file, report, clock),
    '',
    ...verdictLines(report),
    ...witnessLines(report),
    '',
    ...countLines(report),
    ...report.days.flatMap((day) => ['', ...dayLines(day, clock)]),
  ]
  return `${lines.join('\n')}\n`
}

function headLines(file: string, { office, head }: AuditReport, clock: OfficeTime): string[] {
  const where =
    office === null ? 'an office that is not configured' : `office ${office.code}, times of ${office.timeZone}`
  const last = head.at === null ? '' : ` of ${clock.date(head.at)} ${clock.time(head.at)}`
  return [
    `Audit of ${file}: ${where}.`,
    head.seq === 0
      ? 'No event could be read.'
      : `The last event audited is ${head.seq}·${head.hash.slice(0, 8)}${last}.`,
  ]
}

function verdictLines({ verdict, violationCount, violations, first }: AuditReport): string[] {
  if (verdict === 'clean' || first === null) return ['CLEAN: the chain is whole and every event keeps the rules.']
  const more = violationCount - violations.length
  return [
    `VIOLATION at event ${first.seq}, rule ${first.rule}: ${first.sentence}.`,
    ...(violationCount === 1
      ? []
      : [`${violationCount} violations in all; what follows a first one often follows from it:`]),
    ...violations.slice(1).map(({ seq, rule, sentence }) => `  event ${seq}, rule ${rule}: ${sentence}.`),
    ...(more > 0 ? [`  and ${more} more.`] : []),
  ]
}

function witnessLines({ witnesses, witnessGiven }: AuditReport): string[] {
  if (!witnessGiven) {
    return ['no witness given: a cut end or a log rewritten as a whole cannot be found without one.']
  }
  return witnesses.map(({ seq, hash, result }) => `Witness ${seq}·${hash}: ${witnessText[result]}.`)
}

const witnessText = {
  fits: 'fits',
  differs: 'does NOT fit, the log was rewritten',
  missing: 'is NOT in the log, its end was cut off',
} as const

function countLines({ counts }: AuditReport): string[] {
  const { events, boots, daysOpened, daysClosed, registrations, calls, transfers, suspensions, ends } = counts
  return [
    `Events ${events}, starts of the hub ${boots}, days opened ${daysOpened} and closed ${daysClosed}.`,
    `Registrations ${registrations} (${endsText(ends)}), calls ${calls}, transfers ${transfers}, suspensions ${suspensions}.`,
  ]
}

function endsText(ends: Readonly<Record<string, number>>): string {
  const some = Object.entries(ends).filter(([, count]) => count > 0)
  return some.length === 0 ? 'none has ended' : some.map(([end, count]) => `${end} ${count}`).join(', ')
}

function dayLines(day: DayReport, clock: OfficeTime): string[] {
  const { date, openedAt, closedAt, registrations, ends, calls, onTime } = day
  const opened = openedAt === null ? 'not opened' : `opened ${clock.time(openedAt)}`
  const closed = closedAt === null ? 'not closed yet' : `closed ${clock.time(closedAt)}`
  const share =
    onTime.share === null
      ? 'nobody was called'
      : `${onTime.within} of ${onTime.of} (${Math.round(onTime.share * 100)} %)`
  return [
    `Day ${date}, ${opened}, ${closed}`,
    `  registrations: ${registrations} (${endsText(ends)}); calls: ${calls}`,
    `  called within 15 minutes of their time: ${share}`,
    ...section(
      'calls out of printed order',
      day.outOfOrder.map(
        ({ at, window, number, time, other, otherTime, rule, because }) =>
          `${clock.time(at)} window ${window}: ${number} of ${time}, beside ${other} of ${otherTime}; ${rule}, ${because}`,
      ),
    ),
    ...section(
      'suspensions',
      day.suspensions.map(
        ({ from, until, reason, staff }) =>
          `${clock.time(from)} to ${until === null ? 'the end' : clock.time(until)}: ${reason}${staff === null ? '' : `, by ${staff}`}`,
      ),
    ),
    `  mismatches by window: ${byWindow(day.mismatches)}`,
    `  transfers by window: ${byWindow(day.transfers)}`,
    ...section(
      `announcements no display confirmed (${day.unconfirmed.voice} by voice, ${day.unconfirmed.timeout} by timeout)`,
      day.unconfirmed.calls.map(({ at, window, number, by }) => `${clock.time(at)} window ${window}: ${number}, ${by}`),
    ),
  ]
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [`  ${title}: none`] : [`  ${title}:`, ...lines.map((line) => `    ${line}`)]
}

function byWindow(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts)
  return all.length === 0 ? 'none' : all.map(([window, count]) => `${window}: ${count}`).join(', ')
}
