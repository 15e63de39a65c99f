import { eventAs, type LogRecord } from '@cherha/event-log'
import { evolve, initialState, type EndedBy, type QueueEvent, type QueueState, type Ticket } from '@cherha/shared/queue'

/** What became of one registration; moments are ms since 1970. */
export interface Visit {
  readonly date: string
  readonly number: string
  service: string
  readonly channel: Ticket['channel']
  /** Printed time, `HH:MM` and as a moment; a transfer to a service changes them. */
  time: string
  at: number
  /** When the visitor was first known to be there. */
  presentAt: number | null
  /** The last call that was not returned. */
  calledAt: number | null
  window: string | null
  /** Serving now, since when. */
  servingSince: number | null
  servedMs: number
  started: boolean
  ended: EndedBy | null
}

/** What happened on a date besides its visits. */
export interface DayNotes {
  openedAt: number | null
  closedAt: number | null
  cancelled: boolean
  readonly places: Record<'online' | 'terminal' | 'current', number>
  readonly incidents: { readonly at: number; readonly type: string; readonly window: string | null }[]
  readonly outsideQueue: Record<string, number>
  /** Visitors that gave the mark 1, 2, … 5. */
  readonly feedback: Marks
  /** How many of them wrote something. */
  readonly comments: Marks
}

type Marks = [number, number, number, number, number]

const incidentTypes: ReadonlySet<QueueEvent['type']> = new Set([
  'office-suspended',
  'office-resuming',
  'office-resumed',
  'clock-step-seen',
  'clock-step-accepted',
  'server-time-followed',
  'hub-started',
  'epoch-began',
  'day-cancelled',
])

/** The visits of an office by the copy of its log, taken in order. Reading a log twice gives the same visits. */
export class Visits {
  readonly #state: QueueState = initialState()
  readonly #visits = new Map<string, Visit>()
  readonly #days = new Map<string, DayNotes>()
  /** A number sold again before its day is another visit: the n-th of its number. */
  readonly #live = new Map<string, Visit>()

  /** Seq of the last record taken. */
  get seq(): number {
    return this.#state.seq
  }

  all(): Iterable<Visit> {
    return this.#visits.values()
  }

  /** How many visitors gave the mark 1, 2, … 5 from one date to another, both included. */
  marks(from: string, to: string): number[] {
    return this.#sum('feedback', from, to)
  }

  /** How many of those that gave the mark 1, 2, … 5 wrote a comment. */
  comments(from: string, to: string): number[] {
    return this.#sum('comments', from, to)
  }

  day(date: string): DayNotes | null {
    return this.#days.get(date) ?? null
  }

  take({ seq, at, mono, event }: LogRecord): void {
    const told = eventAs<QueueEvent>(event)
    const dateBefore = this.#state.today
    evolve(this.#state, { seq, time: { at, mono }, event: told })
    const date = this.#state.today ?? dateBefore
    this.#note(told, at, date)
    if ('number' in told && typeof told.number === 'string') {
      const of = 'date' in told ? told.date : date
      if (of !== null) this.#follow(told, of, told.number, at)
    }
  }

  #note(event: QueueEvent, at: number, today: string | null): void {
    switch (event.type) {
      case 'plan-published':
        for (const { places } of event.services)
          for (const { channel } of places) this.#of(event.date).places[channel] += 1
        return
      case 'day-opened':
        this.#of(event.date).openedAt = at
        return
      case 'day-closed':
        this.#of(event.date).closedAt = at
        return
      case 'outside-queue-started': {
        if (today === null) return
        const { outsideQueue } = this.#of(today)
        outsideQueue[event.window] = (outsideQueue[event.window] ?? 0) + 1
        return
      }
      case 'feedback-given': {
        const { feedback, comments } = this.#of(event.date)
        const mark = event.rating - 1
        feedback[mark] = (feedback[mark] ?? 0) + 1
        if (event.comment !== null) comments[mark] = (comments[mark] ?? 0) + 1
        return
      }
      case 'call-announced': {
        const call = this.#state.calls[event.call]
        if (event.by !== 'display' && today !== null) {
          this.#of(today).incidents.push({ at, type: `announced-by-${event.by}`, window: call?.window ?? null })
        }
        return
      }
      default: {
        if (event.type === 'day-cancelled') this.#of(event.date).cancelled = true
        const date = event.type === 'day-cancelled' ? event.date : today
        if (date !== null && incidentTypes.has(event.type)) {
          this.#of(date).incidents.push({ at, type: event.type, window: null })
        }
      }
    }
  }

  #follow(event: QueueEvent, date: string, number: string, at: number): void {
    const ticket = this.#state.days[date]?.tickets[number]
    const key = `${date} ${number}`
    let visit = this.#live.get(key)
    if (ticket !== undefined && (visit === undefined || visit.ended !== null) && ticket.status.is !== 'ended') {
      visit = newVisit(date, ticket, ticket.present ? at : null)
      this.#live.set(key, visit)
      this.#visits.set(`${key} ${this.#visits.size}`, visit)
    }
    if (visit === undefined) return
    if (ticket !== undefined) {
      visit.service = ticket.service
      visit.time = ticket.time
      visit.at = ticket.at
      if (ticket.status.is === 'ended') visit.ended = ticket.status.by
    }
    happen(visit, event, at)
  }

  #sum(what: 'feedback' | 'comments', from: string, to: string): number[] {
    const sums = [0, 0, 0, 0, 0]
    for (const [date, notes] of this.#days) {
      if (date >= from && date <= to) notes[what].forEach((count, index) => (sums[index] = (sums[index] ?? 0) + count))
    }
    return sums
  }

  #of(date: string): DayNotes {
    const known = this.#days.get(date)
    if (known !== undefined) return known
    const made: DayNotes = {
      openedAt: null,
      closedAt: null,
      cancelled: false,
      places: { online: 0, terminal: 0, current: 0 },
      incidents: [],
      outsideQueue: {},
      feedback: [0, 0, 0, 0, 0],
      comments: [0, 0, 0, 0, 0],
    }
    this.#days.set(date, made)
    return made
  }
}

function newVisit(date: string, ticket: Ticket, presentAt: number | null): Visit {
  const { number, service, channel, time, at } = ticket
  return {
    date,
    number,
    service,
    channel,
    time,
    at,
    presentAt,
    calledAt: null,
    window: null,
    servingSince: null,
    servedMs: 0,
    started: false,
    ended: null,
  }
}

/** What an event does to the visit it names. */
function happen(visit: Visit, event: QueueEvent, at: number): void {
  switch (event.type) {
    case 'checked-in':
      visit.presentAt ??= at
      return
    case 'ticket-called':
      // a second call after a transfer is another wait, which nobody measures
      visit.calledAt ??= at
      visit.window = event.window
      return
    case 'call-returned':
      if (!visit.started) visit.calledAt = null
      return
    case 'service-started':
    case 'held-resumed':
      visit.servingSince = at
      visit.started = true
      visit.presentAt ??= at
      return
    case 'ticket-held':
    case 'ticket-transferred':
      stop(visit, at)
      return
    case 'finished':
    case 'mismatch':
    case 'no-show':
    case 'withdrawn':
    case 'unserved':
      stop(visit, at)
      visit.ended = event.type
      return
    default:
  }
}

function stop(visit: Visit, at: number): void {
  if (visit.servingSince === null) return
  visit.servedMs += at - visit.servingSince
  visit.servingSince = null
}
