import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import type { QueueEvent, RecordedEvent } from '../../src/queue/index.ts'
import { office } from './scenario.ts'

type Of<T extends QueueEvent['type']> = Extract<QueueEvent, { type: T }>
const minute = 60_000

export interface LedgerPlace {
  readonly number: string
  readonly service: string
  readonly minutes: number
  readonly time: string
  readonly at: number
  readonly lane: number
  readonly because: string
  channel: string
  state: 'free' | 'taken' | 'withdrawn' | 'freed'
}

export interface LedgerTicket {
  readonly date: string
  readonly number: string
  place: LedgerPlace
  present: boolean
  /** Seq of the declaration of priority. */
  declared: number | null
  boundTo: string | null
  status: string
}

interface LedgerCall {
  readonly id: string
  readonly ticket: LedgerTicket
  readonly early: boolean
  readonly madeAt: number
  /** A restart or a suspension has interrupted it: it must be renewed before anything else happens to it. */
  interrupted: boolean
  shown: boolean
  /** Milliseconds the clock has run while the desk was there; null: not announced. */
  ran: number | null
  recalls: number
}

const newCall = { interrupted: false, shown: false, ran: null, recalls: 0 }

/**
 * The office as an auditor would keep it with pencil and paper: from the events alone, by docs/spec, written apart from
 * the product. Reading an event that breaks a rule fails the test.
 */
export class Ledger {
  readonly places = new Map<string, Map<string, LedgerPlace>>()
  readonly tickets = new Map<string, Map<string, LedgerTicket>>()
  readonly windows = new Map<
    string,
    { session: string | null; at: string | null; held: string | null; doing: string }
  >()
  readonly calls = new Map<string, LedgerCall>()
  readonly displays = new Map<string, readonly string[]>()
  readonly connected = new Set<string>()
  today: string | null = null
  suspended: 'no' | 'frozen' | 'returning' = 'no'
  #mono = 0
  /** The place that a withdrawal has just freed and that must come back with the next event. */
  #owed: LedgerPlace | null = null

  constructor() {
    for (const { id } of office.windows) this.windows.set(id, { session: null, at: null, held: null, doing: 'nothing' })
  }

  placesOf(date: string | null): LedgerPlace[] {
    return [...(this.places.get(date ?? '')?.values() ?? [])]
  }

  ticketsOf(date: string | null): LedgerTicket[] {
    return [...(this.tickets.get(date ?? '')?.values() ?? [])]
  }

  /** Time passes between two events: clocks of announced calls run while their desk is there. */
  passTo(mono: number): void {
    for (const [window, { session }] of this.windows) {
      const call = this.calls.get(window)
      if (call?.ran != null && session !== null && this.connected.has(session)) call.ran += mono - this.#mono
    }
    this.#mono = mono
  }

  read({ event, seq, time }: RecordedEvent): void {
    if (event.type === 'hub-started') this.#mono = time.mono
    this.passTo(time.mono)
    const owed = this.#owed
    this.#owed = null
    if (owed !== null) {
      // N3: the very next event gives the freed place back
      const { service, minutes, time: printed, at, lane } = owed
      if (event.type !== 'place-added') throw new Error(`the place of ${owed.number} did not come back`)
      deepEqual(
        [event.because, event.service, event.minutes, event.time, event.at, event.lane],
        ['freed', service, minutes, printed, at, lane],
      )
    } else if (event.type === 'place-added') notEqual(event.because, 'freed')
    this.#read(event, seq, time.at)
  }

