import { createMemoryLog, type EventLog, type LogRecord, LogWriteError, type NewRecord } from '@cherha/event-log'
import type {
  AliveStamp,
  CodeTries,
  EpochBecause,
  HubIdentity,
  PendingEpoch,
  ServerKeyFile,
} from '@cherha/office-hub/core'
import type { OfficeSecrets } from '@cherha/shared/protocol'
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
  readonly keys: ServerKeyFile
  readonly alive: AliveStamp
  readonly tries: CodeTries & { forgetWrongCodesBefore(date: string): void }
  readonly pendingEpoch: PendingEpoch
  readonly staff: StaffFile
}

/** The staff as the queue server has given it. */
export interface StaffFile {
  logins(): readonly string[]
  adopt(staff: OfficeSecrets['staff']): void
}

/** A copy of a data folder, as a backup takes it. */
export interface Backup {
  readonly records: readonly LogRecord[]
  readonly files: Files
}

/** Everything in the data folder but the log. */
interface Files {
  officeKey: Buffer
  dayKeys: Map<string, Buffer>
  secrets: number
  tries: Map<string, number>
  aliveAt: number | null
  epochDue: EpochBecause | null
  staff: readonly string[]
}

export interface DiskOptions {
  /** Opens the log; called again after each crash. Left out: one log in memory, which outlives them. */
  readonly openLog?: () => EventLog
  readonly random: Random
  /** Called with everything that has become durable, whether the process lives to tell or not. */
  readonly onCommitted: (records: readonly LogRecord[]) => void
  /** The same of records that the queue server has kept and this disk had lost. Left out: as any other. */
  readonly onAdopted?: (records: readonly LogRecord[]) => void
  /** The log is another one from here on: the disk was replaced, or put back from a backup. */
  readonly onReplaced?: () => void
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
  #memory = createMemoryLog()
  #files: Files
  /** Who the hub is to the queue server; null: it belongs to none. */
  identity: HubIdentity | null = null

  constructor(options: DiskOptions) {
    this.#options = options
    this.#openLog = options.openLog ?? (() => this.#memory)
    this.#files = newFiles(options.random.fork('office key').bytes(32))
  }

  /** Copies the data folder as it is. Of a log in memory only. */
  backup(): Backup {
    const { head, read } = this.#memory
    return { records: read(0, head().seq + 1), files: copyOf(this.#files) }
  }

  /**
   * Puts a backup back, or begins with an empty disk. The hub must not be running.
   * @param epochDue what whoever does it by the book tells the hub
   */
  replace(backup: Backup | null, epochDue: EpochBecause | null): void {
    this.#memory = createMemoryLog()
    if (backup !== null) this.#memory.appendCopy(backup.records)
    this.#files = backup === null ? newFiles(this.#options.random.bytes(32)) : copyOf(backup.files)
    this.#files.epochDue = epochDue ?? this.#files.epochDue
    this.#unsure = []
    this.#options.onReplaced?.()
  }

  /** Opens the data folder for a new process. */
  open(boundary: Boundary): DataFolder {
    this.#log = this.#openLog()
    return {
      log: this.#logOf(this.#log, boundary),
      keys: this.#keysOf(boundary),
      ...this.#filesOf(boundary),
      ...this.#serverFilesOf(boundary),
    }
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
      appendCopy: (records) => {
        boundary('before append')
        if (this.full) throw new LogWriteError('the disk is full', 'SQLITE_FULL', null)
        log.appendCopy(records)
        ;(this.#options.onAdopted ?? this.#options.onCommitted)(records)
        boundary('after append')
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
  #keysOf(boundary: Boundary): ServerKeyFile {
    const files = this.#files
    const known = new Map(files.dayKeys)
    let { officeKey, secrets } = files
    return {
      get office() {
        return officeKey
      },
      get secrets() {
        return secrets
      },
      days: known,
      adopt: (given) => {
        const keys = Object.entries(given.days).map(([date, key]) => [date, Buffer.from(key, 'base64')] as const)
        const fresh = keys.filter(([date, key]) => known.get(date)?.equals(key) !== true)
        const office = Buffer.from(given.office, 'base64')
        this.#write(boundary, 'keys', () => {
          for (const [date, key] of fresh) files.dayKeys.set(date, key)
          files.officeKey = office
          files.secrets = given.version
        })
        for (const [date, key] of fresh) known.set(date, key)
        if (!office.equals(officeKey)) officeKey = office
        secrets = given.version
      },
      day: (date) => known.get(date) ?? null,
      ensureDay: (date) => {
        const key = known.get(date)
        if (key) return key
        const fresh = this.#options.random.bytes(32)
        this.#write(boundary, 'key', () => files.dayKeys.set(date, fresh))
        known.set(date, fresh)
        return fresh
      },
      eraseBefore: (date) => {
        const old = [...known.keys()].filter((day) => day < date)
        if (old.length === 0) return old
        this.#write(boundary, 'keys', () => old.forEach((day) => files.dayKeys.delete(day)))
        for (const day of old) known.delete(day)
        return old
      },
    }
  }

  #filesOf(boundary: Boundary): Pick<DataFolder, 'alive' | 'tries'> {
    const files = this.#files
    const { tries } = files
    const id = (ticket: { date: string; number: string; sold: number }) =>
      `${ticket.date} ${ticket.number} ${ticket.sold}`
    return {
      alive: {
        read: () => files.aliveAt,
        write: (at) =>
          this.#write(boundary, 'alive', () => {
            files.aliveAt = at
          }),
      },
      tries: {
        codeLocked: (ticket) => (tries.get(id(ticket)) ?? 0) >= 5,
        countWrongCode: (ticket) =>
          void this.#write(boundary, 'tries', () => tries.set(id(ticket), (tries.get(id(ticket)) ?? 0) + 1)),
        forgetWrongCodes: (ticket) => {
          if (tries.has(id(ticket))) this.#write(boundary, 'tries', () => tries.delete(id(ticket)))
        },
        forgetWrongCodesBefore: (date) => {
          for (const key of tries.keys()) if (key < date) tries.delete(key)
        },
      },
    }
  }

  #serverFilesOf(boundary: Boundary): Pick<DataFolder, 'pendingEpoch' | 'staff'> {
    const files = this.#files
    return {
      pendingEpoch: {
        get: () => files.epochDue,
        set: (because) =>
          this.#write(boundary, 'epoch', () => {
            files.epochDue = because
          }),
      },
      staff: {
        logins: () => files.staff,
        adopt: (staff) =>
          this.#write(boundary, 'staff', () => {
            files.staff = staff.map(({ login }) => login)
          }),
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

function newFiles(officeKey: Buffer): Files {
  return { officeKey, dayKeys: new Map(), secrets: 0, tries: new Map(), aliveAt: null, epochDue: null, staff: [] }
}

function copyOf(files: Files): Files {
  return { ...files, dayKeys: new Map(files.dayKeys), tries: new Map(files.tries) }
}
