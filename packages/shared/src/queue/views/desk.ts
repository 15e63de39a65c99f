import type { DeskTicket, DeskView } from '../../protocol/index.ts'
import { displaysOf, voiceAllowed } from '../announcing.ts'
import { recallEveryMs, recallLimit } from '../at-desk.ts'
import { dayToConfirm } from '../days.ts'
import { callOfWindow } from '../evolve-call.ts'
import type { EventTime } from '../events.ts'
import { freeCurrentPlaces, openDay } from '../places.ts'
import { mayCall, waitingTickets } from '../policy.ts'
import type { QueueState, Tally, Ticket, WindowState } from '../state.ts'
import { noTally } from '../window-work.ts'
import { nextShown, publicOffice, remaining, suspensionView } from './board.ts'
import { instantText } from './instants.ts'

export type Person = NonNullable<DeskTicket['person']>
/** What the sealed data of a registration says: names, or the document digits where no name was given. */
export type Opened = Person | NonNullable<DeskTicket['document']>

/**
 * A clerk's view.
 * @param session the desk session that looks
 * @param staff its login
 * @param open reads the sealed personal data of a ticket; asked only for the own ticket in serving (D rules)
 */
export function deskView(
  state: QueueState,
  now: EventTime,
  session: string,
  staff: string,
  open: (ticket: Ticket) => Opened | null,
): DeskView {
  const config = state.config
  if (config === null) throw new Error('the office is not configured')
  const member = config.staff.find((candidate) => candidate.login === staff)
  if (member === undefined) throw new Error('nobody of this office has that login')
  const mine = config.windows.find((window) => state.windows[window.id]?.session === session)
  const window = mine === undefined ? null : (state.windows[mine.id] ?? null)
  const day = openDay(state)
  const current = window?.ticket == null ? undefined : day?.tickets[window.ticket]
  const held = window?.held == null ? undefined : day?.tickets[window.held]
  return {
    kind: 'desk',
    now: instantText(now.at),
    office: publicOffice(config),
    dayOpen: day !== null,
    staff: member,
    window: mine?.id ?? null,
    state: window === null ? 'closed' : window.doing === 'nothing' ? 'open' : window.doing,
    ticket:
      window === null || current === undefined ? null : ticketView(state, now, window, mine?.id ?? '', current, open),
    held: held === undefined ? null : { number: held.number, service: held.service, time: held.time },
    ...hall(state, mine, now.at),
    next: nextShown(state, now.at),
    tally: tallyView(state.tallies[staff] ?? noTally()),
    lastEnded: lastEnded(state, mine?.id),
    windows: config.windows.map(({ id, label, services }) => ({
      id,
      label,
      services,
      open: state.windows[id]?.session != null,
      mine: id === mine?.id,
    })),
    freePlaces: Object.fromEntries(
      config.services.map(({ id }) => [id, day === null ? 0 : freeCurrentPlaces(day, id, now.at).length]),
    ),
    help: helpAsked(state, mine?.id),
    windowDisplays: mine === undefined ? [] : displaysOf(state, mine.id),
    suspended: suspensionView(state),
    clockStepMs: state.clockStepMs,
    dayToConfirm: dayToConfirm(state, now.at),
  }
}

/** The clerk's own day, at whatever windows. */
function tallyView({ servedMs, ...counts }: Tally): DeskView['tally'] {
  const minutes = counts.finished === 0 ? null : Math.round(servedMs / counts.finished / 60_000)
  return { ...counts, averageMinutes: minutes }
}

/** Q45: windows whose clerks ask for help, in the order of the configuration. */
function helpAsked(state: QueueState, mine: string | undefined): DeskView['help'] {
  return (state.config?.windows ?? []).flatMap(({ id, label }) => {
    const since = state.windows[id]?.helpSince ?? null
    return since === null ? [] : [{ window: id, label, since: instantText(since), mine: id === mine }]
  })
}

function ticketView(
  state: QueueState,
  now: EventTime,
  window: WindowState,
  windowId: string,
  ticket: Ticket,
  open: (ticket: Ticket) => Opened | null,
): DeskTicket {
  const call = callOfWindow(state, windowId)
  const serving = window.doing === 'serving'
  const opened = serving ? open(ticket) : null
  const sinceAnnounced = call === undefined ? 0 : now.mono - Math.max(call.calledAt, call.lastAnnouncedAt)
  return {
    number: ticket.number,
    service: ticket.service,
    time: ticket.time,
    early: call?.early ?? false,
    call: call?.id ?? '',
    shown: call?.shownAt != null,
    announced: call?.announcedBy != null,
    voiceAllowed: call !== undefined && voiceAllowed(state, call, now.mono),
    recallsLeft: call === undefined ? 0 : recallLimit - call.recalls,
    recallInSeconds: call === undefined ? 0 : Math.max(0, Math.ceil((recallEveryMs - sinceAnnounced) / 1000)),
    remainingSeconds: call === undefined ? null : remaining(state, call, now.mono),
    since: ticket.status.is === 'serving' ? instantText(ticket.status.since) : null,
    priority: ticket.priority,
    ...(opened === null ? {} : 'surname' in opened ? { person: opened } : { document: opened }),
  }
}

type Mine = { readonly id: string; readonly services: readonly string[] } | undefined

/** Waiting tickets this window may call, per service, and those whose time has come. */
function hall(state: QueueState, mine: Mine, at: number): Pick<DeskView, 'waiting' | 'due'> {
  const waiting: Record<string, number> = {}
  const due: Record<string, number> = {}
  for (const service of mine?.services ?? []) {
    waiting[service] = 0
    due[service] = 0
  }
  for (const ticket of mine === undefined ? [] : waitingTickets(state)) {
    if (mine === undefined || !mayCall(mine, ticket)) continue
    waiting[ticket.service] = (waiting[ticket.service] ?? 0) + 1
    if (ticket.at <= at) due[ticket.service] = (due[ticket.service] ?? 0) + 1
  }
  return { waiting, due }
}

function lastEnded(state: QueueState, window: string | undefined): DeskView['lastEnded'] {
  const last = window === undefined ? undefined : state.lastEnded[window]
  return last === undefined ? null : { number: last.number, end: last.end, at: instantText(last.at) }
}
