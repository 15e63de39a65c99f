import { BrokenChainError, LogReadError, type LogReader } from '@cherha/event-log'
import { compareLogs } from './compare.ts'
import { compareText } from './compare-text.ts'
import { openLog } from './open-log.ts'
import { type AuditOptions, readOptions } from './options.ts'
import { damagedReport, runAudit } from './run-audit.ts'
import { textReport } from './text-report.ts'
import { UnusableInputError } from './unusable-input.ts'

/** What the command prints, and its exit code. */
export interface AuditOutcome {
  readonly code: 0 | 1 | 2
  readonly out: string
  readonly err: string
}

/**
 * `npm run audit -- (FILE [--witness SEQ:HASH]… | --compare OLD NEW) [--json]`: checks an office's log without changing anything.
 * Exit code 0: clean; 1: a violation; 2: there is nothing to audit. With `--compare OLD NEW`, 0: one of the logs is the
 * beginning of the other; 1: they part; 2: they cannot be compared to their ends.
 */
export function audit(args: readonly string[]): AuditOutcome {
  try {
    const options = readOptions(args)
    return options.compareWith === null ? report(options) : comparison(options, options.compareWith)
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

function comparison({ file, json }: AuditOptions, compareWith: string): AuditOutcome {
  const found = closing(openSound(file), (old) => closing(openSound(compareWith), (fresh) => compareLogs(old, fresh)))
  const out = json
    ? `${JSON.stringify({ files: { old: file, new: compareWith }, ...found })}\n`
    : compareText(file, compareWith, found)
  if (found.verdict === 'parted') return { code: 1, out, err: '' }
  const cut = found.old.brokenAt !== null || found.new.brokenAt !== null
  return { code: cut ? 2 : 0, out, err: '' }
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

function openSound(file: string): LogReader {
  const log = opened(file)
  if (log === null) throw new UnusableInputError(`${file} is damaged and nothing in it can be read.`)
  return log
}

function closing<T>(log: LogReader, read: (log: LogReader) => T): T {
  try {
    return read(log)
  } finally {
    log.close()
  }
}
