import { BrokenChainError, LogReadError, type LogReader } from '@cherha/event-log'
import { openLog } from './audit/open-log.ts'
import { readOptions } from './audit/options.ts'
import { type AuditReport, damagedReport, runAudit } from './audit/run-audit.ts'
import { textReport } from './audit/text-report.ts'
import { UnusableInputError } from './audit/unusable-input.ts'

/**
 * `npm run audit -- FILE [--witness SEQ:HASH]… [--json]`: checks an office's log without changing anything.
 * Exit code 0: clean; 1: a violation; 2: there is nothing to audit.
 */
function main(args: readonly string[]): number {
  const { file, witnesses, json } = readOptions(args)
  const log = opened(file)
  const report = log === null ? damagedReport(witnesses) : audited(log, (reader) => runAudit(reader, witnesses))
  process.stdout.write(json ? `${JSON.stringify({ file, ...report })}\n` : textReport(file, report))
  return report.verdict === 'clean' ? 0 : 1
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

function audited(log: LogReader, audit: (log: LogReader) => AuditReport): AuditReport {
  try {
    return audit(log)
  } finally {
    log.close()
  }
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof UnusableInputError) && !(error instanceof LogReadError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
