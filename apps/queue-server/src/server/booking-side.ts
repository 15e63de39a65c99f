import type { BookingSettings } from '@cherha/shared/protocol'
import type { Logger } from 'pino'
import { type OpenBooking, openBooking } from '../booking/index.ts'
import type { BookingHttp } from '../http/booking/parts.ts'
import type { Report, ServerClock } from '../offices/ports.ts'
import { repeat } from '../offices/repeat.ts'
import { checkMobile } from '../sms/check-mobile.ts'
import { openSmsOutbox } from '../sms/outbox.ts'
import type { Database } from '../store/database.ts'
import { openBookingHttp } from './booking-http.ts'
import type { RunningOffices } from './running-offices.ts'

/** Between two looks at what is due: reminders, what offices have told, holds that could not be ended. */
const tickMs = 10_000
/** Between two looks for what is of no use any more: messages settled long ago, rows nobody knows. */
const tidyMs = 3_600_000

export interface BookingSideParts {
  readonly settings: BookingSettings
  readonly database: Pick<Database, 'pool'>
  readonly offices: RunningOffices
  readonly clock: ServerClock
  readonly logger: Logger
  readonly report: Report
}

/** Online booking of a server, and what its HTTP interface needs of it. */
export interface BookingSide {
  readonly booking: OpenBooking
  readonly http: BookingHttp
  /** Messages that are under way stay in the database. */
  close(): Promise<void>
}

/** @throws `ServerStartError` for settings that cannot be used; what the database throws */
export async function openBookingSide(parts: BookingSideParts): Promise<BookingSide> {
  const { settings, offices, clock, logger, report } = parts
  const { pool } = parts.database
  const closers: (() => unknown)[] = []
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer()
  }
  try {
    const sms = await openSmsOutbox({ pool, gateway: settings.sms, clock, logger })
    closers.push(() => sms.close())
    const booking = await openBooking({
      pool,
      offices,
      sms,
      settings,
      clock,
      report,
      handOver: async (code, waiting) => offices.get(code)?.closeDue(waiting),
      checkPhone: checkMobile,
    })
    closers.push(() => booking.close())
    const failed = (error: unknown) =>
      report('online booking: what was due could not be done and is tried again', error)
    closers.push(repeat(clock, tickMs, () => booking.tick(), failed))
    closers.push(repeat(clock, tidyMs, () => sms.tidy(), failed))
    closers.push(repeat(clock, tidyMs, () => booking.tidy(), failed))
    const { http, close: closeHttp } = openBookingHttp({ booking, settings, sms, clock, logger })
    closers.push(closeHttp)
    return { booking, http, close }
  } catch (error) {
    await close()
    throw error
  }
}
