import type { BookingSettings } from '@cherha/shared/protocol'
import type { PortalHttp } from '../http/portal/parts.ts'
import type { Report, ServerClock } from '../offices/ports.ts'
import type { Database } from '../store/database.ts'
import { MinuteQuota } from './minute-quota.ts'
import { Once } from './once.ts'
import type { PortalBooking } from './ports.ts'
import { SandboxBookings, type SandboxParts } from './sandbox/sandbox-booking.ts'
import { SandboxOffice } from './sandbox/sandbox-office.ts'
import { openPortalStore } from './store.ts'

export interface PortalParts extends Pick<SandboxParts, 'checkPhone'> {
  readonly settings: Pick<BookingSettings, 'limits'>
  readonly database: Pick<Database, 'db'>
  /** null: online booking is not set up here. */
  readonly live: PortalBooking | null
  readonly clock: ServerClock
  readonly report: Report
}

export interface OpenPortals extends PortalHttp {
  close(): Promise<void>
}

/** The portals of a server, with a sandbox office made new. */
export async function openPortals({
  database,
  live,
  settings,
  checkPhone,
  clock,
  report,
}: PortalParts): Promise<OpenPortals> {
  const store = openPortalStore(database.db)
  const office = await SandboxOffice.open(clock, report)
  const sandbox = new SandboxBookings({ office, limits: { ...settings.limits, block: null }, checkPhone, clock })
  return {
    store,
    once: new Once(store, clock),
    minutes: new MinuteQuota(),
    live,
    sandbox,
    close: async () => {
      sandbox.close()
      await office.close()
    },
  }
}
