import type {
  BoardView,
  CallView,
  DisplayView,
  OfficeConfig,
  PublicOffice,
  SuspensionView,
} from '../../protocol/index.ts'
import { remainingSeconds } from '../call-clock.ts'
import { callsInOrder } from '../calls.ts'
import type { EventTime } from '../events.ts'
import { closedWindow } from '../initial.ts'
import { freePlacesNow, openDay } from '../places.ts'
import { byPrintedTime, callClass, compareByPolicy, mayCall, waitingTickets } from '../policy.ts'
import type { Call, QueueState, Ticket } from '../state.ts'
import { instantText } from './instants.ts'
import { lunchNow } from './lunch.ts'

/** N9: entries of the board's list of next numbers. */
const nextCount = 10
/** A6: with more calls waiting than this the short spoken form is used. */
const longFormUpTo = 3

/** What anybody may know about the office. */
export function publicOffice(config: OfficeConfig): PublicOffice {
  return {
    code: config.code,
    name: config.name,
    address: config.address,
    timeZone: config.timeZone,
    phones: config.phones,
    shelter: config.shelter ?? null,
    services: config.services.map(({ id, letter, title, short, minutes, card }) => ({
      id,
      letter,
      title,
      short,
      minutes,
      ...(card === undefined ? {} : { card }),
    })),
    windows: config.windows,
    hours: config.hours,
    noShowSeconds: config.rules.noShowSeconds,
    ...(config.ticker === undefined ? {} : { ticker: config.ticker }),
  }
}

export function suspensionView(state: QueueState): SuspensionView | null {
  if (state.suspension === null) return null
  const { reason, since, until } = state.suspension
  return { reason, since: instantText(since), until: until === null ? null : instantText(until) }
}

/**
 * Waiting tickets in the order of rule N9: the policy's order over all open windows, then the others by their
 * printed time. The board shows the first ten.
 */
export function nextTickets(state: QueueState, at: number): Ticket[] {
  const open = state.config?.windows.filter((window) => state.windows[window.id]?.session != null) ?? []
  const callable: Ticket[] = []
  const later: Ticket[] = []
  for (const ticket of waitingTickets(state)) {
    const now = callClass(ticket, at) !== null && open.some((window) => mayCall(window, ticket))
    ;(now ? callable : later).push(ticket)
  }
  return [...callable.sort((a, b) => compareByPolicy(a, b, at)), ...later.sort(byPrintedTime)]
}

/** The board's list of next numbers with their printed times (N9). */
export function nextShown(state: QueueState, at: number): BoardView['next'] {
  const next = nextTickets(state, at).slice(0, nextCount)
  return next.map(({ number, time }) => ({ ticket: number, time }))
}

/** The public view of the office: numbers only (document 000 II.11). */
export function boardView(state: QueueState, now: EventTime): BoardView {
  const byService: Record<string, number> = {}
  let total = 0
  for (const service of state.config?.services ?? []) {
    const free = freePlacesNow(state, service.id, now.at)
    byService[service.id] = free
    total += free
  }
  return {
    now: instantText(now.at),
    date: state.today,
    suspended: suspensionView(state),
    called: callsInOrder(state).map((call) => ({
      ticket: call.number,
      window: call.window,
      remainingSeconds: remaining(state, call, now.mono),
    })),
    serving: (state.config?.windows ?? []).flatMap(({ id: window }) => {
      const { doing, ticket } = state.windows[window] ?? closedWindow()
      return doing === 'serving' && ticket !== null ? [{ ticket, window }] : []
    }),
    next: nextShown(state, now.at),
    freePlaces: { total, byService },
  }
}

export function remaining(state: QueueState, call: Call, mono: number): number | null {
  if (state.suspension !== null) return null
  return remainingSeconds(call.clock, (state.config?.rules.noShowSeconds ?? 120) * 1000, mono)
}

/**
 * A display's view: the board, and the calls of its own windows.
 * @param windows ids of the windows whose calls it shows; empty: all
 * @param board the board of this moment, where it is known already: many displays, one board
 */
export function displayView(
  state: QueueState,
  now: EventTime,
  windows: readonly string[],
  board: BoardView = boardView(state, now),
): DisplayView {
  if (state.config === null) throw new Error('the office is not configured')
  const day = openDay(state)
  const calls = callsInOrder(state).map(
    (call): CallView => ({
      call: call.id,
      ticket: call.number,
      window: call.window,
      announced: call.announcedBy !== null,
      recalls: call.recalls,
      remainingSeconds: remaining(state, call, now.mono),
      language: day?.tickets[call.number]?.language ?? 'uk',
    }),
  )
  const waiting = calls.filter((call) => !call.announced).length
  const lunch = lunchNow(state, now.at)
  return {
    kind: 'display',
    office: publicOffice(state.config),
    board,
    calls: windows.length === 0 ? calls : calls.filter((call) => windows.includes(call.window)),
    shortForm: waiting > longFormUpTo,
    dayOpen: day !== null,
    ...(lunch === undefined ? {} : { lunch }),
  }
}
