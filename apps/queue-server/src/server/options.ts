import type { BookingSettings } from '@cherha/shared/protocol'
import type { OutsideConfig } from '../connectors/config.ts'
import type { App } from '../http/app.ts'
import type { Offices } from '../http/parts.ts'
import type { ServerClock } from '../offices/ports.ts'
import type { Provision } from './provision.ts'

/** Where a virus scanner listens. */
export interface ScannerAddress {
  readonly host: string
  readonly port: number
}

export interface ServerOptions {
  /** 0: any free one. */
  readonly port: number
  /** Folder of the embedded database and of what belongs to this server; made when missing. One server at a time. */
  readonly dataDir: string
  /** A PostgreSQL somebody else runs; left out: the embedded one, in the data folder. */
  readonly url?: string | undefined
  /** Address to be reached at. Left out: this computer only. */
  readonly listen?: string | undefined
  /** Left out: the computer's. */
  readonly clock?: ServerClock | undefined
  /** Days after a visit until its personal data can no longer be read. Left out: 30. */
  readonly retentionDays?: number | undefined
  /** Years after its end until the data of a case can no longer be read. Left out: no case is erased. */
  readonly caseYears?: number | undefined
  /** Registers, printing works, mail; left out or null: none, and whatever needs one waits. */
  readonly outside?: OutsideConfig | null | undefined
  /** Online booking; left out or null: nothing can be booked. */
  readonly booking?: BookingSettings | null | undefined
  /** ClamAV's daemon, which looks through every scan; left out or null: scans are marked as not scanned. */
  readonly scanner?: ScannerAddress | null | undefined
  /** Folder of the built administrator's page; left out: the one of `npm run build`. null: none. */
  readonly pages?: string | null | undefined
  /** The same of the public pages, which are at `/`. */
  readonly site?: string | null | undefined
  /** More routes on the same server; the real one has none. */
  readonly routes?: ((app: App, server: RunningServer) => void) | undefined
  readonly logLevel?: 'silent' | 'error' | 'warn' | 'info' | 'debug' | undefined
}

/** What a test may reach inside, and wait for. */
export interface RunningServer {
  readonly offices: Offices
  readonly provision: Provision
  /** Resolves when no job is under way and what hubs said of themselves is stored. */
  idle(): Promise<void>
}

export interface ServerHandle extends RunningServer {
  /** Without a trailing slash. */
  readonly url: string
  readonly port: number
  /** Resolves when another queue server has taken the database at `url` over: this one is to be closed. */
  readonly displaced: Promise<void>
  /** Answers what has arrived, ends connections, closes the database. May be called twice. */
  close(): Promise<void>
}
