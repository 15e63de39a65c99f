import type { Day, EventTime, QueueState, Ticket } from '../queue/index.ts'
import { isTicketNumber, priorityLetter } from '../text/index.ts'
import type { Violation } from './violation.ts'

type Note = (rule: string, sentence: string) => void

/**
 * What holds of a live queue at every moment, whatever made it: capacity, one desk and one ticket, clocks that stand
 * where they should. Looks at each registration once.
 * @param now hub time and boot clock of the hub
 */
export function checkState(state: QueueState, now: EventTime): Violation[] {
  const violations: Violation[] = []
  const say: Note = (rule, sentence) => violations.push({ seq: state.seq, rule, sentence })
  for (const date in state.days) {
    const day = state.days[date]
    if (day !== undefined) checkDay(state, day, say)
  }
  checkWindows(state, say)
  checkCalls(state, now, say)
  if (state.today !== null) {
    if (state.closed.includes(state.today)) say('C26', `${state.today} is open and was closed before`)
    if (state.days[state.today] === undefined) say('C26', `${state.today} is open and has no plan`)
  }
  return violations
}

/** N3, C23: each live registration holds a place of its own service that nobody else holds. */
function checkDay(state: QueueState, day: Day, say: Note): void {
  const holders = new Map<string, string>()
  for (const number in day.tickets) {
    const ticket = day.tickets[number]
    if (ticket === undefined || ticket.status.is === 'ended') continue
    const other = holders.get(ticket.place)
    if (other !== undefined) say('N3', `${number} and ${other} of ${day.date} hold the same place ${ticket.place}`)
    holders.set(ticket.place, number)
    if (ticket.claimed && ticket.channel !== 'online') say('Q26', `${number} of ${day.date} is claimed and not online`)
    checkHolding(day, ticket, say)
    if (ticket.status.is !== 'waiting') checkActive(state, day, ticket, ticket.status.window, say)
  }
  checkPlaces(state, day, say)
  checkLost(day, say)
  for (const letter in day.added) {
    const block = letter === priorityLetter ? day.priorityBlock : day.block
    const highest = day.added[letter] ?? 0
    if (highest > block * 1000 + 999)
      say(letter === priorityLetter ? 'N5' : 'N4', `${letter}-${highest} is outside its block`)
  }
}

/** Q28: a lost ticket has its own number, and never one of the running series. */
function checkLost(day: Day, say: Note): void {
  for (const number in day.places) {
    if (day.places[number]?.because !== 'readmitted') continue
    const running = number.startsWith(priorityLetter) ? day.priorityBlock : day.block
    if (Math.floor(Number(number.slice(2)) / 1000) === running)
      say('Q28', `${number} of ${day.date} came back as a lost ticket, and its series is the running one`)
    if (day.tickets[number] === undefined) say('Q28', `${number} of ${day.date} came back and has no registration`)
  }
}

/** C24, C25, C29: what is free is for sale by somebody; a cancelled day sells nothing. */
function checkPlaces(state: QueueState, day: Day, say: Note): void {
  if (!day.cancelled && day.date !== state.today) return
  for (const number in day.places) {
    const place = day.places[number]
    if (place?.state !== 'free') continue
    if (day.cancelled) say('C24', `${number} of ${day.date} is free, and that day is cancelled`)
    const servers = place.channel === 'online' && !day.onlineClosed
    if (day.date === state.today && place.channel !== 'current' && !servers)
      say('C25', `${number} is free on the open day and still of the channel ${place.channel}`)
  }
}

