import type { AsyncEventLog } from '@cherha/event-log'
import type { OfficeSecrets } from '@cherha/shared/protocol'

/** Stops a timer; harmless once it has fired. */
export type CancelTimer = () => void

/** The server's time. */
export interface ServerClock {
  /** Milliseconds since 1970. */
  now(): number
  /** Calls `fire` once, `ms` from now. */
  setTimer(ms: number, fire: () => void): CancelTimer
}

/** Keeps the secrets of one office, apart from its logs. */
export interface SecretsStore {
  /** null: the office has none yet. */
  load(): Promise<OfficeSecrets | null>
  /** Durable when it resolves; when it rejects, what was stored before is still there. */
  save(secrets: OfficeSecrets): Promise<void>
}

/** Keys that were found due to be erased, and when (server time, ms): a clock that was wrong shows before they are. */
export interface ErasureNotes {
  /** By visit day. */
  list(office: string): Promise<ReadonlyMap<string, number>>
  /** A day that is noted already keeps its time. */
  note(office: string, dates: readonly string[], at: number): Promise<void>
  drop(office: string, dates: readonly string[]): Promise<void>
}

export type Report = (message: string, error: unknown) => void

/** What an office on the server needs from outside: nothing in it knows a database or a network. */
export interface OfficePorts {
  /** Four digits. */
  readonly code: string
  /** Written here and nowhere else; its events are inbox items. */
  readonly inbox: AsyncEventLog
  /** The server's copy of the office's own log. */
  readonly copy: AsyncEventLog
  readonly secrets: SecretsStore
  /** Public half of the installation's voucher key, base64. Left out: nobody is vouched for. */
  readonly voucherKey?: string
  readonly clock: ServerClock
  /** Errors that no caller sees. */
  readonly report: Report
  /** Random bytes: keys, the initial values of boxes. Left out: the computer's. */
  readonly random?: (bytes: number) => Buffer
  /** A new id for a request to the hub. Left out: `crypto.randomUUID`. */
  readonly newId?: () => string
  /** Events between two snapshots of the mirror. Left out: 1,000. */
  readonly snapshotEvery?: number
}
