import type { OfficeConfig } from '@cherha/shared/protocol'
import type { LinkFaults } from '../world/link.ts'

/**
 * Everything about a run that is decided before it begins. A violation is made smaller by taking things out of it:
 * each visitor, clerk and fault draws its chance from a stream of its own, so the others do the same as before.
 */
export interface Scenario {
  readonly seed: number
  readonly config: OfficeConfig
  /** Dates with a reception, in order. */
  readonly dates: readonly string[]
  /** World time at the beginning and at the end, ms since 1970. */
  readonly startsAt: number
  readonly endsAt: number
  readonly snapshotEvery: number
  readonly net: LinkFaults
  readonly terminals: readonly TerminalPlan[]
  readonly displays: readonly DisplayPlan[]
  readonly clerks: readonly ClerkPlan[]
  readonly lead: LeadPlan | null
  readonly visitors: readonly VisitorPlan[]
  readonly faults: readonly Fault[]
}

export interface TerminalPlan {
  readonly device: string
  /** How often a ticket does not come out. */
  readonly printerFails: number
}

export interface DisplayPlan {
  readonly device: string
  readonly manner: 'prompt' | 'late' | 'mute' | 'dead'
}

export interface ClerkPlan {
  readonly login: string
  readonly window: string
  readonly manner: 'quick' | 'slow' | 'forgetful'
  /** How often, instead of the next step, the clerk tries something that is not allowed. */
  readonly cheats: number
  /** World time, ms since 1970. */
  readonly from: number
  readonly until: number
}

export interface LeadPlan {
  readonly login: string
  /** How likely a step of the computer's clock is accepted. */
  readonly accepts: number
}

export interface VisitorPlan {
  readonly id: number
  /** World time, ms since 1970. */
  readonly arrivesAt: number
  readonly service: string
  readonly wants: 'nearest' | 'time' | 'priority' | 'advance'
  /** `wants: 'time'` and `'advance'`. */
  readonly time: string
  /** `wants: 'advance'`: the day, and when the visitor comes that day; null: never. */
  readonly date: string | null
  readonly comesAt: number | null
  readonly manner: 'prompt' | 'slow' | 'absent'
  readonly withdraws: boolean
  /** What is wrong with the data at first. */
  readonly wrong: 'nothing' | 'name' | 'twice' | 'code' | 'service'
  readonly reprints: boolean
}

/** Something that befalls the office at a moment of world time (ms since 1970). */
export type Fault = { readonly at: number } & (
  | { readonly kind: 'crash'; readonly when: CrashMoment; readonly downMs: number }
  /** An administrator stops and starts the hub. */
  | { readonly kind: 'restart'; readonly downMs: number }
  | { readonly kind: 'cut'; readonly link: number; readonly ms: number }
  | { readonly kind: 'disk-full'; readonly ms: number; readonly doubtful: boolean }
  | { readonly kind: 'clock-step'; readonly ms: number }
  | { readonly kind: 'alert'; readonly ms: number }
  /** An administrator takes a free place out of a day, and adds two. */
  | { readonly kind: 'change-places' }
)

export type CrashMoment =
  | { readonly is: 'now' }
  /** Between two steps of promises of the next command. */
  | { readonly is: 'await'; readonly rounds: number }
  /** At a boundary of the disk: before or after the n-th write of that kind; of any kind where `at` is null. */
  | { readonly is: 'boundary'; readonly at: string | null; readonly count: number }
