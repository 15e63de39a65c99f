import type { QueueState } from '@cherha/shared/queue'
import type { World } from '../world/world.ts'

/** How long the hub may take to write down that a desk has gone. */
const slackMs = 10_000
/** Q38. */
const silentMs = 180_000
/** A desk counts as there for so long after a request without a socket. */
const afterRequestMs = 10_000

/** Which desks are really there: the hub has to know it, because the no-show clock depends on it. */
export class Desks {
  readonly #world: World
  readonly #sockets = new Map<string, number>()
  readonly #lastSeen = new Map<string, number>()
  /** What happened before may have been written down late: the hub was down, or its disk was full. */
  #since = 0

  constructor(world: World) {
    this.#world = world
  }

  hubBegins(): void {
    this.#since = this.#world.loop.now
    this.#sockets.clear()
  }

  /** The hub writes what it could not write before; the three minutes of Q38 begin when the log knows of them. */
  writesLate(): void {
    this.#since = this.#world.loop.now
  }

  opened(session: string): void {
    this.#sockets.set(session, (this.#sockets.get(session) ?? 0) + 1)
  }

  closed(session: string): void {
    this.#sockets.set(session, (this.#sockets.get(session) ?? 1) - 1)
    this.#lastSeen.set(session, this.#world.loop.now)
  }

  asked(session: string): void {
    this.#lastSeen.set(session, this.#world.loop.now + afterRequestMs)
  }

  /** Q13, Q38: nobody is given up while the desk is away, and no window stays open for a desk that does not come back. */
  judge(state: QueueState, fail: (rule: string, sentence: string) => void): void {
    if (state.suspension !== null) return
    for (const id in state.calls) {
      const call = state.calls[id]
      if (call?.clock.is !== 'running' || this.#awayMs(state, call.window) <= slackMs) continue
      fail('Q13', `the clock of ${call.number} runs and nobody is at the desk of window ${call.window}`)
    }
    for (const [id, window] of Object.entries(state.windows)) {
      const gives = window.doing === 'called' || (window.doing === 'nothing' && window.held === null)
      if (!gives || this.#awayMs(state, id) <= silentMs + slackMs) continue
      fail('Q38', `window ${id} is open and its desk has been away for more than three minutes`)
    }
  }

  #awayMs(state: QueueState, window: string): number {
    const session = state.windows[window]?.session
    if (session == null || (this.#sockets.get(session) ?? 0) > 0) return 0
    return this.#world.loop.now - Math.max(this.#since, this.#lastSeen.get(session) ?? 0)
  }
}
