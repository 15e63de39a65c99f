import type { CountedBooking } from '@cherha/shared/booking'
import type { HoldView } from '@cherha/shared/protocol'
import type { Booking } from '../../offices/answers.ts'
import type { Person } from '../keys.ts'
import type { BookingAnswer } from '../ports.ts'
import type { HoldRow } from '../store/rows.ts'

export type BookedHold = HoldView & { readonly state: 'booked' }
export type GoneWhy = Extract<HoldView, { state: 'gone' }>['why']

/** A place nobody else can have, as this process knows it; its row is what survives. */
export interface Hold {
  row: HoldRow
  /** null: a place on its way back to sale is nobody's. */
  readonly person: Person | null
  /** null: not known any more. */
  readonly address: string | null
  /** The newest code has been handed to the gateway. */
  sent: boolean
  /** The row is in the database; until then nothing can be done with the hold. */
  stored: boolean
  /** A confirmation is under way; whoever confirms meanwhile gets its answer. */
  confirming: Promise<BookingAnswer<BookedHold>> | null
  /** Its end is being written: no code is right any more. */
  ending: boolean
  /** The office was asked to book and has not answered: it may have. */
  uncertain: boolean
  /** The office has booked; the row of the booking is still to be written. */
  booked: Booking | null
  /** Whether its place comes off what the office can sell; not when the office has taken it off already. */
  isCounted: boolean
}

export function newHold(row: HoldRow, person: Person | null, more: Partial<Pick<Hold, 'address' | 'sent'>> = {}): Hold {
  const nothing = { stored: false, confirming: null, ending: false, uncertain: false, booked: null, isCounted: true }
  return { row, person, address: null, sent: true, ...nothing, ...more }
}

/** Nothing but its own confirmation may end it. */
export const isBusy = ({ confirming, ending, uncertain, booked }: Hold): boolean =>
  confirming !== null || ending || uncertain || booked !== null

interface Gone {
  readonly why: GoneWhy
  readonly hash: string
  readonly at: number
}

const goneKeptMs = 3_600_000
const placeOf = ({ office, date, service, time }: HoldRow) => `${office}|${date}|${service}|${time}`

/** All running holds: found by id, and counted by place, phone number and address. */
export class HoldBook {
  readonly #holds = new Map<string, Hold>()
  readonly #places = new Map<string, number>()
  readonly #phones = new Map<string, Set<Hold>>()
  readonly #addresses = new Map<string, Set<Hold>>()
  readonly #gone = new Map<string, Gone>()
  /** Holds that have become bookings, and when. */
  readonly #booked = new Map<string, number>()
  /** By the message with the newest code that has not been handed over. */
  readonly #messages = new Map<string, Hold>()
  /** By office and date: places held there, and which change of the book was the last one there. */
  readonly #dates = new Map<string, { held: number; version: number }>()
  #changes = 0

  get(id: string): Hold | null {
    return this.#holds.get(id) ?? null
  }

  all(): Iterable<Hold> {
    return this.#holds.values()
  }

  /** Places held while a code is typed. */
  get running(): number {
    let count = 0
    for (const { row } of this.#holds.values()) if (row.kind === 'held') count += 1
    return count
  }

  add(hold: Hold): void {
    const { row, address } = hold
    this.#holds.set(row.id, hold)
    this.#gone.delete(row.id)
    this.#places.set(placeOf(row), (this.#places.get(placeOf(row)) ?? 0) + 1)
    this.#changed(row, 1)
    if (row.phoneHash !== null) into(this.#phones, row.phoneHash, hold)
    if (address !== null) into(this.#addresses, address, hold)
  }

  /** @param gone left out: nobody will ask for it */
  remove({ row, address }: Hold, gone?: { readonly why: GoneWhy; readonly at: number }): void {
    const hold = this.#holds.get(row.id)
    if (hold === undefined) return
    this.#holds.delete(row.id)
    this.uncount(hold)
    if (row.phoneHash !== null) outOf(this.#phones, row.phoneHash, hold)
    if (address !== null) outOf(this.#addresses, address, hold)
    if (gone !== undefined) this.#gone.set(row.id, { ...gone, hash: row.hash })
  }

  /** The office counts the place as sold from now on: counted twice, it would be missing from what is free. */
  uncount(hold: Hold): void {
    if (!hold.isCounted) return
    hold.isCounted = false
    this.#changed(hold.row, -1)
    const place = placeOf(hold.row)
    const left = (this.#places.get(place) ?? 1) - 1
    if (left > 0) this.#places.set(place, left)
    else this.#places.delete(place)
  }

  /** Places of this service and time that cannot be had. */
  taken(office: string, date: string, service: string, time: string): number {
    return this.#places.get(`${office}|${date}|${service}|${time}`) ?? 0
  }

  /** Another one whenever `taken` says something else of this office and date; 0 when nothing is held there. */
  version(office: string, date: string): number {
    return this.#dates.get(`${office}|${date}`)?.version ?? 0
  }

  /** The hold waits for this message to be handed to the gateway. */
  awaits(message: string, hold: Hold): void {
    this.#messages.set(message, hold)
  }

  /** The hold that has waited for the message; null: none does. */
  settled(message: string): Hold | null {
    const hold = this.#messages.get(message) ?? null
    this.#messages.delete(message)
    return hold
  }

  /** What the limits count of a phone number. */
  counted(phoneHash: string): readonly CountedBooking[] {
    return [...(this.#phones.get(phoneHash) ?? [])].map(({ row, booked }) => {
      const { date, pairHash, until } = row
      const counted = { date, pair: pairHash ?? '' }
      // what the office has booked does not come back by itself
      return booked === null ? { ...counted, state: 'held', until } : { ...counted, state: 'booked' }
    })
  }

  ofAddress(address: string): readonly Hold[] {
    return [...(this.#addresses.get(address) ?? [])]
  }

  gone(id: string): Gone | null {
    return this.#gone.get(id) ?? null
  }

  /** The hold has become a booking: whoever sends its command again is to hear so. */
  becameBooking(hold: Hold, at: number): void {
    this.remove(hold)
    this.#booked.set(hold.row.id, at)
  }

  /** Within the last hour; what was before is in the table of bookings only. */
  wasBooked(id: string): boolean {
    return this.#booked.has(id)
  }

  #changed({ office, date }: HoldRow, by: 1 | -1): void {
    const key = `${office}|${date}`
    const held = (this.#dates.get(key)?.held ?? 0) + by
    this.#changes += 1
    if (held > 0) this.#dates.set(key, { held, version: this.#changes })
    else this.#dates.delete(key)
  }

  /** Forgets why holds of more than an hour ago have ended. */
  forget(now: number): void {
    for (const [message, hold] of this.#messages) if (this.get(hold.row.id) !== hold) this.#messages.delete(message)
    for (const [id, at] of this.#booked) {
      if (now - at < goneKeptMs) break
      this.#booked.delete(id)
    }
    for (const [id, { at }] of this.#gone) {
      if (now - at < goneKeptMs) break
      this.#gone.delete(id)
    }
  }
}

function into(map: Map<string, Set<Hold>>, key: string, hold: Hold): void {
  const known = map.get(key)
  if (known === undefined) map.set(key, new Set([hold]))
  else known.add(hold)
}

function outOf(map: Map<string, Set<Hold>>, key: string, hold: Hold): void {
  const known = map.get(key)
  known?.delete(hold)
  if (known?.size === 0) map.delete(key)
}
