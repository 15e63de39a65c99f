import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import type { QueueEvent, RecordedEvent } from '../../src/queue/index.ts'
import { type LedgerTicket, minute, type Of } from './ledger-book.ts'
import { LedgerDays } from './ledger-days.ts'
import { office } from './scenario.ts'

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
export class Ledger extends LedgerDays {
  readonly windows = new Map<
    string,
    { session: string | null; at: string | null; held: string | null; doing: string }
  >()
  readonly calls = new Map<string, LedgerCall>()
  readonly displays = new Map<string, readonly string[]>()
  readonly connected = new Set<string>()
  suspended: 'no' | 'frozen' | 'returning' = 'no'
  #mono = 0

  constructor() {
    super()
    for (const { id } of office.windows) this.windows.set(id, { session: null, at: null, held: null, doing: 'nothing' })
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
    this.settle(event)
    if (!this.readDays(event, seq, time.at)) this.#atWindow(event, time.at)
  }

  #atWindow(event: QueueEvent, at: number): void {
    switch (event.type) {
      case 'day-closed':
        this.calls.clear()
        return
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
        this.end(call.ticket, 'no-show')
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
        this.end(this.ticket(this.today, event.number), event.type)
        if (window.held === event.number) window.held = null
        else this.#free(event.window)
        return
      }
      default:
        return
    }
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

  /** C22: an open window of the service that has nobody to call, and no current place free. */
  idle(service: string, at: number, midnight: number): boolean {
    if (
      this.today === null ||
      this.day(this.today).cancelled ||
      this.suspended !== 'no' ||
      this.free(service, at).length > 0
    )
      return false
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

  #today(number: string, status: string): LedgerTicket {
    const ticket = this.ticket(this.today, number)
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
