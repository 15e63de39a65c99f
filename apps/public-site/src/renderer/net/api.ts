import type { ServiceSheet, ServiceSheets } from '@cherha/shared/information'
import type {
  BookingDays,
  BookingOffices,
  BookingPlaces,
  BookingRules,
  BookingServices,
  BookingView,
  HoldView,
  Mine,
  MineCode,
  PublicBoard,
  PublicOffices,
  WhereAnswer,
} from '@cherha/shared/protocol'
import { both, type Check, flag, isFields, listOf, members, number, oneOf, orNull, text } from './checks.ts'

export const isRules = members<BookingRules>({
  state: oneOf('open', 'no-gateway', 'gateway-away'),
  addresses: oneOf('off', 'allowed', 'refused'),
  limits: members<BookingRules['limits']>({ open: number, month: number, holdSeconds: number }),
  phones: listOf(text),
})

export const isServices = members<BookingServices>({
  services: listOf(members<BookingServices['services'][number]>({ id: text, title: both })),
})

type OfficeOffer = BookingOffices['offices'][number]
export const isOffices = members<BookingOffices>({
  offices: listOf(
    members<OfficeOffer>({
      code: text,
      name: both,
      address: both,
      phones: listOf(text),
      nearest: orNull(members<NonNullable<OfficeOffer['nearest']>>({ date: text, free: number })),
    }),
  ),
})

export const isDays = members<BookingDays>({
  days: listOf(members<BookingDays['days'][number]>({ date: text, free: number })),
  next: orNull(members<NonNullable<BookingDays['next']>>({ date: text, at: text })),
  timeZone: text,
})

export const isPlaces = members<BookingPlaces>({
  times: listOf(members<BookingPlaces['times'][number]>({ time: text, free: number })),
})

export const isBooking = members<BookingView>({
  id: text,
  office: members<BookingView['office']>({
    code: text,
    name: both,
    address: both,
    phones: listOf(text),
    timeZone: text,
  }),
  service: members<BookingView['service']>({ id: text, title: both, minutes: number }),
  who: oneOf('self', 'child'),
  number: text,
  date: text,
  time: text,
  at: text,
  checkInCode: text,
  qr: text,
  state: text,
  cancel: oneOf('now', 'request', null),
  language: oneOf('uk', 'en'),
})

type Held = HoldView & { state: 'held' }
const holds: Readonly<Record<HoldView['state'], Check>> = {
  held: members<Held>({
    state: text,
    id: text,
    service: text,
    office: text,
    date: text,
    time: text,
    phone: text,
    secondsLeft: number,
    triesLeft: number,
    resendSeconds: orNull(number),
    sent: flag,
  }),
  booked: members<HoldView & { state: 'booked' }>({ state: text, id: text, booking: isBooking }),
  gone: members<HoldView & { state: 'gone' }>({
    state: text,
    id: text,
    why: oneOf('expired', 'released', 'wrong-codes', 'gateway-away'),
  }),
}
export const isHold = (value: unknown): value is HoldView =>
  isFields(value) && Object.entries(holds).some(([state, check]) => value['state'] === state && check(value))

export const isMineCode = members<MineCode>({ id: text, phone: text, secondsLeft: number, resendSeconds: number })
export const isMine = members<Mine>({ phone: text, until: text, reminders: flag, bookings: listOf(isBooking) })

export const isWhere = members<WhereAnswer>({
  number: text,
  time: text,
  state: text,
  window: orNull(text),
  before: orNull(number),
  ageSeconds: orNull(number),
  suspended: flag,
})

type OfficeOfBoards = Pick<PublicOffices['offices'][number], 'code' | 'name' | 'address'>
export const isOfficeList = members<{ readonly offices: readonly OfficeOfBoards[] }>({
  offices: listOf(members<OfficeOfBoards>({ code: text, name: both, address: both })),
})

const parts = listOf(members<ServiceSheet['fees']['uk'][number]>({ heading: text, lines: listOf(text) }))
const bothParts = members<ServiceSheet['fees']>({ uk: parts, en: parts })
type ServiceOfSheets = ServiceSheets['services'][number]
export const isServiceSheets = members<ServiceSheets>({
  services: listOf(
    members<ServiceOfSheets>({
      id: text,
      title: both,
      sheet: orNull(
        members<ServiceSheet>({
          approved: both,
          term: both,
          documents: bothParts,
          fees: bothParts,
          notes: listOf(members<ServiceSheet['notes'][number]>({ mark: text, text: both })),
        }),
      ),
    }),
  ),
})

type Board = NonNullable<PublicBoard['board']>
const call = members<Pick<Board['called'][number], 'ticket' | 'window'>>({ ticket: text, window: text })
type PublicBoardShown = Omit<PublicBoard, 'office' | 'at'>
export const isPublicBoard = members<PublicBoardShown>({
  ageSeconds: orNull(number),
  connected: flag,
  timeZone: text,
  windows: listOf(members<PublicBoard['windows'][number]>({ id: text, label: text })),
  board: orNull(
    members<Omit<Board, 'now'>>({
      date: orNull(text),
      suspended: orNull(
        members<Pick<NonNullable<Board['suspended']>, 'reason' | 'until'>>({ reason: text, until: orNull(text) }),
      ),
      called: listOf(call),
      serving: listOf(call),
      next: listOf(members<Board['next'][number]>({ ticket: text, time: text })),
      freePlaces: members<Pick<Board['freePlaces'], 'total'>>({ total: number }),
    }),
  ),
})
export type { OfficeOfBoards, PublicBoardShown }
