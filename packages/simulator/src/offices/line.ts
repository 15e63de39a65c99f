import { type HubLinkEnd, LinkLostError } from '@cherha/shared/protocol'
import type { Random } from '../random.ts'
import type { EventLoop } from '../world/loop.ts'
import { Connection, type LinePlan } from './connection.ts'

export interface LineParts {
  readonly loop: EventLoop
  readonly random: Random
  readonly plan: LinePlan
  /** Hands a connection to the server as it is now; null: nobody listens there. */
  readonly reach: () => { readonly accept: (end: HubLinkEnd) => void; readonly lives: () => boolean } | null
  /** Every message, as it travels. */
  readonly seen: (text: string) => void
}

/** An office's way to the queue server, over the network of the country. */
export class Line {
  readonly #parts: LineParts
  readonly #connections = new Map<Connection, () => boolean>()
  #cuts = 0
  #mended = false
  #plan: LinePlan

  constructor(parts: LineParts) {
    this.#parts = parts
    this.#plan = parts.plan
  }

  get up(): boolean {
    return this.#mended || this.#cuts === 0
  }

  /** Nothing gets through for so long. Cuts may overlap. */
  cut(ms: number): void {
    this.#cuts += 1
    for (const connection of this.#connections.keys()) connection.break()
    this.#parts.loop.after(ms, () => {
      this.#cuts -= 1
    })
  }

  /** The connections that are there now break; new ones can be made at once. */
  breakAll(): void {
    for (const connection of this.#connections.keys()) connection.break()
  }

  /** From now on the line is as good as lines get. */
  mend(): void {
    this.#mended = true
    this.#plan = { ...this.#plan, breaks: 0 }
  }

  /** Opens a connection for a process of a hub. */
  connect(hubLives: () => boolean): Promise<HubLinkEnd> {
    const { loop, random, reach, seen } = this.#parts
    return new Promise((resolve, reject) => {
      loop.after(this.#plan.delayMs * 2 + random.int(0, 20), () => {
        if (!hubLives()) return
        const server = this.up ? reach() : null
        if (server === null) return reject(new LinkLostError('the server cannot be reached'))
        const up = (): boolean => this.up
        const connection = new Connection({
          loop,
          random,
          plan: this.#plan,
          up,
          seen,
          hubLives,
          serverLives: server.lives,
        })
        for (const old of this.#connections.keys()) if (old.over) this.#connections.delete(old)
        this.#connections.set(connection, hubLives)
        resolve(connection.hub)
        // the hub listens before the server speaks
        loop.after(1, () => server.lives() && server.accept(connection.server))
      })
    })
  }

  /** Processes have ended: their connections with them. */
  hubGone(): void {
    for (const [connection, lives] of this.#connections) {
      if (lives()) continue
      connection.gone('hub')
      this.#connections.delete(connection)
    }
  }

  serverGone(): void {
    for (const connection of this.#connections.keys()) connection.gone('server')
    this.#connections.clear()
  }
}
