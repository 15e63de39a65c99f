import type { HubStatus } from '@cherha/shared/protocol'
import type { OfficeNode } from '../offices/office-node.ts'
import type { Report, ServerClock } from '../offices/ports.ts'
import type { CaseTokens } from './case-access.ts'
import type { VoucherSigner } from './vouchers.ts'

/** A hub as it was enrolled. */
export interface EnrolledHub {
  readonly office: string
  /** Raw Ed25519 public key, base64. */
  readonly publicKey: string
  readonly revoked: boolean
}

/** Why nothing more is exchanged with a hub. */
export interface Divergence {
  /** The first record that does not fit. */
  readonly seq: number
  /** One sentence for the administrator. */
  readonly message: string
  /** Server time, ms. */
  readonly at: number
}

/** Where the server keeps who its hubs are. */
export interface HubDirectory {
  find(hub: string): Promise<EnrolledHub | null>
  divergenceOf(hub: string): Promise<Divergence | null>
  /** null: an administrator has settled it. */
  setDivergence(hub: string, divergence: Divergence | null): Promise<void>
}

export interface GatewayPorts {
  readonly hubs: HubDirectory
  /** null: the server has no such office. */
  readonly office: (code: string) => Promise<OfficeNode | null>
  readonly clock: ServerClock
  readonly report: Report
  /** Vouches for the certificates of hubs. Left out: nobody does, and devices are connected anew after a replacement. */
  readonly vouchers?: VoucherSigner
  /** Tokens of the case interface. Left out: hubs get none. */
  readonly caseTokens?: CaseTokens
  /** What a hub says of itself: at its hello (status null) and with every status. */
  readonly onSeen?: (seen: HubSeen) => void
  /** Random bytes of a challenge. Left out: the computer's. */
  readonly random?: (bytes: number) => Buffer
}

export interface HubSeen {
  readonly hub: string
  readonly office: string
  readonly at: number
  readonly epoch: number
  readonly version: string
  readonly status: HubStatus | null
}
