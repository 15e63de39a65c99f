import type { CalendarConfig, HubOrder, HubOrderAnswer, HubStatus, OfficeConfig } from '@cherha/shared/protocol'
import type { Logger } from 'pino'
import type { AccountStore, SessionStore } from '../accounts/stores.ts'
import type { SystemState } from '../connectors/system-book.ts'
import type { OfficeNode } from '../offices/office-node.ts'
import type { ErasureNotes, ServerClock } from '../offices/ports.ts'
import type { BookingHttp } from './booking/parts.ts'
import type { CaseHttp } from './cases/parts.ts'
import type { LeafletParts } from './leaflet-route.ts'
import type { Metrics } from './metrics.ts'
import type { PortalHttp } from './portal/parts.ts'

/** JSON data of the journal. */
export type JournalDetail = Readonly<Record<string, unknown>>

export interface JournalRow {
  readonly seq: number
  /** Server time, ms. */
  readonly at: number
  readonly who: string
  readonly office: string | null
  readonly action: string
  readonly detail: JournalDetail
}

/** Who did what, for ever. */
export interface JournalStore {
  append(entry: Omit<JournalRow, 'seq'>): Promise<void>
  /** Newest first. `q` is looked for in who, action and detail, in any case. */
  list(query: {
    readonly office?: string | undefined
    readonly q?: string | undefined
    readonly before?: number | undefined
    readonly limit: number
  }): Promise<readonly JournalRow[]>
}

/** The working-day calendar as it is now. */
export interface CalendarRow {
  readonly calendar: CalendarConfig
  /** 0: the built-in one. */
  readonly version: number
  /** null: built in. */
  readonly by: string | null
  /** Server time, ms. */
  readonly at: number | null
}

/** The working-day calendar, every version of it. */
export interface CalendarStore {
  get(): Promise<CalendarRow>
  /** @returns false when `version` is not the newest: nothing is changed */
  put(change: {
    readonly calendar: CalendarConfig
    readonly version: number
    readonly who: string
    readonly at: number
  }): Promise<boolean>
}

export interface HubRow {
  readonly id: string
  readonly office: string
  readonly enrolledAt: number
  readonly revokedAt: number | null
  readonly lastContact: number | null
  readonly version: string | null
  readonly epoch: number
  readonly divergence: string | null
}

/** Identities of hubs. */
export interface HubStore {
  list(office: string): Promise<readonly HubRow[]>
  /** @returns false when the office has no such hub, or it is revoked already */
  revoke(office: string, id: string, at: number): Promise<boolean>
}

export interface EnrolmentCodeRow {
  readonly hash: string
  readonly office: string
  readonly restore: boolean
  readonly expiresAt: number
}

/** One-time codes of new hubs; only their hashes. */
export interface EnrolmentCodeStore {
  create(code: EnrolmentCodeRow): Promise<void>
  get(hash: string): Promise<EnrolmentCodeRow | null>
  /**
   * Uses the code up, revokes the office's hubs and adds this one: all of it or nothing.
   * @returns false when the code is gone
   */
  redeem(
    hash: string,
    now: number,
    hub: { readonly id: string; readonly office: string; readonly publicKey: string; readonly restore: boolean },
  ): Promise<boolean>
  clean(now: number): Promise<void>
}

/** PINs of disabled staff, kept for the day they come back. */
export interface DisabledStaffStore {
  list(office: string): Promise<readonly StaffSecret[]>
  put(office: string, secret: StaffSecret): Promise<void>
  remove(office: string, login: string): Promise<void>
}
export interface StaffSecret {
  readonly login: string
  readonly salt: string
  readonly hash: string
}

export interface Stores {
  readonly accounts: AccountStore
  readonly sessions: SessionStore
  readonly journal: JournalStore
  readonly calendar: CalendarStore
  readonly hubs: HubStore
  readonly codes: EnrolmentCodeStore
  readonly disabledStaff: DisabledStaffStore
  readonly erasures: ErasureNotes
}

/** What the server knows of the connection with an office's hub. */
export interface HubLink {
  readonly state: 'connected' | 'away' | 'never' | 'diverged'
  readonly lastContact: number | null
  readonly version: string | null
  readonly epoch: number
}

/** The connections of the hubs, as the administrator's interface needs them. */
export interface HubLinks {
  link(office: string): HubLink
  /** Id of the hub that is connected now. */
  connectedHub(office: string): string | null
  /** What the hub said last, and when. */
  status(office: string): { readonly status: HubStatus; readonly at: number } | null
  /** null: no hub of the office is connected, or it did not answer. */
  order(office: string, order: HubOrder): Promise<HubOrderAnswer | null>
  /** Ends the connection of a hub that has just been revoked. */
  drop(hub: string): void
  /** Lets a hub that has diverged try again: its next connection is judged anew. */
  settle(hub: string): Promise<void>
}

/** The offices this server runs. */
export interface Offices {
  all(): readonly OfficeNode[]
  get(code: string): OfficeNode | null
  /** A new office, configured. @returns null when the code is taken */
  create(config: OfficeConfig): Promise<OfficeNode | null>
}

/** Everything the HTTP interface is made of. */
export interface HttpParts {
  readonly stores: Stores
  readonly offices: Offices
  readonly hubs: HubLinks
  readonly clock: ServerClock
  readonly logger: Logger
  readonly metrics: Metrics
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>
  /** How it stands with the outside systems; left out: none are asked. */
  readonly outside?: () => Promise<readonly SystemState[]>
  /** Whether the server's clock seems to be ahead; left out: it is not watched. */
  readonly clockState?: () => 'ok' | 'ahead'
  /** Folder of the built administrator's page; null: it is not served. */
  readonly pages: string | null
  /** Folder of the built public pages; null or left out: they are not served. */
  readonly site?: string | null
  /** The cases and what they stand on; left out: this server has no cases. */
  readonly cases?: CaseHttp | undefined
  /** Cookies go over TLS only: not on loopback. */
  readonly secureCookies: boolean
  /** Proxies whose word about a client's address counts: CIDRs. Left out: those of this computer. */
  readonly trustedProxies?: readonly string[] | undefined
  /** Online booking; left out: this server has none, and says so. */
  readonly booking?: BookingHttp | undefined
  /** Left out: no leaflets are made. */
  readonly leaflets?: LeafletParts | undefined
  /** Other web sites that book places; left out: there are none. */
  readonly portals?: PortalHttp | undefined
  readonly version: string
  /** What a command at this computer's console shows to be let in; left out: none is. */
  readonly consoleToken?: string | undefined
}
