import type { BookingView, HoldView, Mine } from '@cherha/shared/protocol'
import type { Booking, BookingAnswer, BookingRefusal, HoldCommand, OpenBooking } from '../../src/booking/ports.ts'
import type { BookingHttp } from '../../src/http/booking/parts.ts'

export const holdId = '0190b2c4-7a10-4c3e-8d21-5f0c9a1b2c3d'
export const bookingId = '0190b2c4-7a10-4c3e-8d21-5f0c9a1b2c3e'
export const mineToken = 'token-of-mine'

export const aHoldBody = {
  id: holdId,
  service: 'passport',
  office: '6801',
  date: '2026-03-09',
  time: '09:30',
  person: { who: 'child', documentDigits: '7391', guardianDigits: '6407' },
  phone: '067 123 45 67',
  language: 'uk',
} as const

export const aBooking: BookingView = {
  id: holdId,
  office: {
    code: '6801',
    name: { uk: 'Відділ', en: 'Office' },
    address: { uk: 'Київ', en: 'Kyiv' },
    phones: ['044 000 00 00'],
    timeZone: 'Europe/Kyiv',
  },
  service: { id: 'passport', title: { uk: 'Паспорт', en: 'Passport' }, minutes: 20 },
  who: 'child',
  number: 'А-003',
  date: '2026-03-09',
  time: '09:30',
  at: '2026-03-09T09:30:00+02:00',
  checkInCode: 'K7M2Q9ZD',
  qr: 'CHERHA1|6801|2026-03-09|А-003|r|K7M2Q9ZD',
  state: 'booked',
  cancel: 'now',
  language: 'uk',
}

export const aHeld: HoldView = {
  state: 'held',
  id: holdId,
  service: 'passport',
  office: '6801',
  date: '2026-03-09',
  time: '09:30',
  phone: '+380 67 ***-**-67',
  secondsLeft: 300,
  triesLeft: 3,
  resendSeconds: 60,
  sent: false,
}

export const mine: Mine = {
  phone: '+380 67 ***-**-67',
  until: '2026-03-04T07:15:00Z',
  reminders: true,
  bookings: [aBooking],
}

/** Online booking that holds, books and shows one place, or refuses everything as it is told. */
export class FakeBooking implements OpenBooking {
  /** The next answers are this. */
  refusal: BookingRefusal | null = null
  /** What the next call throws. */
  broken: Error | null = null
  soldOut = false
  /** The day of every visit is over. */
  isPast = false
  readonly holds: HoldCommand[] = []
  readonly calls: string[] = []

  #answer<T>(name: string, value: T): BookingAnswer<T> {
    this.calls.push(name)
    if (this.broken !== null) throw this.broken
    return this.refusal ?? { ok: true, value }
  }
  services: Booking['services'] = () => ({ services: [{ id: 'passport', title: aBooking.service.title }] })
  offices: Booking['offices'] = (service) => {
    if (service !== 'passport') return null
    const { code, name, address, phones } = aBooking.office
    return {
      offices: [{ code, name, address, phones, nearest: this.soldOut ? null : { date: '2026-03-09', free: 1 } }],
    }
  }
  days: Booking['days'] = () =>
    this.#answer('days', {
      days: [{ date: '2026-03-09', free: this.soldOut ? 0 : 1 }],
      next: null,
      timeZone: 'Europe/Kyiv',
    })
  places: Booking['places'] = () => this.#answer('places', { times: this.soldOut ? [] : [{ time: '09:30', free: 1 }] })
  hold: Booking['hold'] = async (command) => {
    const answer = this.#answer('hold', aHeld)
    if (answer.ok) this.holds.push(command)
    return answer
  }
  holdView: Booking['holdView'] = async (id) => {
    if (this.isPast) return 'past'
    return this.holds.some((hold) => hold.id === id) ? aHeld : null
  }
  confirm: Booking['confirm'] = async () =>
    this.#answer('confirm', { state: 'booked' as const, id: holdId, booking: aBooking })
  newCode: Booking['newCode'] = async () => this.#answer('newCode', aHeld)
  release: Booking['release'] = async () => void this.calls.push('release')
  mineCode: Booking['mineCode'] = async ({ id }) =>
    this.#answer('mineCode', { id, phone: mine.phone, secondsLeft: 300, resendSeconds: 60 })
  mineSession: Booking['mineSession'] = async () => this.#answer('mineSession', { token: mineToken, mine })
  mine: Booking['mine'] = async (token) => (token === mineToken ? mine : null)
  cancelMine: Booking['cancelMine'] = async () =>
    this.#answer('cancelMine', { ...aBooking, state: 'cancelled' as const })
  setReminders: Booking['setReminders'] = async (_token, reminders) =>
    this.#answer('setReminders', { ...mine, reminders })
  endMine: Booking['endMine'] = async () => void this.calls.push('endMine')
  where: Booking['where'] = async ({ number }) =>
    this.#answer('where', {
      number,
      time: '09:30',
      state: 'waiting' as const,
      window: null,
      before: 2,
      ageSeconds: 1,
      suspended: false,
    })
  bookForPortal: Booking['bookForPortal'] = async () => this.#answer('bookForPortal', aBooking)
  portalBooking: Booking['portalBooking'] = async () => aBooking
  cancelForPortal: Booking['cancelForPortal'] = async () => this.#answer('cancelForPortal', aBooking)
  waitingDates: (office: string) => ReadonlySet<string> = () => new Set()
  counts: OpenBooking['counts'] = () => ({ holds: 3, booked: 4, codes: { hour: 5, refused: 6 } })
  codesAreMany: OpenBooking['codesAreMany'] = () => false
  tick: Booking['tick'] = async () => {}
  tidy: Booking['tidy'] = async () => {}
  erase: Booking['erase'] = async () => {}
  close: Booking['close'] = async () => {}
}

/** The HTTP interface's parts over a fake, with limits nobody reaches by accident. */
export function fakeBookingHttp(change: Partial<BookingHttp> = {}): BookingHttp & { readonly booking: FakeBooking } {
  return {
    settings: {
      phones: ['0 800 500 000'],
      limits: {
        open: 5,
        month: 10,
        holdsPerAddress: 30,
        requestsPerAddressHour: 300,
        codesPerPhoneAndAddressHour: 6,
        codesPerPhoneAndAddressDay: 15,
        codesPerPhoneHour: 20,
        codesPerPhoneDay: 40,
        codesPerAddressHour: 60,
        codesPerAddressDay: 300,
        codesMinute: 3_000,
        codesHour: 12_000,
      },
      puzzle: { mode: 'off', fromPerSecond: 20 },
    },
    gateway: () => 'up',
    codesAreMany: () => false,
    networks: null,
    figures: async () => ({
      holds: 1,
      booked: 2,
      messages: { waiting: 3, retrying: 0 },
      codes: { hour: 4, refused: 5 },
    }),
    ...change,
    booking: new FakeBooking(),
  }
}
