/**
 * Everything that can go wrong with a log, and what recovers it:
 *
 * | error | what recovers it |
 * |---|---|
 * | LogWriteError | free the disk or mend it; the same append may be tried again |
 * | LogReadError | mend the disk, open again |
 * | LogLockedError | stop the other process, or use another data folder |
 * | LogOpenError | rights and space of the data folder |
 * | NotALogError | the right path, or a backup |
 * | LogVersionError | the newer program that wrote the log |
 * | BrokenChainError | an audit of the file, then a backup |
 * | BrokenCopyError | nothing: the two logs are compared by a person |
 * | LogConflictError | read what the other writer appended, decide again |
 * | DuplicateCommandError, LogClosedError | a bug of the caller |
 */
export class LogError extends Error {
  override readonly name: string = 'LogError'
}

/** The records could not be made durable: disk full, I/O error. Nothing was appended. */
export class LogWriteError extends LogError {
  override readonly name = 'LogWriteError'
  /** SQLite's code, such as `SQLITE_FULL`, where there is one. */
  readonly code: string | null
  constructor(message: string, code: string | null, cause: unknown) {
    super(message, { cause })
    this.code = code
  }
}

/** The storage would not give the records back. */
export class LogReadError extends LogError {
  override readonly name = 'LogReadError'
}

/** Another process (or this one) already writes this log. */
export class LogLockedError extends LogError {
  override readonly name = 'LogLockedError'
  constructor(file: string) {
    super(`The log ${file} is in use: another process writes it. Stop that process, or use another data folder.`)
  }
}

/** The file cannot be created, opened or written at all. */
export class LogOpenError extends LogError {
  override readonly name = 'LogOpenError'
}

/** The file is there, but no Cherha log. It was left as it is. */
export class NotALogError extends LogError {
  override readonly name = 'NotALogError'
  constructor(file: string, why: string) {
    super(`${file} is no Cherha log (${why}). It was left as it is: check the path, or restore the log from a backup.`)
  }
}

/** The log was written by a newer program. It was left as it is. */
export class LogVersionError extends LogError {
  override readonly name = 'LogVersionError'
  constructor(file: string, version: number, known: number) {
    super(`The log ${file} has format ${version}, this program knows formats up to ${known}. Start the newer program.`)
  }
}

/** Where a chain can be broken. */
export type ChainFault =
  | 'gap'
  | 'wrong-prev'
  | 'wrong-hash'
  | 'wrong-command'
  | 'unreadable'
  | 'lost-end'
  | 'damaged-file'

const FAULTS: Record<ChainFault, string> = {
  gap: 'it or one before it is missing',
  'wrong-prev': 'it does not follow the record before it',
  'wrong-hash': 'its content is not what was written',
  'wrong-command': 'it cannot be found by its command',
  unreadable: 'it cannot be read',
  'lost-end': 'a snapshot proves that it was here, and the log ends before it',
  'damaged-file': 'all before it hold, but the file is damaged and what came after them may be lost',
}

/** The log is not what was written. Nothing was changed. */
export class BrokenChainError extends LogError {
  override readonly name = 'BrokenChainError'
  /** The first record that does not fit. */
  readonly seq: number
  readonly reason: ChainFault
  constructor(log: string, seq: number, reason: ChainFault, cause?: unknown) {
    super(
      `${log} is broken at record ${seq}: ${FAULTS[reason]}. Nothing was changed. ` +
        'Keep a copy of the file, run the audit on it to see what is left, then restore the log from a backup.',
      cause === undefined ? undefined : { cause },
    )
    this.seq = seq
    this.reason = reason
  }
}

/** Records of another log that do not continue this one. Nothing was appended. */
export class BrokenCopyError extends LogError {
  override readonly name = 'BrokenCopyError'
  /** The seq the first unfit record should have had. */
  readonly seq: number
  readonly reason: ChainFault
  constructor(log: string, seq: number, reason: ChainFault) {
    super(`${log} took nothing of the copy: record ${seq} does not continue it (${FAULTS[reason]}).`)
    this.seq = seq
    this.reason = reason
  }
}

/** Another writer appended first. Nothing was appended; the log's head has moved. */
export class LogConflictError extends LogError {
  override readonly name = 'LogConflictError'
  constructor(log: string, seq: number) {
    super(`${log} has another record ${seq} already: somebody else writes this log too. Nothing was appended.`)
  }
}

/** A command id that is in the log already: the caller has to look with `findCommand` first. */
export class DuplicateCommandError extends LogError {
  override readonly name = 'DuplicateCommandError'
  constructor(id: string) {
    super(`The command ${id} is in the log already`)
  }
}

/** The log was used after `close`. */
export class LogClosedError extends LogError {
  override readonly name = 'LogClosedError'
  constructor() {
    super('The log is closed')
  }
}
