import { BrokenChainError, LogReadError, type LogReader } from '@cherha/event-log'
import { openLog } from './open-log.ts'
import { type AuditOptions, readOptions } from './options.ts'
import { type AuditReport, damagedReport, runAudit } from './run-audit.ts'
import { textReport } from './text-report.ts'
import { UnusableInputError } from './unusable-input.ts'

/** What the command prints, and its exit code. */
export interface AuditOutcome {
  readonly code: 0 | 1 | 2
  readonly out: string
  readonly err: string
}

/**
 * `npm run audit -- FILE [--witness SEQ:HASH]… [--json]`: checks an office's log without changing anything.
 * Exit code 0: clean; 1: a violation; 2: there is nothing to audit.
 */
export function audit(args: readonly string[]): AuditOutcome {
  try {
    return report(readOptions(args))
  } catch (error) {
    if (!(error instanceof UnusableInputError) && !(error instanceof LogReadError)) throw error
    return { code: 2, out: '', err: `${error.message}\n` }
  }
}

function report({ file, witnesses, json }: AuditOptions): AuditOutcome {
  const log = opened(file)
  const found = log === null ? damagedReport(witnesses) : closing(log, (reader) => runAudit(reader, witnesses))
  const out = json ? `${JSON.stringify({ file, ...found })}\n` : textReport(file, found)
  return { code: found.verdict === 'clean' ? 0 : 1, out, err: '' }
}

/** null: it is a log, and too damaged to be opened. */
function opened(file: string): LogReader | null {
  try {
    return openLog(file)
  } catch (error) {
    if (error instanceof BrokenChainError) return null
    throw error
  }
}

function closing(log: LogReader, read: (log: LogReader) => AuditReport): AuditReport {
  try {
    return read(log)
  } finally {
    log.close()
  }
}
