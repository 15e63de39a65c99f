import type { OfficeConfig } from '@cherha/shared/protocol'
import type { ClerkPlan, DisplayPlan, Fault, LeadPlan, TerminalPlan, VisitorPlan } from '../scenario/scenario.ts'
import type { LinkFaults } from '../world/link.ts'
import type { LinePlan } from './connection.ts'

/** Everything about a run of a server and its offices that is decided before it begins. */
export interface OfficesScenario {
  readonly seed: number
  /** World time, ms since 1970. */
  readonly startsAt: number
  /** Everything is mended, and no fault is left. */
  readonly healsAt: number
  readonly sites: readonly SitePlan[]
  readonly serverFaults: readonly ServerFault[]
}

/** One office. */
export interface SitePlan {
  readonly config: OfficeConfig
  /** Dates with a reception, in order. */
  readonly dates: readonly string[]
  readonly snapshotEvery: number
  readonly net: LinkFaults
  readonly line: LinePlan
  readonly terminals: readonly TerminalPlan[]
  readonly displays: readonly DisplayPlan[]
  readonly clerks: readonly ClerkPlan[]
  readonly lead: LeadPlan | null
  readonly visitors: readonly VisitorPlan[]
  readonly web: readonly WebPlan[]
  readonly faults: readonly SiteFault[]
  readonly changes: readonly ChangePlan[]
}

/** Somebody who books online, or says so. */
export interface WebPlan {
  readonly id: number
  readonly service: string
  readonly date: string
  /** World time, ms since 1970. */
  readonly booksAt: number
  /** Gives a name besides the digits of a document. */
  readonly named: boolean
  /** null: never. */
  readonly cancelsAt: number | null
  readonly comesAt: number | null
  readonly proof: 'code' | 'digits'
  /** Has no booking, and claims a number somebody may have booked. */
  readonly impostor: boolean
}

/** What an administrator does at the server. */
export type ChangePlan = { readonly at: number } & (
  | { readonly kind: 'places'; readonly date: string }
  | { readonly kind: 'configure'; readonly date: string; readonly lanes: number }
  | { readonly kind: 'cancel-day'; readonly date: string }
  | { readonly kind: 'staff'; readonly login: string; readonly works: boolean }
)

/** Something that befalls an office, or its way to the server, at a moment of world time (ms since 1970). */
export type SiteFault =
  | Exclude<Fault, { kind: 'change-places' }>
  | ({ readonly at: number } & (
      | { readonly kind: 'line-cut'; readonly ms: number }
      /** The connection is gone, and the next one can be made at once. */
      | { readonly kind: 'line-break' }
      /** The disk is gone for good; the office is restored from the server's copy. */
      | { readonly kind: 'lost-disk'; readonly downMs: number }
      /** Put back from a backup, and told so or not. */
      | { readonly kind: 'old-backup'; readonly ageMs: number; readonly downMs: number; readonly byTheBook: boolean }
      /** A second computer with a copy of the disk is on for a while. */
      | { readonly kind: 'twin'; readonly ageMs: number; readonly ms: number }
      | { readonly kind: 'revoke' }
    ))

export type ServerFault = { readonly at: number } & (
  | { readonly kind: 'crash'; readonly downMs: number }
  | { readonly kind: 'trouble'; readonly trouble: 'full' | 'doubtful'; readonly ms: number }
)
