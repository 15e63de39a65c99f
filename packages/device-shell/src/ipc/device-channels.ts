import { z } from 'zod'
import type { LinkStatus } from '../pairing/device-link.ts'
import type { FoundHub } from '../pairing/discover-hubs.ts'
import type { ConnectProblem } from '../pairing/problems.ts'
import { ChangeableSettings } from '../settings/device-settings.ts'
import type { StaffVerdict } from '../staff-exit/staff-check.ts'
import { channel, staffChannel } from './channels.ts'

const nothing = z.null()
const pin = z.string().regex(/^\d{4,12}$/)

/** What the maintenance screen shows before anybody has signed in. */
export interface MaintenanceLock {
  readonly unlocked: boolean
  /** No hub and no PIN yet: whoever unpacks the device sets it up. */
  readonly firstStart: boolean
  readonly phones: readonly string[]
  /** The pages died too often; the app waits and tries again by itself. */
  readonly crashLoop: boolean
}

export interface MaintenanceState {
  readonly version: string
  readonly settings: ChangeableSettings
  readonly hasPin: boolean
  readonly paired: boolean
  /** How secrets are kept: `none` waits for an administrator's decision. */
  readonly secrets: 'sealed' | 'plain' | 'none'
  /** A broken settings file was put aside here. */
  readonly brokenFile: string | null
  readonly screens: readonly { readonly id: number; readonly size: string; readonly primary: boolean }[]
  readonly crashes: number
  readonly hangs: number
}

export interface NetworkState {
  readonly addresses: readonly { readonly card: string; readonly address: string }[]
  /** Null: not connected to a hub. `ms`: how long it took to answer; null when it did not. */
  readonly hub: { readonly address: string; readonly ms: number | null } | null
}

export type PrinterTest =
  | { readonly result: 'printed' }
  | { readonly result: 'failed'; readonly message: string }
  | { readonly result: 'none' }

/** `because`: a sentence for the person at the screen. */
export type Saved = { readonly ok: true } | { readonly ok: false; readonly because: string }

/** `problem`: a code; pages have their own words. */
export type Connected = { readonly ok: true } | { readonly ok: false; readonly problem: ConnectProblem }

/** What the pages of every app may ask. Each app adds its own to these. */
export const deviceChannels = {
  'device:hub-url': channel<string>()(['app', 'maintenance'], nothing),
  'pairing:status': channel<LinkStatus>()(['app', 'maintenance'], nothing),
  'pairing:hubs': channel<readonly FoundHub[]>()(['app', 'maintenance'], nothing),
  'pairing:connect': channel<Connected>()(
    ['app', 'maintenance'],
    z.strictObject({ address: z.string().min(1).max(300), code: z.string().min(1).max(40) }),
  ),
  'device:alive': channel<null>()(['app'], nothing),
  'device:maintenance': channel<null>()(['app', 'moment'], nothing),
  'maintenance:lock': channel<MaintenanceLock>()(['maintenance'], nothing),
  'maintenance:unlock': channel<StaffVerdict>()(
    ['maintenance'],
    z.strictObject({ login: z.string().regex(/^([a-z0-9][a-z0-9-]{0,39})?$/), pin: pin.or(z.literal('')) }),
  ),
  'maintenance:close': channel<null>()(['maintenance'], nothing),
  'maintenance:read': staffChannel<MaintenanceState>()(nothing),
  'maintenance:save': staffChannel<Saved>()(ChangeableSettings),
  'maintenance:set-pin': staffChannel<Saved>()(z.strictObject({ pin })),
  'maintenance:accept-plain-secrets': staffChannel<Saved>()(nothing),
  'maintenance:network': staffChannel<NetworkState>()(nothing),
  'maintenance:printer-test': staffChannel<PrinterTest>()(nothing),
  'maintenance:log': staffChannel<readonly string[]>()(nothing),
  'maintenance:disconnect': staffChannel<Saved>()(nothing),
  'maintenance:leave': staffChannel<null>()(z.strictObject({ to: z.enum(['app', 'relaunch', 'desktop']) })),
} as const
export type DeviceChannels = typeof deviceChannels
