import type { BookingSettings } from '@cherha/shared/protocol'
import type { PortalHttp } from '../http/portal/parts.ts'
import type { Report, ServerClock } from '../offices/ports.ts'
import { repeat } from '../offices/repeat.ts'
import type { Database } from '../store/database.ts'
import { MinuteQuota } from './minute-quota.ts'
import { Once } from './once.ts'
import type { PortalBooking } from './ports.ts'
import { SandboxBookings, type SandboxParts } from './sandbox/sandbox-booking.ts'
import { SandboxOffice } from './sandbox/sandbox-office.ts'
import { openPortalStore } from './store.ts'

/** Between two looks for requests that are of no use any more. */
const tidyMs = 3_600_000

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
  const once = new Once(store, clock)
  const stop = repeat(
    clock,
    tidyMs,
    () => once.tidy(),
    (error) => report('old requests of portals could not be erased; it is tried again', error),
  )
  return {
    store,
    once,
    minutes: new MinuteQuota(),
    live,
    sandbox,
    close: async () => {
      await stop()
      sandbox.close()
      await office.close()
    },
  }
}
