import { randomUUID } from 'node:crypto'
import { BookingSettings, type OfficeConfig } from '@cherha/shared/protocol'
import { type OpenBooking, openBooking } from '../../src/booking/index.ts'
import type { BookingOffice, BookingParts, HoldCommand } from '../../src/booking/ports.ts'
import { checkMobile } from '../../src/sms/check-mobile.ts'
import type { Database } from '../../src/store/database.ts'
import { monday, openOffice, type TestOffice, tomorrow } from '../support/an-office.ts'
import { FakeSms } from '../support/fake-sms.ts'
import { HubLog } from '../support/hub-log.ts'

export const smsName = { uk: 'ДМС Вінниця', en: 'DMS Vinnytsia' }

/** An office that sells online, its hub, the booking over them and an outbox in memory. */
export interface World extends TestOffice {
  readonly hub: HubLog
  readonly sms: FakeSms
  readonly database: Database
  readonly booking: OpenBooking
  readonly reports: string[]
  /** Office and hub tell each other everything, and booking hears it. */
  exchange(): Promise<void>
  /** A new process over the same database. */
  reopen(over?: Partial<BookingParts>): Promise<OpenBooking>
}

export async function openWorld(
  database: Database,
  over: Partial<BookingParts> = {},
  config: Partial<OfficeConfig> = { smsName },
): Promise<World> {
  const office = await openOffice(config, monday)
  const hub = new HubLog(monday)
  await hub.exchange(office.node)
  const sms = new FakeSms()
  const { node, clock, reports } = office
  const open = (more: Partial<BookingParts> = {}): Promise<OpenBooking> =>
    openBooking({
      pool: database.pool,
      offices: officesOf([node]),
      sms,
      settings: BookingSettings.parse({}),
      clock,
      checkPhone: checkMobile,
      report: (message, error) => void reports.push(`${message}: ${String(error)}`),
      handOver: (_office, waiting) => node.closeDue(waiting),
      chance: () => 0.5,
      ...over,
      ...more,
    })
  const booking: OpenBooking = await open()
  return {
    ...office,
    hub,
    sms,
    database,
    booking,
    async exchange() {
      hub.at = clock.now()
      await hub.exchange(node)
      await booking.tick()
    },
    reopen: open,
  }
}

export function officesOf(offices: readonly BookingOffice[]): BookingParts['offices'] {
  return { all: () => offices, get: (code) => offices.find((one) => one.code === code) ?? null }
}

/** `0671234567` and so on: a number of its own for each n. */
export const phoneOf = (n: number): string => `+38067${String(1_000_000 + n)}`

export function aHold(over: Partial<HoldCommand> = {}): HoldCommand {
  return {
    id: randomUUID(),
    service: 'permit',
    office: '6801',
    date: tomorrow,
    time: '09:00',
    person: { who: 'self', documentDigits: '1234' },
    phone: phoneOf(0),
    language: 'uk',
    address: '192.0.2.1',
    ...over,
  }
}

/** Holds and confirms; must succeed. */
export async function book({ booking, sms }: World, over: Partial<HoldCommand> = {}) {
  const command = aHold(over)
  const held = await booking.hold(command)
  if (!held.ok) throw new Error(`not held: ${held.code}`)
  const booked = await booking.confirm(command.id, sms.codeOf(command.phone))
  if (!booked.ok) throw new Error(`not booked: ${booked.code}`)
  return booked.value.booking
}

/** Places of the service that can be had. */
export function freeOn({ booking }: Pick<World, 'booking'>, date: string = tomorrow): number {
  const places = booking.places('6801', 'permit', date)
  return places.ok ? places.value.times.reduce((sum, { free }) => sum + free, 0) : 0
}

/** A session of “my bookings”. */
export async function signIn({ booking, sms }: Pick<World, 'booking' | 'sms'>, phone: string): Promise<string> {
  const id = randomUUID()
  const asked = await booking.mineCode({ id, phone, language: 'uk', address: '192.0.2.9' })
  if (!asked.ok) throw new Error(`no code: ${asked.code}`)
  const session = await booking.mineSession(id, sms.codeOf(phone))
  if (!session.ok) throw new Error(`no session: ${session.code}`)
  return session.value.token
}
