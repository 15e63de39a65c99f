import { EMPTY_HEAD } from './chain.ts'
import { DuplicateCommandError, LogClosedError, LogWriteError } from './errors.ts'
import type { EventLog, LogHead } from './log.ts'
import {
  assertPage,
  assertSnapshotOf,
  chainContents,
  contentOf,
  copyRows,
  isIntact,
  placed,
  type RecordRow,
  readRow,
  readSnapshot,
  type SnapshotRow,
  snapshotRow,
} from './row.ts'

export interface MemoryLogOptions {
  /** Called before anything is kept. What it throws comes out as a `LogWriteError`, as a full disk would. */
  readonly beforeCommit?: (what: 'append' | 'snapshot') => void
}

/** A log that lives as long as the process: for tests and simulations. Keeps the same texts as a log on disk. */
export function createMemoryLog(options: MemoryLogOptions = {}): EventLog {
  const name = 'The log in memory'
  const rows: RecordRow[] = []
  const seqOfCommand = new Map<string, number>()
  let snapshots: SnapshotRow[] = []
  let closed = false

  const head = (): LogHead => {
    const last = rows.at(-1)
    return last === undefined ? EMPTY_HEAD : { seq: last.seq, hash: last.hash }
  }
  const assertOpen = () => {
    if (closed) throw new LogClosedError()
  }
  const beforeCommit = (what: 'append' | 'snapshot') => {
    try {
      options.beforeCommit?.(what)
    } catch (error) {
      if (error instanceof LogWriteError) throw error
      throw new LogWriteError(`${name} was not written: ${String(error)}`, null, error)
    }
  }

  const commit = (added: readonly RecordRow[]) => {
    if (added.length === 0) return
    const ids = new Set<string>()
    for (const { command_id: id } of added) {
      if (id === null) continue
      if (seqOfCommand.has(id) || ids.has(id)) throw new DuplicateCommandError(id)
      ids.add(id)
    }
    beforeCommit('append')
    for (const row of added) {
      rows.push(row)
      if (row.command_id !== null) seqOfCommand.set(row.command_id, row.seq)
    }
  }

  return {
    head() {
      assertOpen()
      return head()
    },
    append(records) {
      assertOpen()
      const added = chainContents(head(), records.map(contentOf))
      commit(added)
      return records.map((record, i) => placed(record, at(added, i)))
    },
    appendCopy(records) {
      assertOpen()
      commit(copyRows(name, head(), records))
    },
    read(after, limit) {
      assertOpen()
      assertPage(after, limit)
      return rows.slice(after, after + limit).map((row) => readRow(name, row))
    },
    findCommand(id) {
      assertOpen()
      const seq = seqOfCommand.get(id)
      return seq === undefined ? null : readRow(name, at(rows, seq - 1))
    },
    saveSnapshot(snapshot) {
      assertOpen()
      assertSnapshotOf(head(), snapshot)
      const row = snapshotRow(snapshot)
      beforeCommit('snapshot')
      snapshots = [row, ...snapshots.filter((other) => other.seq !== row.seq)].sort((a, b) => b.seq - a.seq).slice(0, 2)
    },
    loadSnapshot(version) {
      assertOpen()
      const fits = (row: SnapshotRow) =>
        row.version === version && isIntact(row) && rows[row.seq - 1]?.hash === row.hash
      const row = snapshots.find(fits)
      return row === undefined ? null : readSnapshot(row)
    },
    close() {
      closed = true
    },
  }
}

function at(rows: readonly RecordRow[], index: number): RecordRow {
  const row = rows[index]
  if (row === undefined) throw new RangeError(`No row ${index}`)
  return row
}
