import type { Answer, ClientCommand, CommandType, View } from '@cherha/shared/protocol'
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
  readonly pending: PendingCommand | null
}

type Body<T> = T extends ClientCommand ? Omit<T, 'commandId'> : never
/** A command before it gets its id. */
export type CommandBody = Body<ClientCommand>

export interface Hub<V extends View> {
  readonly store: StoreApi<HubState<V>>
  /**
   * Sends a command and resolves with the hub's answer, however long it takes: unanswered, it is sent again
   * with the same id, also after a lost connection. It never guesses and never gives up by itself.
   */
  send(body: CommandBody): Promise<Answer>
  close(): void
}

const answerTimeoutMs = 3_000
const resendAfterMs = 1_000

/**
 * Connects to a hub.
 * @param url the hub as `DeviceBridge.hubUrl()` gives it
 * @param token a session's bearer; left out where the host adds the device's own
 */
export function connectHub<V extends View>(url: string, token?: string): Hub<V> {
  const store = createStore<HubState<V>>(() => ({
    connected: false, lostAt: Date.now(), unauthorised: false, seq: 0, view: null, receivedAt: 0, pending: null,
  }))
  const socket = io(url || location.origin, {
    transports: ['websocket'],
    reconnectionDelay: 300,
    reconnectionDelayMax: 2_000,
    timeout: 5_000,
    ...(token === undefined ? {} : { auth: { token } }),
  })
  socket.on('connect', () => store.setState({ connected: true, lostAt: null, unauthorised: false }))
  socket.on('disconnect', () => store.setState({ connected: false, lostAt: Date.now() }))
  socket.on('connect_error', (error) => {
    const refused = error.message === 'unauthorised'
    store.setState((state) => ({ connected: false, lostAt: state.lostAt ?? Date.now(), unauthorised: refused }))
    // socket.io does not reconnect by itself after a refusal of its middleware
    if (refused) setTimeout(() => socket.connect(), 2_000)
  })
  socket.on('state', (state: { seq: number; view: V }) =>
    store.setState({ seq: state.seq, view: state.view, receivedAt: Date.now() }))

  async function send(body: CommandBody): Promise<Answer> {
    const command = { ...body, commandId: crypto.randomUUID() } as ClientCommand
    const since = Date.now()
    for (let attempts = 1; ; attempts += 1) {
      store.setState({ pending: { commandId: command.commandId, type: command.type, since, attempts } })
      try {
        const answer: Answer = await socket.timeout(answerTimeoutMs).emitWithAck('command', command)
        store.setState((state) => (state.pending?.commandId === command.commandId ? { pending: null } : {}))
        return answer
      } catch {
        await new Promise((resolve) => setTimeout(resolve, resendAfterMs))
      }
    }
  }

  return { store, send, close: () => socket.close() }
}

/** The hub's time now, ms since 1970, as far as this page can know it. */
export function hubNow(state: { view: { now: string } | { board: { now: string } } | null; receivedAt: number }): number {
  if (state.view === null) return Date.now()
  const now = 'now' in state.view ? state.view.now : state.view.board.now
  return Date.parse(now) + (Date.now() - state.receivedAt)
}
