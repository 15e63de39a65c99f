export { type AsyncEventLog, type AsyncLogReader, asyncLog, verifyAsyncLog } from './async-log.ts'
export { canonicalJson } from './canonical.ts'
export { EMPTY_HEAD, hashJson, hashRecord, sha256, type Verification, verifyLog, verifyRecord } from './chain.ts'
export {
  BrokenChainError,
  BrokenCopyError,
  type ChainFault,
  DuplicateCommandError,
  LogClosedError,
  LogConflictError,
  LogError,
  LogLockedError,
  LogOpenError,
  LogReadError,
  LogVersionError,
  LogWriteError,
  NotALogError,
} from './errors.ts'
export type { CommandRecord, EventLog, Json, LogHead, LogReader, LogRecord, NewRecord, Snapshot } from './log.ts'
export { createMemoryLog, type MemoryLogOptions } from './memory-log.ts'
export { openPostgresLogGroup, type PostgresLogGroup } from './postgres-group.ts'
export { openPostgresLog, type PostgresLogOptions } from './postgres-log.ts'
export { createPostgresLogTables, postgresLogSchema } from './postgres-rows.ts'
export { hashCopied } from './row.ts'
export { openSqliteLog, openSqliteLogReader, type SqliteLog, type SqliteLogOptions } from './sqlite-log.ts'
export { asEvent, asJson, asRecord, eventAs, jsonAs, type TravelledRecord } from './typed.ts'
