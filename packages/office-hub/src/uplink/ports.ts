import type { EventLog } from '@cherha/event-log'
import type { DraftCounts, HubLinkEnd, HubStatus } from '@cherha/shared/protocol'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Engine } from '../engine/engine.ts'
import type { ServerKeyFile } from '../secrets/key-file.ts'
import type { CallConfirmations } from './call-confirmations.ts'
import type { VoucherKeeper } from './voucher-file.ts'

/** Why a hub begins an epoch: it cannot prove that its log is the newest (R rules). */
export type EpochBecause = 'restored' | 'behind-device' | 'behind-server'

/** Who this hub is to the queue server. */
export interface HubIdentity {
  /** The office's code. */
  readonly office: string
  /** The hub's id, given at enrolment. */
  readonly hub: string
  /** Ed25519 over the text's UTF-8 bytes, base64. */
  sign(text: string): string
}

/**
 * An epoch this hub has to begin before it serves anybody. Kept on the disk from before the first record of the copy
 * is taken until the epoch is in the log: a hub that is killed in between must not forget it.
 */
export interface PendingEpoch {
  get(): EpochBecause | null
  set(because: EpochBecause | null): void
}

/** What of the credentials the server gives, asks about or orders. */
export type UplinkCredentials = Pick<
  Credentials,
  | 'adoptStaff'
  | 'adoptDevices'
  | 'deviceHashes'
  | 'devices'
  | 'openPairing'
  | 'revokeDevice'
  | 'reportOf'
  | 'deviceOfSession'
>

/** Everything the uplink uses; a simulator passes its own. */
export interface UplinkPorts {
  /** Opens one connection. The uplink registers its answers in the same turn in which this resolves. */
  readonly connect: () => Promise<HubLinkEnd>
  readonly engine: Engine
  readonly log: Pick<EventLog, 'head' | 'read'>
  readonly keys: Pick<ServerKeyFile, 'day' | 'adopt' | 'secrets'>
  readonly credentials: UplinkCredentials
  readonly clock: HubClock
  /** What waits for the network. Left out: the clock's; a hub with a test clock has a real network all the same. */
  readonly setTimer?: HubClock['setTimer']
  /** Whether hub time follows the server's. Left out: it does. */
  readonly followTime?: boolean
  readonly identity: HubIdentity
  readonly pendingEpoch: PendingEpoch
  /** Left out: nobody vouches for this hub's certificate. */
  readonly vouchers?: Pick<VoucherKeeper, 'fingerprint' | 'keep'>
  /** Of the program. */
  readonly version: string
  readonly printerStatus: () => HubStatus['printer']
  /** Applications still at this hub; null: they cannot be opened. Left out: it tells nothing of them. */
  readonly cases?: () => DraftCounts | null
  /** What a display has confirmed. Left out: the uplink keeps it. */
  readonly calls?: Pick<CallConfirmations, 'of'>
  readonly report: (message: string, error: unknown) => void
  /** A number from 0 to below 1; spreads the hubs of a country over time after an outage. */
  readonly jitter: () => number
  /** Between two times the server is told how the office is, ms. Left out: 15 s. */
  readonly statusEveryMs?: number
  /** The longest wait before the server is tried again, ms. Left out: 30 s. */
  readonly longestRetryMs?: number | undefined
  /**
   * While the office serves its log has taken what another process wrote, which does not know who is connected here.
   * Left out: nobody is.
   */
  readonly onAdopted?: () => void
  /** The state of the connection has changed: views show it. Left out: nobody looks. */
  readonly onContact?: () => void
}

/** What the office sees of the connection. */
export interface ServerContact {
  readonly state: 'connected' | 'away' | 'none' | 'diverged' | 'refused'
  /** Hub time of the last thing the server said, ms; null: never since the start. */
  readonly lastContact: number | null
  /** Events of the office the server does not have yet, as far as the hub knows. */
  readonly lagEvents: number
}

/** Of a hub that belongs to no server. */
export const noServer: ServerContact = { state: 'none', lastContact: null, lagEvents: 0 }

/** What waits for the network. */
export function timerOf({ clock, setTimer }: Pick<UplinkPorts, 'clock' | 'setTimer'>): HubClock['setTimer'] {
  return setTimer ?? ((ms, fire) => clock.setTimer(ms, fire))
}
