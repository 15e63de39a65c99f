import {
  type Answer,
  type ClientCommand,
  type CommandType,
  type ErrorBody,
  reconnecting,
  type View,
} from '@cherha/shared/protocol'
import { io } from 'socket.io-client'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** A command that has been sent and not yet answered. */
export interface PendingCommand {
  readonly commandId: string
  readonly type: CommandType
  /** `Date.now()` of the first attempt. */
  readonly since: number
  readonly attempts: number
}

/** What a renderer knows of its hub. The store mirrors the hub's view; nothing else is true. */
export interface HubState<V extends View> {
  readonly connected: boolean
  /** `Date.now()` when the connection was lost; null while connected. */
  readonly lostAt: number | null
  /** The hub refused the token: pair or sign in again. */
  readonly unauthorised: boolean
  readonly seq: number
  readonly view: V | null
  /** `Date.now()` when the view arrived: hub time now = `view.now` + what has passed since. */
  readonly receivedAt: number
  /** The oldest command that has no answer yet. */
  readonly pending: PendingCommand | null
}

type Body<T> = T extends ClientCommand ? Omit<T, 'commandId'> : never
/** A command before it gets its id. */
export type CommandBody = Body<ClientCommand>

export interface Hub<V extends View> {
  readonly store: StoreApi<HubState<V>>
  /**
   * Sends a command and resolves with the hub's answer, however long it takes: unanswered, it is sent again
   * with the same id, also after a lost connection. It never guesses and never gives up by itself. An
   * `ErrorBody` never reached the rules: nothing has changed. Code `too-many-requests` is not seen here (it waits and
   * sends again); codes `closed` and `given-up` mean that `close()` or the signal came before the answer, which is then
   * unknown.
   * @param signal once aborted the command is not sent again and not kept any longer; what the hub has accepted stands
   */
  send(body: CommandBody, signal?: AbortSignal): Promise<Answer | ErrorBody>
  close(): void
}

export interface HubTimes {
  /** How long one attempt waits for its answer. */
  readonly answerTimeoutMs: number
  /** Pause before the next attempt, and after the hub said `too-many-requests`. */
  readonly resendAfterMs: number
  /** Pause before the next try after the hub refused the token or hung up. */
  readonly retryAfterMs: number
}
const defaultTimes: HubTimes = { answerTimeoutMs: 3_000, resendAfterMs: 1_000, retryAfterMs: 2_000 }

const closedBody: ErrorBody = { ok: false, error: { code: 'closed', message: 'the connection was closed here' } }
const givenUpBody: ErrorBody = { ok: false, error: { code: 'given-up', message: 'the command was given up here' } }

/**
 * Connects to a hub.
 * @param url the hub as `DeviceBridge.hubUrl()` gives it; it may have a path
 * @param token a session's bearer; left out where the host adds the device's own
 * @param times waiting times in milliseconds; tests shorten them
 */
