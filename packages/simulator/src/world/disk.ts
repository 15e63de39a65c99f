import { createMemoryLog, type EventLog, type LogRecord, LogWriteError, type NewRecord } from '@cherha/event-log'
import type { AliveStamp, CodeTries, KeyFile } from '@cherha/office-hub/core'
import type { Random } from '../random.ts'

/** The process that used the disk is gone: whatever it still tries has no effect. */
export class ProcessGone extends Error {
  override name = 'ProcessGone'
}

/** A moment of a process at which it can be killed, by name. */
export type Boundary = (name: string) => void

/** What a process of the hub sees of its data folder. */
export interface DataFolder {
  readonly log: EventLog
  readonly keys: KeyFile
  readonly alive: AliveStamp
  readonly tries: CodeTries & { forgetWrongCodesBefore(date: string): void }
}

export interface DiskOptions {
  /** Opens the log; called again after each crash. Left out: one log in memory, which outlives them. */
  readonly openLog?: () => EventLog
  readonly random: Random
  /** Called with everything that has become durable, whether the process lives to tell or not. */
  readonly onCommitted: (records: readonly LogRecord[]) => void
}

/** The disk of one office: what was committed outlives the process, nothing else does. */
export class Disk {
  full = false
  /** It is full, or was a moment ago: what was to be written then is not all there yet. */
  troubled = false
  /** A write that fails may be there after all once the process is gone: its fsync failed, not the write. */
  doubtful = false
  readonly #options: DiskOptions
  readonly #openLog: () => EventLog
  #log: EventLog | null = null
  #unsure: readonly NewRecord[] = []
  readonly #officeKey: Buffer
  readonly #dayKeys = new Map<string, Buffer>()
  readonly #tries = new Map<string, number>()
  #aliveAt: number | null = null

  constructor(options: DiskOptions) {
    this.#options = options
    const memory = createMemoryLog()
    this.#openLog = options.openLog ?? (() => memory)
    this.#officeKey = options.random.fork('office key').bytes(32)
  }

  /** Opens the data folder for a new process. */
  open(boundary: Boundary): DataFolder {
    this.#log = this.#openLog()
    return { log: this.#logOf(this.#log, boundary), keys: this.#keysOf(boundary), ...this.#filesOf(boundary) }
  }

  /** The process is gone. What it had written and not yet made sure of may be there or not. */
  leave(): void {
    const log = this.#log
    if (log === null) return
    if (this.#unsure.length > 0 && this.#options.random.chance(0.5)) {
      this.#options.onCommitted(log.append(this.#unsure))
    }
    this.#unsure = []
    this.#log = null
    if (this.#options.openLog !== undefined) log.close()
  }

  /** The log as an auditor with a copy of the disk reads it. */
  inspect<T>(look: (log: EventLog) => T): T {
    const open = this.#log
    const log = open ?? this.#openLog()
    try {
      return look(log)
    } finally {
      if (open === null && this.#options.openLog !== undefined) log.close()
    }
  }

  #logOf(log: EventLog, boundary: Boundary): EventLog {
    return {
      ...log,
      append: (records) => {
        boundary('before append')
        if (this.full) {
          if (this.doubtful) this.#unsure = records
          throw new LogWriteError('the disk is full', 'SQLITE_FULL', null)
        }
        this.#unsure = []
        const stored = log.append(records)
        this.#options.onCommitted(stored)
        boundary('after append')
        return stored
      },
      saveSnapshot: (snapshot) => {
        boundary('before snapshot')
        if (this.full) throw new LogWriteError('the disk is full', 'SQLITE_FULL', null)
        log.saveSnapshot(snapshot)
        boundary('after snapshot')
      },
      read: (after, limit) => {
        boundary('read')
        return log.read(after, limit)
      },
      // the disk closes what it opened
      close: () => {},
    }
  }

  /** As the key file: stored before it is used, and read once at the start. */
  #keysOf(boundary: Boundary): KeyFile {
    const known = new Map(this.#dayKeys)
    return {
      office: this.#officeKey,
      day: (date) => known.get(date) ?? null,
      ensureDay: (date) => {
        const key = known.get(date)
        if (key) return key
        const fresh = this.#options.random.bytes(32)
        this.#write(boundary, 'key', () => this.#dayKeys.set(date, fresh))
        known.set(date, fresh)
        return fresh
      },
      eraseBefore: (date) => {
        const old = [...known.keys()].filter((day) => day < date)
        if (old.length === 0) return old
        this.#write(boundary, 'keys', () => old.forEach((day) => this.#dayKeys.delete(day)))
        for (const day of old) known.delete(day)
        return old
      },
    }
  }

  #filesOf(boundary: Boundary): Pick<DataFolder, 'alive' | 'tries'> {
    const id = (ticket: { date: string; number: string; sold: number }) =>
      `${ticket.date} ${ticket.number} ${ticket.sold}`
    return {
      alive: {
        read: () => this.#aliveAt,
        write: (at) =>
          this.#write(boundary, 'alive', () => {
            this.#aliveAt = at
          }),
      },
      tries: {
        codeLocked: (ticket) => (this.#tries.get(id(ticket)) ?? 0) >= 5,
        countWrongCode: (ticket) =>
          void this.#write(boundary, 'tries', () =>
            this.#tries.set(id(ticket), (this.#tries.get(id(ticket)) ?? 0) + 1),
          ),
        forgetWrongCodes: (ticket) => {
          if (this.#tries.has(id(ticket))) this.#write(boundary, 'tries', () => this.#tries.delete(id(ticket)))
        },
        forgetWrongCodesBefore: (date) => {
          for (const key of this.#tries.keys()) if (key < date) this.#tries.delete(key)
        },
      },
    }
  }

  #write(boundary: Boundary, what: string, store: () => void): void {
    boundary(`before ${what}`)
    if (this.full) throw new Error('ENOSPC: no space left on device')
    store()
    boundary(`after ${what}`)
  }
}
