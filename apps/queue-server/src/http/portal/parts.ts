import type { MinuteQuota } from '../../portals/minute-quota.ts'
import type { Once } from '../../portals/once.ts'
import type { Portal, PortalBooking, PortalStore } from '../../portals/ports.ts'

/** What the interface of portals stands on. */
export interface PortalHttp {
  readonly store: PortalStore
  readonly once: Once
  readonly minutes: MinuteQuota
  /** null: online booking is not set up here. */
  readonly live: PortalBooking | null
  readonly sandbox: PortalBooking
}

/** The portal that asks, and what it may reach. */
export interface Asking {
  readonly portal: Portal
  readonly apiKey: string
  readonly booking: PortalBooking
}