export function connectHub<V extends View>(url: string, token?: string, times: Partial<HubTimes> = {}): Hub<V> {
  const { answerTimeoutMs, resendAfterMs, retryAfterMs } = { ...defaultTimes, ...times }
  const store = createStore<HubState<V>>(() => ({
    connected: false,
    lostAt: Date.now(),
    unauthorised: false,
    seq: 0,
    view: null,
    receivedAt: 0,
    pending: null,
  }))
  let closed = false
  const { origin, pathname } = new URL(url || location.origin)
  const socket = io(origin, {
    // Electron's relay lives below a path that only this page knows
    path: `${pathname.replace(/\/$/, '')}/socket.io/`,
    // a socket of its own per hub object: after a new sign-in the old one must not be reused
    forceNew: true,
    transports: ['websocket'],
    reconnectionDelay: reconnecting.firstMs,
    reconnectionDelayMax: reconnecting.longestMs,
    timeout: 5_000,
    ...(token === undefined ? {} : { auth: { token } }),
  })

  // socket.io does not reconnect by itself after a refusal of its middleware or after the server hung up
  const retryLater = (): void => {
    setTimeout(() => {
      if (!closed) socket.connect()
    }, retryAfterMs)
  }
  const lost = (unauthorised: boolean): void =>
    store.setState((state) => ({ connected: false, lostAt: state.lostAt ?? Date.now(), unauthorised }))

  socket.on('connect', () => store.setState({ connected: true, lostAt: null, unauthorised: false }))
  socket.on('disconnect', (reason) => {
    lost(false)
    if (reason === 'io server disconnect') retryLater()
  })
  socket.on('connect_error', (error) => {
    const refused = error.message === 'unauthorised'
    lost(refused)
    if (!socket.active) retryLater()
  })
  socket.on('state', (state: { seq: number; view: V }) =>
    store.setState({ seq: state.seq, view: state.view, receivedAt: Date.now() }),
  )

  const unanswered = new Map<string, PendingCommand>()
  const showPending = (): void => {
    const [oldest] = unanswered.values()
    store.setState({ pending: oldest ?? null })
  }

  async function attempt(command: ClientCommand, signal?: AbortSignal): Promise<Answer | ErrorBody | null> {
    await connection(store, () => closed || signal?.aborted === true, signal)
    if (closed) return closedBody
    if (signal?.aborted === true) return givenUpBody
    try {
      const sent = socket.timeout(answerTimeoutMs).emitWithAck('command', command)
      const answer: Answer | ErrorBody = await unless(signal, sent, givenUpBody)
      return isRateLimited(answer) ? null : answer
    } catch {
      return null
    }
  }

  async function send(body: CommandBody, signal?: AbortSignal): Promise<Answer | ErrorBody> {
    const command = { ...body, commandId: crypto.randomUUID() } as ClientCommand
    const since = Date.now()
    for (let attempts = 1; ; attempts += 1) {
      unanswered.set(command.commandId, { commandId: command.commandId, type: command.type, since, attempts })
      showPending()
      const answer = await attempt(command, signal)
      if (answer !== null) {
        unanswered.delete(command.commandId)
        showPending()
        return answer
      }
      await unless(signal, new Promise((resolve) => setTimeout(resolve, resendAfterMs)), null)
    }
  }

  const close = (): void => {
    closed = true
    socket.close()
    // wakes the commands that wait for a connection
    store.setState({ connected: false, lostAt: Date.now() })
  }

  return { store, send, close }
}

function isRateLimited(answer: Answer | ErrorBody): boolean {
  return !answer.ok && 'error' in answer && answer.error.code === 'too-many-requests'
}

/** Resolves once the hub is connected or nobody waits any more: nothing is queued in the socket meanwhile. */
function connection<V extends View>(
  store: StoreApi<HubState<V>>,
  isOver: () => boolean,
  signal?: AbortSignal,
): Promise<void> {
  return new Promise((resolve) => {
    const ready = (): boolean => store.getState().connected || isOver()
    if (ready()) return resolve()
    const look = (): void => {
      if (!ready()) return
      stop()
      signal?.removeEventListener('abort', look)
      resolve()
    }
    const stop = store.subscribe(look)
    signal?.addEventListener('abort', look)
  })
}

/** What is waited for, or `instead` as soon as the signal is aborted. */
function unless<T, I>(signal: AbortSignal | undefined, waited: Promise<T>, instead: I): Promise<T | I> {
  if (signal === undefined) return waited
  return new Promise((resolve, reject) => {
    const end = (): void => resolve(instead)
    if (signal.aborted) end()
    signal.addEventListener('abort', end)
    waited.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  })
}

/** The hub's time now, ms since 1970, as far as this page can know it. */
export function hubNow(state: {
  view: { now: string } | { board: { now: string } } | null
  receivedAt: number
}): number {
  if (state.view === null) return Date.now()
  const now = 'now' in state.view ? state.view.now : state.view.board.now
  return Date.parse(now) + (Date.now() - state.receivedAt)
}
