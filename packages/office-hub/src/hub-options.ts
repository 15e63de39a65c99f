import type { EventLog } from '@cherha/event-log'
import type { FileScanner } from '@cherha/case-vault'
import type { HubLinkEnd, OfficeConfig } from '@cherha/shared/protocol'
import type { Card } from '@cherha/shared/workflow'
import type { FastifyInstance } from 'fastify'
import type { HubClock } from './clock/hub-clock.ts'
import type { Credentials } from './credentials/credentials.ts'
import type { RateLimits } from './gateway/rate-limits.ts'
import type { ListenAddress } from './lan/listen-address.ts'
import type { PlanPublisher } from './plan/publisher.ts'
import type { ServerContact } from './uplink/ports.ts'

export interface HubOptions {
  /**
   * The office. A hub that is enrolled at a queue server (`server.json` in the data folder) takes it, as its days and
   * its staff, from there alone; what is given here is not looked at.
   */
  readonly config?: OfficeConfig | undefined
  /** Folder of the log, the keys and the credentials; made when missing. One hub at a time. */
  readonly dataDir: string
  /** Port on 127.0.0.1; 0: any free one. */
  readonly port: number
  /** Addresses of this computer in the office's network, served over TLS. Left out: loopback only. */
  readonly listen?: readonly ListenAddress[] | undefined
  /** `tcp:HOST:PORT` and the like, with options (docs/operations.md); left out: the hub drives no printer. */
  readonly printer?: string | undefined
  /** Left out: the computer's. */
  readonly clock?: HubClock | undefined
  /** Left out: the hub publishes the days itself, from its configuration. */
  readonly publisher?: PlanPublisher | undefined
  /** Left out: SQLite in the data folder. The hub closes it. */
  readonly openLog?: ((dataDir: string) => EventLog) | undefined
  readonly limits?: Partial<RateLimits> | undefined
  /** Days after the visit day until its personal data can no longer be read. Left out: 30. */
  readonly retentionDays?: number | undefined
  /** The data folder is a backup, or a replacement: numbers may have been given that its log does not know (R rules). */
  readonly restored?: boolean | undefined
  /** Opens a connection to the queue server. Left out: socket.io to the address of `server.json`. */
  readonly connectServer?: (() => Promise<HubLinkEnd>) | undefined
  /** The longest wait before a lost server is tried again, ms. Left out: 30 s. */
  readonly serverRetryMs?: number | undefined
  /** Whether hub time follows the queue server's. Left out: it does; two test clocks are moved one after the other. */
  readonly followServerTime?: boolean | undefined
  /** Technology cards. Left out: those the program comes with, and those the queue server has. */
  readonly cards?: readonly Card[] | undefined
  /** Looks through scans of applications. Left out: nobody does, and they are kept as `not-scanned`. */
  readonly fileScanner?: FileScanner | undefined
  /** More routes on the same server; the real hub has none. */
  readonly routes?: ((server: FastifyInstance, hub: RunningHub) => void) | undefined
  /** Of the hub's own log lines on stderr. Left out: `warn`. */
  readonly logLevel?: 'silent' | 'error' | 'warn' | 'info' | undefined
}

/** What a test or a simulator may wait for. */
export interface RunningHub {
  /** Resolves when every command that has arrived is decided and stored. */
  idle(): Promise<void>
}

export interface HubHandle extends RunningHub {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  /** Where devices of the network reach it, `https://ADDRESS:PORT`, in the order of `listen`. */
  readonly lanUrls: readonly string[]
  /** SHA-256 of its certificate, hex; null while it is served on loopback only. */
  readonly fingerprint: string | null
  /** The office's code and name, as the log has them. */
  readonly office: Pick<OfficeConfig, 'code' | 'name'>
  /** The connection to the queue server; state `none` for a hub without one. */
  server(): ServerContact
  /** Devices and staff of this hub; it may be used while the hub runs. */
  readonly credentials: Credentials
  /** Resolves when every ticket given to the hub's printer is printed or has failed. */
  printed(): Promise<void>
  /** Answers what has arrived, closes sockets, log and files. May be called twice. */
  close(): Promise<void>
}
