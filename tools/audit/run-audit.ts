import { eventAs, EMPTY_HEAD, type LogReader, type LogRecord } from '@cherha/event-log'
import { dayClock } from '@cherha/office-hub'
import { type AuditCounts, type AuditedEvent, type ClockOf, createAuditor, type Violation } from '@cherha/shared/audit'
import type { QueueEvent, RecordedEvent } from '@cherha/shared/queue'
import { checkChain, type CheckedChain, type CheckedWitness, checkWitness, witnessViolation } from './chain.ts'
import { type DayReport, dayReports } from './day-report.ts'
import { officeTime } from './office-time.ts'
import type { Witness } from './options.ts'
import { recordsOf } from './records.ts'

/** Everything an audit has to say about a log. */
export interface AuditReport {
  readonly verdict: 'clean' | 'violation'
  /** Code and time zone of the office; null before it was configured. */
  readonly office: { readonly code: string; readonly timeZone: string } | null
  /** The last event up to which the chain holds: a witness of the log as it is now. */
  readonly head: { readonly seq: number; readonly hash: string; readonly at: number | null }
  readonly witnessGiven: boolean
  readonly witnesses: readonly CheckedWitness[]
  readonly counts: AuditCounts
  /** All of them; `first` and the next ones are in `violations`. */
  readonly violationCount: number
  readonly first: Violation | null
  readonly violations: readonly Violation[]
  readonly days: readonly DayReport[]
}

/** After a first fault others follow from it; more than this many tell nobody anything. */
const listed = 50

/**
 * Audits a log: the chain first, then the witnesses, then every event up to the first break of the chain by the rules.
 * Reads only, up to the head the log has now.
 */
export function runAudit(log: LogReader, witnesses: readonly Witness[]): AuditReport {
  return report(
    log,
    checkChain(log),
    witnesses.map((witness) => checkWitness(log, witness)),
  )
}

/** A log that is so damaged that not even its first event can be read. */
export function damagedReport(witnesses: readonly Witness[]): AuditReport {
  const sentence = 'the chain is broken at event 1: the file is damaged and nothing can be read'
  const checked = witnesses.map((witness) => ({ ...witness, result: 'missing' }) as const)
  return report(null, { sound: EMPTY_HEAD, broken: { seq: 1, rule: 'L2', sentence } }, checked)
}

function report(log: LogReader | null, chain: CheckedChain, checked: readonly CheckedWitness[]): AuditReport {
  const { sound, broken } = chain
  const violations = checked.map(witnessViolation).filter((violation) => violation !== null)
  if (broken !== null) violations.unshift(broken)
  let violationCount = violations.length
  const note = (found: readonly Violation[]): void => {
    violationCount += found.length
    violations.push(...found.slice(0, Math.max(0, listed - violations.length)))
  }

  const auditor = createAuditor({ clockOf })
  const days = dayReports((at) => officeTime(auditor.state.config?.timeZone ?? 'UTC').date(at))
  let lastAt: number | null = null
  for (const record of log === null ? [] : recordsOf(log, sound.seq)) {
    const event = auditedEvent(record)
    const found = auditor.see(event)
    note(found)
    // an event without the form of one cannot be told about
    if (found.some(({ rule }) => rule === 'L4')) continue
    lastAt = record.at
    days.see(event, auditor.state)
  }
  note(auditor.finish())

  const { config } = auditor.state
  return {
    verdict: violationCount === 0 ? 'clean' : 'violation',
    office: config === null ? null : { code: config.code, timeZone: config.timeZone },
    head: { ...sound, at: lastAt },
    witnessGiven: checked.length > 0,
    witnesses: checked,
    counts: auditor.counts,
    violationCount,
    first: violations[0] ?? null,
    violations,
    days: days.reports(),
  }
}

/** The clock of a date; of a time zone nobody knows, one that no plan has. */
const clockOf: ClockOf = (date, timeZone) => {
  try {
    return dayClock(date, timeZone)
  } catch {
    return { date, midnight: Number.NaN }
  }
}

/** The log holds JSON; that it is an event is what the auditor finds out. */
function auditedEvent({ seq, at, mono, event, command }: LogRecord): RecordedEvent & AuditedEvent {
  return { seq, time: { at, mono }, event: eventAs<QueueEvent>(event), command }
}
