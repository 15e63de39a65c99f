import type { Pool } from 'pg'
import { Catalog } from './catalog.ts'
import type { Context } from './context.ts'
import { codeMessageId } from './hold/codes.ts'
import { Confirming } from './hold/confirming.ts'
import { Holding } from './hold/holding.ts'
import { Taking } from './hold/taking.ts'
import { Timing } from './hold/timing.ts'
import { BookingKeys } from './keys.ts'
import { CodeCounts } from './memory/code-counts.ts'
import { FreePlaces } from './memory/free-places.ts'
import { type Hold, HoldBook, newHold } from './memory/hold-book.ts'
import { PortalBookings } from './portal-booking.ts'
import type { Booking, BookingParts, OpenBooking } from './ports.ts'
import { BookingStore } from './store/booking-store.ts'
import type { HoldRow } from './store/rows.ts'
import { HoldWriter } from './store/writer.ts'
import { tidy } from './tidying.ts'
import { Cancelling } from './visit/cancelling.ts'
import { Mine } from './visit/mine.ts'
import { Notices } from './visit/notices.ts'
import { Where } from './visit/where.ts'

/**
 * Online booking of a server. What a crash left between an office's inbox and the table of bookings is completed before
 * this resolves (B13). Whoever opens it calls `tick` every few seconds.
 * @throws what the database throws
 */
export async function openBooking(parts: BookingParts): Promise<OpenBooking> {
  const store = new BookingStore(parts.pool)
  const holds = new HoldBook()
  const context: Context = {
    ...parts,
    keys: await BookingKeys.open(parts.pool),
    store,
    writer: new HoldWriter(store, parts.sms, parts.report),
    holds,
    free: new FreePlaces(holds),
    codeCounts: new CodeCounts(parts.settings.limits, () => {
      const { codesMinute, codesHour } = parts.settings.limits
      const most = `${codesMinute} a minute and ${codesHour} an hour (codesMinute and codesHour of the settings of booking)`
      parts.report('people who book are told to wait', new Error(`more codes were asked for than may be sent: ${most}`))
    }),
  }
  const changed = (hold: Hold) => timing.changed(hold)
  const holding = new Holding(context, changed)
  const confirming = new Confirming(context, (id, why) => holding.end(id, why), changed)
  const timing = new Timing(context, holding, confirming)
  const taking = new Taking(context, changed)
  const cancelling = new Cancelling(context, changed)
  const mine = new Mine(context, cancelling)
  const where = new Where(context)
  const notices = new Notices(context)
  const portals = new PortalBookings(context, { taking, confirming, cancelling })
  const catalog = new Catalog(context)

  const settled = parts.sms.onSettled(({ id, kind, sent }) => {
    if (kind === 'code') holding.settled(id, sent)
  })
  await recover(context, confirming, cancelling)
  await timing.run()

  return {
    services: () => catalog.services(),
    offices: (service) => catalog.offices(service),
    days: (office, service) => catalog.days(office, service),
    places: (office, service, date) => catalog.places(office, service, date),
    hold: (command) => taking.hold(command),
    holdView: (id) => holding.view(id),
    confirm: (id, code) => confirming.confirm(id, code),
    newCode: (id) => holding.newCode(id),
    release: (id) => holding.release(id),
    mineCode: (command) => mine.code(command),
    mineSession: (id, code) => mine.session(id, code),
    mine: (token) => mine.mine(token),
    cancelMine: (token, id) => mine.cancel(token, id),
    setReminders: (token, reminders) => mine.setReminders(token, reminders),
    endMine: async (token) => mine.end(token),
    where: async (body) => where.find(body),
    bookForPortal: (command) => portals.book(command),
    portalBooking: (portal, id) => portals.booking(portal, id),
    cancelForPortal: (portal, id) => portals.cancel(portal, id),
    counts: () => ({
      holds: holds.running,
      booked: confirming.booked,
      codes: context.codeCounts.figures(parts.clock.now()),
    }),
    codesAreMany: () => context.codeCounts.areMany(parts.clock.now()),
    waitingDates: (office) => timing.waitingDates(office),
    async tick() {
      mine.forget()
      where.forget()
      await timing.run()
      await notices.run()
    },
    tidy: () => tidy(context),
    erase: (office, dates) => store.erase(office, dates),
    async close() {
      settled()
      context.free.close()
      await timing.close()
      await notices.close()
      await context.writer.idle()
    },
  }
}

/** B35, without anything else of booking: for a command at the console. */
export function eraseBookings(pool: Pool): Booking['erase'] {
  const store = new BookingStore(pool)
  return (office, dates) => store.erase(office, dates)
}

/** Holds of the last run: those that the office has booked become bookings, the others go on (B13). */
async function recover(context: Context, confirming: Confirming, cancelling: Cancelling): Promise<void> {
  const { store, holds, keys, offices } = context
  for (const row of await store.holds()) {
    if (offices.get(row.office) === null) continue
    const hold = newHold(row, keys.open(row.id, row.box), { sent: !hasMessage(row) })
    hold.stored = true
    holds.add(hold)
  }
  for (const hold of holds.all()) {
    if (hold.row.kind === 'held') await confirming.recover(hold)
    else await cancelling.recover(hold)
  }
  await recoverMessages(context)
}

/** B12: whether the gateway has taken the code of a hold of the last run is what the outbox says, not a guess. */
async function recoverMessages({ sms, holds, keys }: Context): Promise<void> {
  const waiting = new Map<string, Hold>()
  for (const hold of holds.all()) if (hasMessage(hold.row)) waiting.set(codeMessageId(keys, hold.row), hold)
  // first listened for, then asked about: nothing falls between the two
  for (const [message, hold] of waiting) holds.awaits(message, hold)
  for (const message of await sms.sentOf([...waiting.keys()])) {
    const hold = holds.settled(message)
    if (hold !== null) hold.sent = true
  }
}

/** A place on its way back and a portal's hold have none. */
const hasMessage = ({ kind, portal }: HoldRow): boolean => kind === 'held' && portal === null
