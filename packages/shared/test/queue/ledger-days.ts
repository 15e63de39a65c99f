import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import type { QueueEvent } from '../../src/queue/index.ts'
import { hasEnded, type LedgerDay, type LedgerPlace, type LedgerTicket, onSale, type Of } from './ledger-book.ts'

/**
 * The days of an office as an auditor would keep them with pencil and paper: places, registrations and what the queue
 * server says of them. Reading an event that breaks a rule fails the test.
 */
export class LedgerDays {
  readonly days = new Map<string, LedgerDay>()
  today: string | null = null
  epoch = 0
  inbox = 0
  readonly #requests = new Set<string>()
  /** The place that a withdrawal has just freed and that must come back with the next event. */
  #owed: LedgerPlace | null = null
  /** Withheld places that have yet to come back (R17). */
  #lost: { date: string; place: LedgerPlace }[] = []

  placesOf(date: string | null): LedgerPlace[] {
    return [...(this.days.get(date ?? '')?.places.values() ?? [])]
  }

  ticketsOf(date: string | null): LedgerTicket[] {
    return [...(this.days.get(date ?? '')?.tickets.values() ?? [])]
  }

  /** Q28: the number of a place added for a lost ticket, which has to get it. */
  #cameBack: string | null = null

  /** What has to come right after the event before. */
  protected settle(event: QueueEvent): void {
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
    if (this.#lost.length > 0) this.#comesBack(event)
    else if (event.type === 'place-added') notEqual(event.because, 'epoch')
    if (this.#cameBack !== null)
      deepEqual([event.type, 'number' in event && event.number], ['readmitted', this.#cameBack])
    this.#cameBack = event.type === 'place-added' && event.because === 'readmitted' ? event.number : null
    // Q28: never a number of the running series
    if (this.#cameBack !== null && !this.#cameBack.startsWith('П'))
      notEqual(Math.floor(Number(this.#cameBack.slice(2)) / 1000), 1 + (this.epoch % 9))
  }

  /** R17: the withheld places come back, one after another, before anything else happens. */
  #comesBack(event: QueueEvent): void {
    if (event.type !== 'place-added') throw new Error(`${this.#lost.length} withheld places did not come back`)
    equal(event.because, 'epoch')
    const index = this.#lost.findIndex(
      ({ date, place }) =>
        date === event.date &&
        place.service === event.service &&
        place.at === event.at &&
        place.lane === event.lane &&
        place.channel === event.channel,
    )
    notEqual(index, -1)
    this.#lost.splice(index, 1)
    equal(Math.floor(Number(event.number.slice(2)) / 1000), 1 + (this.epoch % 9))
  }

  /** Reads what is about days and places; false: the event is about something else. */
  protected readDays(event: QueueEvent, seq: number, at: number): boolean {
    switch (event.type) {
      case 'plan-published':
        this.#plan(event)
        return true
      case 'place-added':
        this.#add(event)
        return true
      case 'place-withdrawn': {
        const place = this.day(event.date).places.get(event.number)
        equal(place?.state, 'free')
        if (place !== undefined) place.state = 'withdrawn'
        return true
      }
      case 'day-opened':
        this.today = event.date
        this.#give(this.day(event.date))
        return true
      case 'day-closed':
        for (const ticket of this.ticketsOf(event.date)) equal(hasEnded(ticket), true)
        this.days.delete(event.date)
        if (this.today === event.date) this.today = null
        // the windows have something to do about it too
        return false
      case 'registered':
        this.#register(event, seq, at)
        return true
      case 'checked-in': {
        const ticket = this.ticket(event.date, event.number)
        equal(ticket.status, 'waiting')
        ticket.present = true
        if (event.priority !== null) ticket.declared ??= seq
        return true
      }
      case 'withdrawn':
        this.#withdraw(event, at)
        return true
      case 'unserved':
        this.end(this.ticket(event.date, event.number), 'unserved')
        return true
      default:
        return this.#readServer(event, seq, at)
    }
  }

  #readServer(event: QueueEvent, seq: number, at: number): boolean {
    switch (event.type) {
      case 'inbox-advanced':
        equal(event.seq, this.inbox + 1)
        this.inbox = event.seq
        return true
      case 'request-answered':
        equal(this.#requests.has(event.request), false)
        this.#requests.add(event.request)
        return true
      case 'online-closed': {
        const day = this.day(event.date)
        equal(day.onlineClosed, false)
        const unsold = [...day.places.values()].filter((place) => place.state === 'free' && isServers(day, place))
        day.onlineClosed = true
        if (event.date === this.today) this.#give(day)
        // R17: whoever had the lost part may have had the handover too
        if (day.epochBegan === true && !day.cancelled)
          for (const place of unsold) {
            place.state = 'withheld'
            if (onSale(place, at)) this.#lost.push({ date: event.date, place })
          }
        return true
      }
      case 'day-cancelled': {
        const day = this.day(event.date)
        equal(day.cancelled, false)
        day.cancelled = true
        for (const place of day.places.values()) if (place.state === 'free') place.state = 'withdrawn'
        for (const ticket of day.tickets.values())
          if (ticket.status === 'waiting') this.end(ticket, 'cancelled-by-office')
        return true
      }
      case 'epoch-began':
        equal(event.epoch, this.epoch + 1)
        equal(event.from, seq - 1)
        this.epoch = event.epoch
        for (const [date, day] of this.days) {
          if (date === this.today) day.epochBegan = true
          for (const place of day.places.values()) {
            if (place.state !== 'free' || isServers(day, place)) continue
            place.state = 'withheld'
            if (date !== this.today || onSale(place, at)) this.#lost.push({ date, place })
          }
        }
        return true
      case 'claimed':
      case 'readmitted':
        this.#arrive(event, seq)
        return true
      case 'claim-matched': {
        const ticket = this.ticket(event.date, event.number)
        equal(ticket.claimed, true)
        ticket.claimed = false
        ticket.box = event.sealed.box
        return true
      }
      default:
        return false
    }
  }

  #plan(event: Of<'plan-published'>): void {
    equal(this.days.has(event.date), false)
    const places = new Map<string, LedgerPlace>()
    for (const { service, letter, minutes, places: planned } of event.services) {
      planned.forEach((place, index) => {
        const number = `${letter}-${String(index + 1).padStart(3, '0')}`
        places.set(number, { number, service, minutes, ...place, because: 'planned', state: 'free' })
      })
    }
    this.days.set(event.date, { places, tickets: new Map(), onlineClosed: false, cancelled: false })
  }

  #add(event: Of<'place-added'>): void {
    const day = this.day(event.date)
    equal(day.places.has(event.number), false)
    equal(day.cancelled, false)
    const { number, service, minutes, time, at, lane, because, channel = 'current' } = event
    const place: LedgerPlace = { number, service, minutes, time, at, lane, because, channel, state: 'free' }
    if (event.date === this.today && !isServers(day, place)) place.channel = 'current'
    day.places.set(number, place)
  }

  #register(event: Of<'registered'>, seq: number, at: number): void {
    const { date, number, service } = event
    const day = this.day(date)
    const place = day.places.get(number)
    const before = day.tickets.get(number)
    if (place === undefined) throw new Error(`no place ${number}`)
    equal(place.state, 'free')
    equal(place.service, service)
    equal(day.cancelled, false)
    const servers = isServers(day, place)
    // N3, N8: on the day a number has one registration; before it, and while the server owns it, the next only after a
    // withdrawal
    if (before !== undefined) deepEqual([date === this.today && !servers, before.status], [false, 'withdrawn'])
    if (event.channel === 'online') this.#booked(event, day, place, servers)
    else if (event.channel === 'current') {
      equal(date, this.today)
      const nearest = this.nearest(service, at)
      if (place.because !== 'idle-window' && place.because !== 'priority') {
        equal(place.channel, 'current')
        equal(onSale(place, at), true)
        // Q8
        equal(event.present, place.at === nearest?.at)
      } else equal(event.present, true)
    } else deepEqual([place.channel, event.present], ['terminal', false])
    this.#begin(day, place, {
      date,
      online: event.channel === 'online',
      claimed: false,
      present: event.present,
      declared: event.priority === null ? null : seq,
      box: event.sealed.box,
    })
  }

  /** R1, Q27. */
  #booked(event: Of<'registered'>, day: LedgerDay, place: LedgerPlace, servers: boolean): void {
    equal(day.onlineClosed, false)
    equal(event.present, false)
    if (event.displaced === undefined) {
      equal(servers, true)
      return
    }
    const claim = day.tickets.get(event.displaced)
    equal(claim?.online, true)
    deepEqual(
      [place.because, place.at, place.lane],
      ['claim', day.places.get(event.displaced)?.at, day.places.get(event.displaced)?.lane],
    )
  }