function checkHolding(day: Day, { number, place: held, service, channel, at }: Ticket, say: Note): void {
  const place = day.places[held]
  if (!isTicketNumber(number)) say('N6', `a ticket of ${day.date} has a number of another form`)
  if (place === undefined) return say('N3', `${number} of ${day.date} holds the place ${held}, which is not there`)
  if (place.state !== 'taken') say('N3', `${number} of ${day.date} holds the place ${held}, which is ${place.state}`)
  if (place.service !== service || place.at !== at) say('N3', `${number} of ${day.date} is not of its place ${held}`)
  // sold ≤ places, per owner: the terminal sells its own places in advance, the current queue the current ones
  const others = channel === 'online' ? 'terminal' : 'online'
  if (place.channel === others || (channel === 'current' && place.channel !== 'current'))
    say('C25', `${number} of ${day.date} holds a place of the channel ${place.channel}`)
}

/** Q31: whoever is called, served or held is so at exactly one window of the open day. */
function checkActive(state: QueueState, day: Day, { number, status }: Ticket, at: string, say: Note): void {
  const window = state.windows[at]
  if (day.date !== state.today) say('C26', `${number} of ${day.date} is ${status.is}, and that day is not open`)
  const there = status.is === 'held' ? window?.held === number : window?.doing === status.is && window.ticket === number
  if (!there) say('Q31', `${number} is ${status.is} at window ${at}, which has another ticket`)
}

/** Q30, Q31. */
function checkWindows(state: QueueState, say: Note): void {
  const sessions = new Set<string>()
  const tickets = state.today === null ? {} : (state.days[state.today]?.tickets ?? {})
  for (const id in state.windows) {
    const window = state.windows[id]
    if (window === undefined) continue
    const { session, doing, ticket, held } = window
    if (session !== null && sessions.has(session))
      say('Q30', `window ${id} is open for a session that has another window`)
    if (session !== null) sessions.add(session)
    const busy = doing === 'called' || doing === 'serving'
    if (session === null && (doing !== 'nothing' || held !== null)) say('Q31', `window ${id} is closed and not empty`)
    if (busy !== (ticket !== null)) say('Q31', `window ${id} is ${doing} and has ${ticket ?? 'no ticket'}`)
    const status = ticket === null ? undefined : tickets[ticket]?.status
    const same = status !== undefined && status.is === doing && 'window' in status && status.window === id
    if (busy && !same) say('Q31', `window ${id} is ${doing} with ${ticket ?? ''}, which is not`)
    const heldStatus = held === null ? undefined : tickets[held]?.status
    if (held !== null && !(heldStatus?.is === 'held' && heldStatus.window === id))
      say('Q31', `window ${id} holds ${held}, which is not held there`)
  }
}

/** Q12, Q13, Q40: a clock runs only when the call was announced, its desk is there and the office is not suspended. */
function checkCalls(state: QueueState, now: EventTime, say: Note): void {
  const called = new Set<string>()
  for (const id in state.calls) {
    const call = state.calls[id]
    if (call === undefined) continue
    const { number, window: at, clock, announcedBy } = call
    const window = state.windows[at]
    if (called.has(at)) say('Q31', `window ${at} has two calls`)
    called.add(at)
    if (window?.doing !== 'called' || window.ticket !== number)
      say('Q31', `the call of ${number} at window ${at} is not there`)
    if (clock.is === 'not-started') continue
    if (announcedBy === null) say('Q12', `the clock of ${number} goes and its call was not announced`)
    if (state.suspension !== null) say('Q40', `the clock of ${number} goes while the office is suspended`)
    const desk = window?.session == null ? undefined : state.desks[window.session]
    if (clock.is === 'running' && desk?.connected !== true)
      say('Q13', `the clock of ${number} runs while the desk of window ${at} is away`)
    if (clock.is === 'paused' && desk?.connected === true)
      say('Q13', `the clock of ${number} stands while the desk of window ${at} is there`)
    if (clock.is === 'running' && clock.since > now.mono) say('L5', `the clock of ${number} runs from a moment to come`)
  }
  for (const id in state.windows) {
    if (state.windows[id]?.doing === 'called' && !called.has(id))
      say('Q31', `window ${id} has called, and there is no call`)
  }
}
