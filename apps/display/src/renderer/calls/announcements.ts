import type { CallView, DisplayView, SilentReason } from '@cherha/shared/protocol'

/** Full-screen call, ms (design: 6 s). Under load, the short form: every other call waits behind it. */
export const holdMs = 6_000
export const shortHoldMs = 3_000

/** One turn on the full-screen call: a new call, or the repetition of one the room has heard. */
export interface Turn {
  readonly call: string
  readonly recalls: number
  /** A repetition plays again and reports nothing. */
  readonly repeat: boolean
}

export interface CurrentTurn extends Turn {
  /** `at` of the event that began it, ms. */
  readonly since: number
  readonly holdMs: number
  /** Short form, as it was when the turn began (A6). */
  readonly short: boolean
  readonly soundEnded: boolean
}

export interface Announcements {
  /** False while the hub cannot be heard: the turn under way ends, none begins. */
  readonly linked: boolean
  /** Suspended or closed: nothing is announced. */
  readonly silenced: boolean
  readonly shortForm: boolean
  /** Calls of the view with the recalls this display has already taken a turn for, or need not. */
  readonly heard: Readonly<Record<string, number>>
  /** Calls whose clock the hub has started: that they are seen here, too, changes nothing. */
  readonly confirmed: ReadonlySet<string>
  /** First in, first announced. */
  readonly queue: readonly Turn[]
  readonly current: CurrentTurn | null
  /** Reports already made, by call. */
  readonly reportedShown: ReadonlySet<string>
  readonly reportedAnnounced: ReadonlySet<string>
}

/** What the announcements need of a view. */
export type AnnouncedView = Pick<
  DisplayView,
  'calls' | 'shortForm' | 'dayOpen' | 'board' | 'office' | 'sound' | 'soundTest'
>

export type AnnouncementEvent =
  | { readonly type: 'view'; readonly view: AnnouncedView }
  | { readonly type: 'link'; readonly up: boolean }
  /** The browser has painted these calls: full screen, as a row, or in the strip below another call. */
  | { readonly type: 'painted'; readonly calls: readonly string[] }
  | {
      readonly type: 'sound-ended'
      readonly call: string
      readonly recalls: number
      readonly silent: boolean
      readonly reason?: SilentReason
    }
  | { readonly type: 'tick' }

/** What has to be done about a change, in this order. */
export type AnnouncementEffect =
  | { readonly type: 'report-shown'; readonly call: string }
  | {
      readonly type: 'report-announced'
      readonly call: string
      readonly silent: boolean
      readonly reason?: SilentReason
    }
  /** The turn under way lost its reason: stop its sound. */
  | { readonly type: 'stop-sound' }

export interface AnnouncementStep {
  readonly state: Announcements
  readonly effects: readonly AnnouncementEffect[]
}

export const noAnnouncements: Announcements = {
  linked: false,
  silenced: true,
  shortForm: false,
  heard: {},
  confirmed: new Set(),
  queue: [],
  current: null,
  reportedShown: new Set(),
  reportedAnnounced: new Set(),
}

/**
 * Which call has the screen, which wait, what is reported (A rules). Pure: `at` is any clock in ms that never
 * goes back.
 */
export function announce(state: Announcements, event: AnnouncementEvent, at: number): AnnouncementStep {
  const step = react(state, event)
  return { state: takeTurn(step.state, at), effects: step.effects }
}

function react(state: Announcements, event: AnnouncementEvent): AnnouncementStep {
  switch (event.type) {
    case 'view':
      return takeView(state, event.view)
    case 'link':
      return { state: { ...state, linked: event.up }, effects: [] }
    case 'painted':
      return takePaint(state, event.calls)
    case 'sound-ended':
      return endSound(state, event)
    case 'tick':
      return { state, effects: [] }
  }
}

function takeView(state: Announcements, view: AnnouncedView): AnnouncementStep {
  // Frozen calls come back under new ids (A rule), so what waited is dropped, not kept for later.
  const silenced = view.board.suspended !== null || !view.dayOpen
  const present = new Map(view.calls.map((call) => [call.call, call]))
  const kept = silenced ? [] : state.queue.filter((turn) => present.has(turn.call))
  const added = silenced ? [] : view.calls.flatMap((call) => newTurn(state, call))
  const current = state.current !== null && !silenced && present.has(state.current.call) ? state.current : null
  return {
    state: {
      ...state,
      silenced,
      shortForm: view.shortForm,
      current,
      queue: [...kept, ...added],
      heard: Object.fromEntries(
        view.calls.filter((call) => !silenced || call.announced).map((call) => [call.call, call.recalls]),
      ),
      confirmed: new Set(view.calls.filter((call) => call.announced).map((call) => call.call)),
      reportedShown: silenced ? new Set() : intersect(state.reportedShown, present),
      reportedAnnounced: silenced ? new Set() : intersect(state.reportedAnnounced, present),
    },
    effects: state.current !== null && current === null ? [{ type: 'stop-sound' }] : [],
  }
}

/** A call first met when it is announced already (reload, reconnection) is shown without a turn of its own. */
function newTurn(state: Announcements, call: CallView): readonly Turn[] {
  const heard = state.heard[call.call]
  if (heard === undefined) {
    return call.announced ? [] : [{ call: call.call, recalls: call.recalls, repeat: false }]
  }
  // A recall of a call that still waits for its turn is part of that turn.
  if (call.recalls <= heard || state.queue.some((turn) => turn.call === call.call)) return []
  return [{ call: call.call, recalls: call.recalls, repeat: true }]
}

function takePaint(state: Announcements, calls: readonly string[]): AnnouncementStep {
  const fresh = calls.filter(
    (call) => call in state.heard && !state.confirmed.has(call) && !state.reportedShown.has(call),
  )
  if (fresh.length === 0) return { state, effects: [] }
  return {
    state: { ...state, reportedShown: new Set([...state.reportedShown, ...fresh]) },
    effects: fresh.map((call) => ({ type: 'report-shown', call })),
  }
}

function endSound(state: Announcements, event: Extract<AnnouncementEvent, { type: 'sound-ended' }>): AnnouncementStep {
  const { current } = state
  if (current === null || current.call !== event.call || current.recalls !== event.recalls)
    return { state, effects: [] }
  // A18: also when another display was first, whose report has started the clock
  const report = !current.repeat && !state.reportedAnnounced.has(event.call)
  return {
    state: {
      ...state,
      current: { ...current, soundEnded: true },
      reportedAnnounced: report ? new Set([...state.reportedAnnounced, event.call]) : state.reportedAnnounced,
    },
    effects: report
      ? [
          {
            type: 'report-announced',
            call: event.call,
            silent: event.silent,
            ...(event.reason === undefined ? {} : { reason: event.reason }),
          },
        ]
      : [],
  }
}

/** Ends a turn whose time and sound are over, and begins the next one. */
function takeTurn(state: Announcements, at: number): Announcements {
  const { current } = state
  const over = current === null || (current.soundEnded && at >= current.since + current.holdMs)
  if (!over) return state
  const [next, ...queue] = state.queue
  if (next === undefined || !state.linked || state.silenced)
    return current === null ? state : { ...state, current: null }
  const short = state.shortForm
  const hold = short ? shortHoldMs : holdMs
  return { ...state, queue, current: { ...next, since: at, holdMs: hold, short, soundEnded: false } }
}

function intersect(calls: ReadonlySet<string>, present: ReadonlyMap<string, unknown>): ReadonlySet<string> {
  return new Set([...calls].filter((call) => present.has(call)))
}