  /** Q26, Q28: somebody the office does not know. */
  #arrive(event: Of<'claimed' | 'readmitted'>, seq: number): void {
    equal(event.date, this.today)
    const day = this.day(event.date)
    const place = day.places.get(event.number)
    if (place === undefined) throw new Error(`no place ${event.number}`)
    const servers = place.state === 'free' && isServers(day, place)
    const lost = place.state === 'withheld' || place.because === 'readmitted'
    ok(servers || (event.type === 'readmitted' && lost))
    equal(day.cancelled, false)
    this.#begin(day, place, {
      date: event.date,
      online: place.channel === 'online',
      claimed: place.channel === 'online',
      present: true,
      declared: event.type === 'claimed' && event.priority !== null ? seq : null,
      box: event.type === 'claimed' ? event.sealed.box : '',
    })
  }

  #begin(
    day: LedgerDay,
    place: LedgerPlace,
    how: Pick<LedgerTicket, 'date' | 'online' | 'claimed' | 'present' | 'declared' | 'box'>,
  ): void {
    place.state = 'taken'
    const { number } = place
    day.tickets.set(number, { number, place, ...how, boundTo: null, status: 'waiting' })
  }

  #withdraw(event: Of<'withdrawn'>, at: number): void {
    const ticket = this.ticket(event.date, event.number)
    equal(ticket.status, 'waiting')
    this.end(ticket, 'withdrawn')
    const { place } = ticket
    const day = this.day(event.date)
    place.state = event.date === this.today && !isServers(day, place) ? 'freed' : 'free'
    if (
      place.state === 'freed' &&
      !day.cancelled &&
      !['priority', 'readmitted', day.onlineClosed ? '' : 'claim'].includes(place.because) &&
      onSale(place, at)
    )
      this.#owed = place
  }

  #give(day: LedgerDay): void {
    for (const place of day.places.values()) {
      if (place.state === 'free' && !isServers(day, place)) place.channel = 'current'
    }
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

  protected end(ticket: LedgerTicket, how: string): void {
    // Q50: once, and for good
    equal(hasEnded(ticket), false)
    ticket.status = how
  }

  protected ticket(date: string | null, number: string): LedgerTicket {
    const ticket = this.days.get(date ?? '')?.tickets.get(number)
    if (ticket === undefined) throw new Error(`no ticket ${number} of ${date}`)
    return ticket
  }

  protected day(date: string): LedgerDay {
    const day = this.days.get(date)
    if (day === undefined) throw new Error(`no day ${date}`)
    return day
  }
}

/** R1 */
function isServers(day: LedgerDay, place: LedgerPlace): boolean {
  return place.channel === 'online' && !day.onlineClosed
}