  #read(event: QueueEvent, seq: number, at: number): void {
    switch (event.type) {
      case 'plan-published':
        return this.#plan(event)
      case 'place-added':
        return this.#add(event)
      case 'day-opened':
        this.today = event.date
        for (const place of this.placesOf(event.date)) {
          if (place.channel === 'terminal' && place.state === 'free') place.channel = 'current'
        }
        return
      case 'day-closed':
        for (const ticket of this.ticketsOf(event.date)) equal(hasEnded(ticket), true)
        this.places.delete(event.date)
        this.tickets.delete(event.date)
        if (this.today === event.date) this.today = null
        this.calls.clear()
        return
      case 'registered':
        return this.#register(event, seq, at)
      case 'checked-in': {
        const ticket = this.#ticket(event.date, event.number)
        equal(ticket.status, 'waiting')
        ticket.present = true
        if (event.priority !== null) ticket.declared ??= seq
        return
      }
      case 'withdrawn': {
        const ticket = this.#ticket(event.date, event.number)
        equal(ticket.status, 'waiting')
        this.#end(ticket, 'withdrawn')
        const { place } = ticket
        place.state = event.date === this.today ? 'freed' : 'free'
        if (place.state === 'freed' && place.because !== 'priority' && onSale(place, at)) this.#owed = place
        return
      }
      case 'unserved':
        return this.#end(this.#ticket(event.date, event.number), 'unserved')
      default:
        return this.#atWindow(event, at)
    }
  }

  #atWindow(event: QueueEvent, at: number): void {
    switch (event.type) {
      case 'hub-started':
        this.connected.clear()
        this.displays.clear()
        return this.#voidCalls()
      case 'device-connected':
        this.displays.set(event.device, event.windows)
        return
      case 'device-disconnected':
        this.displays.delete(event.device)
        return
      case 'desk-connected':
      case 'desk-disconnected':
        return this.#presence(event.session, event.type === 'desk-connected')
      case 'window-opened': {
        const before = this.#window(event.window).session
        if (before !== null) equal(this.connected.has(before), false)
        this.#window(event.window).session = event.session
        if (this.connected.has(event.session)) this.#presence(event.session, true)
        return
      }
      case 'window-closed':
        this.windows.set(event.window, { session: null, at: null, held: null, doing: 'nothing' })
        for (const ticket of this.ticketsOf(this.today)) if (ticket.boundTo === event.window) ticket.boundTo = null
        return
      case 'outside-queue-started':
      case 'outside-queue-finished':
        this.#window(event.window).doing = event.type === 'outside-queue-started' ? 'outside-queue' : 'nothing'
        return
      case 'office-suspended':
        this.suspended = 'frozen'
        return this.#voidCalls()
      case 'office-resuming':
        this.suspended = 'returning'
        return
      case 'office-resumed':
        this.suspended = 'no'
        return
      case 'ticket-called':
        return this.#call(event, at)
      case 'call-renewed': {
        const old = this.#callAt(event.window)
        notEqual(old.id, event.call)
        equal(old.ticket.number, event.number)
        this.calls.set(event.window, { ...old, ...newCall, id: event.call, madeAt: this.#mono })
        return
      }
      case 'call-shown':
        this.#callNamed(event.call).shown = true
        return
      case 'call-announced': {
        equal(this.suspended, 'no')
        const call = this.#callNamed(event.call)
        if (event.by === 'voice') this.#voice(call)
        if (event.by === 'display') call.shown = true
        call.ran ??= 0
        return
      }
      case 'call-recalled': {
        const call = this.#callNamed(event.call)
        call.recalls += 1
        ok(call.recalls <= 3)
        return
      }
      case 'call-returned': {
        const call = this.#callAt(event.window)
        if (event.because === 'early') {
          equal(call.early, true)
          ok((call.ran ?? 0) >= 125_000)
          call.ticket.present = false
        }
        call.ticket.status = 'waiting'
        return this.#free(event.window)
      }
      case 'no-show': {
        const call = this.#callAt(event.window)
        equal(call.early, false)
        ok((call.ran ?? 0) >= 125_000)
        this.#end(call.ticket, 'no-show')
        return this.#free(event.window)
      }
      case 'service-started': {
        const { ticket } = this.#callAt(event.window)
        ticket.status = 'serving'
        this.calls.delete(event.window)
        this.#window(event.window).doing = 'serving'
        return
      }
      case 'ticket-held':
        this.#today(event.number, 'serving').status = 'held'
        this.#free(event.window)
        this.#window(event.window).held = event.number
        return
      case 'held-resumed':
      case 'held-returned': {
        const ticket = this.#today(event.number, 'held')
        this.#window(event.window).held = null
        ticket.status = event.type === 'held-resumed' ? 'serving' : 'waiting'
        if (event.type === 'held-returned') ticket.present = true
        else Object.assign(this.#window(event.window), { doing: 'serving', at: event.number })
        return
      }
      case 'ticket-transferred':
        return this.#transfer(event, at)
      case 'finished':
      case 'mismatch': {
        const window = this.#window(event.window)
        this.#end(this.#ticket(this.today, event.number), event.type)
        if (window.held === event.number) window.held = null
        else this.#free(event.window)
        return
      }
      default:
        return
    }
  }

  #plan(event: Of<'plan-published'>): void {
    equal(this.places.has(event.date), false)
    const places = new Map<string, LedgerPlace>()
    for (const { service, letter, minutes, places: planned } of event.services) {
      planned.forEach((place, index) => {
        const number = `${letter}-${String(index + 1).padStart(3, '0')}`
        places.set(number, { number, service, minutes, ...place, because: 'planned', state: 'free' })
      })
    }
    this.places.set(event.date, places)
    this.tickets.set(event.date, new Map())
  }

  #add(event: Of<'place-added'>): void {
    const places = this.places.get(event.date)
    equal(places?.has(event.number), false)
    const { number, service, minutes, time, at, lane, because } = event
    places?.set(number, { number, service, minutes, time, at, lane, because, channel: 'current', state: 'free' })
  }

  #register(event: Of<'registered'>, seq: number, at: number): void {
    const { date, number, service } = event
    const place = this.places.get(date)?.get(number)
    const before = this.tickets.get(date)?.get(number)
    if (place === undefined) throw new Error(`no place ${number}`)
    equal(place.state, 'free')
    equal(place.service, service)
    // N3, N8: on the day a number has one registration; before it the next only after a withdrawal
    if (before !== undefined) deepEqual([date === this.today, before.status], [false, 'withdrawn'])
    if (event.channel === 'current') {
      equal(date, this.today)
      const nearest = this.nearest(service, at)
      if (place.because === 'planned' || place.because === 'freed') {
        equal(place.channel, 'current')
        equal(onSale(place, at), true)
        // Q8
        equal(event.present, place.at === nearest?.at)
      } else equal(event.present, true)
    } else deepEqual([place.channel, event.present], ['terminal', false])
    place.state = 'taken'
    this.tickets.get(date)?.set(number, {
      date,
      number,
      place,
      present: event.present,
      declared: event.priority === null ? null : seq,
      boundTo: null,
      status: 'waiting',
    })
  }

  #call(event: Of<'ticket-called'>, at: number): void {
    equal(this.suspended, 'no')
    const window = this.#window(event.window)
    equal(window.doing, 'nothing')
    // Q1–Q6: every call is the policy's choice
    equal(event.number, this.next(event.window, at)?.number)
    const ticket = this.#today(event.number, 'waiting')
    equal(event.early, ticket.place.at > at)
    ticket.status = 'called'
    Object.assign(window, { doing: 'called', at: event.number })
    const { call: id, early } = event
    this.calls.set(event.window, { ...newCall, id, ticket, early, madeAt: this.#mono })
  }

  #transfer(event: Of<'ticket-transferred'>, at: number): void {
    const ticket = this.#today(event.number, 'serving')
    ticket.status = 'waiting'
    ticket.present = true
    this.#free(event.window)
    if ('window' in event.to) {
      ticket.boundTo = event.to.window
      return
    }
    const nearest = this.nearest(event.to.service, at)
    equal(event.to.place, nearest?.number)
    if (nearest === undefined) return
    nearest.state = 'taken'
    ticket.place = nearest
    ticket.boundTo = null
  }

  /** A2 */
  #voice(call: LedgerCall): void {
    const window = [...this.calls].find(([, one]) => one === call)?.[0] ?? ''
    const seen = [...this.displays.values()].some((windows) => windows.length === 0 || windows.includes(window))
    if (seen) deepEqual([call.shown, this.#mono - call.madeAt >= 3_000], [false, true])
  }

  /** The policy said again from docs/spec, by sorting everything. */
  next(window: string, at: number): LedgerTicket | undefined {
    const offered = office.windows.find(({ id }) => id === window)?.services ?? []
    const waiting = this.ticketsOf(this.today).filter(
      ({ status, boundTo, place }) =>
        status === 'waiting' && (boundTo === null ? offered.includes(place.service) : boundTo === window),
    )
    const due = ({ place }: LedgerTicket): boolean => place.at <= at
    const printed = (a: LedgerTicket, b: LedgerTicket): number =>
      a.place.at - b.place.at || a.place.lane - b.place.lane || (a.number < b.number ? -1 : 1)
    const first = waiting
      .filter((ticket) => ticket.declared !== null && (due(ticket) || ticket.present))
      .sort((a, b) => (a.declared ?? 0) - (b.declared ?? 0))
    const second = waiting.filter(due).sort(printed)
    const third = waiting.filter(({ present }) => present).sort(printed)
    return first[0] ?? second[0] ?? third[0]
  }

  /** Free places of the current queue by (time, lane, number). */
  free(service: string, at: number): LedgerPlace[] {
    return this.placesOf(this.today)
      .filter((place) => place.service === service && place.channel === 'current' && place.state === 'free')
      .filter((place) => onSale(place, at))
      .sort((a, b) => a.at - b.at || a.lane - b.lane || (a.number < b.number ? -1 : 1))
  }

  nearest(service: string, at: number): LedgerPlace | undefined {
    return this.free(service, at)[0]
  }

  /** C22: an open window of the service that has nobody to call, and no current place free. */
  idle(service: string, at: number, midnight: number): boolean {
    if (this.today === null || this.suspended !== 'no' || this.free(service, at).length > 0) return false
    const config = office.services.find(({ id }) => id === service)
    const start = Math.floor((at - midnight) / minute)
    const end = start + (config?.minutes ?? 0)
    const inside = (start >= 9 * 60 && end <= 13 * 60) || (start >= 13 * 60 + 45 && end <= 18 * 60)
    const windows = office.windows.filter(({ services }) => services.includes(service)).map(({ id }) => id)
    return (
      inside &&
      windows.some((id) => {
        const { session, doing } = this.#window(id)
        return session !== null && doing === 'nothing' && this.next(id, at) === undefined
      })
    )
  }

  #presence(session: string, here: boolean): void {
    if (here) this.connected.add(session)
    else this.connected.delete(session)
    if (!here) return
    for (const [window, call] of this.calls) {
      // Q13: at least 15 s remain after the desk is back
      if (this.#window(window).session === session && call.ran !== null) call.ran = Math.min(call.ran, 105_000)
    }
  }

  #voidCalls(): void {
    for (const call of this.calls.values()) Object.assign(call, newCall, { interrupted: true })
  }

  #free(window: string): void {
    this.calls.delete(window)
    Object.assign(this.#window(window), { doing: 'nothing', at: null })
  }

  #end(ticket: LedgerTicket, how: string): void {
    // Q50: once, and for good
    equal(hasEnded(ticket), false)
    ticket.status = how
  }

  #ticket(date: string | null, number: string): LedgerTicket {
    const ticket = this.tickets.get(date ?? '')?.get(number)
    if (ticket === undefined) throw new Error(`no ticket ${number} of ${date}`)
    return ticket
  }

  #today(number: string, status: string): LedgerTicket {
    const ticket = this.#ticket(this.today, number)
    equal(ticket.status, status)
    return ticket
  }

  #window(id: string) {
    const window = this.windows.get(id)
    if (window === undefined) throw new Error(`no window ${id}`)
    return window
  }

  #callAt(window: string): LedgerCall {
    const call = this.calls.get(window)
    if (call === undefined) throw new Error(`no call at window ${window}`)
    return call
  }

  #callNamed(id: string): LedgerCall {
    const call = [...this.calls.values()].find((one) => one.id === id)
    if (call === undefined) throw new Error(`no call ${id}`)
    return call
  }
}

export function hasEnded({ status }: LedgerTicket): boolean {
  return !['waiting', 'called', 'serving', 'held'].includes(status)
}

/** C21 */
function onSale(place: LedgerPlace, at: number): boolean {
  return at < place.at + (place.minutes * minute) / 2
}
