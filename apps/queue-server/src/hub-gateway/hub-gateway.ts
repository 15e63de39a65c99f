import type { HubLinkEnd, HubOrder, HubOrderAnswer, HubStatus } from '@cherha/shared/protocol'
import type { Divergence, GatewayPorts } from './ports.ts'

/** An order for a hub that is not connected. */
export class HubAwayError extends Error {
  override readonly name = 'HubAwayError'
}

/** A connected hub, as an administrator sees it. */
export interface ConnectedHub {
  readonly hub: string
  readonly office: string
  readonly version: string
  readonly epoch: number
  /** Since when, server time in ms. */
  readonly since: number
  /** What it said last of itself, and when. */
  readonly status: HubStatus | null
  readonly statusAt: number | null
}

/** All connections of hubs: one live session per office. */
export class HubGateway {
  constructor(_ports: GatewayPorts) {}

  /** A hub has connected: it is asked who it is. Whatever goes wrong ends the connection, never the server. */
  accept(_end: HubLinkEnd): void {
    throw new Error('being built')
  }
  /** null: no hub of the office is connected. */
  connected(_office: string): ConnectedHub | null {
    throw new Error('being built')
  }
  /** @throws `HubAwayError`; `LinkLostError` when the connection ends before the answer */
  order(_office: string, _order: HubOrder): Promise<HubOrderAnswer> {
    throw new Error('being built')
  }
  /** Ends the hub's session at once; the directory must know before that it is revoked. */
  revoked(_hub: string): void {
    throw new Error('being built')
  }
  divergenceOf(_hub: string): Promise<Divergence | null> {
    throw new Error('being built')
  }
  close(): void {
    throw new Error('being built')
  }
}
