import { existsSync, statSync } from 'node:fs'
import {
  BrokenChainError,
  LogError,
  type LogReader,
  LogVersionError,
  NotALogError,
  openSqliteLogReader,
} from '@cherha/event-log'
import { UnusableInputError } from './unusable-input.ts'

/**
 * Opens a log for reading, also beside the hub that writes it.
 * @throws UnusableInputError when it is no log of this program; BrokenChainError when it was one and is damaged.
 */
export function openLog(file: string): LogReader {
  if (!existsSync(file)) throw new UnusableInputError(`There is no file ${file}.`)
  if (!statSync(file).isFile()) throw new UnusableInputError(`${file} is no file; give the log itself (office.db).`)
  try {
    return openSqliteLogReader(file)
  } catch (error) {
    if (error instanceof BrokenChainError) throw error
    if (error instanceof NotALogError) throw new UnusableInputError(`${file} is no Cherha log.`, { cause: error })
    if (error instanceof LogVersionError)
      throw new UnusableInputError(`${file} was written by a newer program; audit it with that one.`, { cause: error })
    if (error instanceof LogError) throw new UnusableInputError(error.message, { cause: error })
    throw error
  }
}
