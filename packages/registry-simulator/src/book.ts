import type { ConnectorKey } from '@cherha/shared/workflow'
import type { Reaction } from './behaviour.ts'

/** One request as it arrived. */
export interface Received {
  readonly at: number
  readonly system: ConnectorKey
  readonly method: string
  readonly service: string
  /** `X-Road-Id`. */
  readonly id: string
  /** `X-Road-Issue`: number of the case. */
  readonly issue: string | null
  readonly client: string
  readonly user: string
  readonly body: unknown
  /** How it was answered: a status, or a fault. */
  readonly answer: string
}

/** Work a system has taken; the same id is the same work. */
interface Taken {
  readonly reaction: Reaction
  readonly readyAt: number
}

const kept = 10_000

/** What the systems have got, and what they have taken in hand. */
export class Book {
  #received: Received[] = []
  readonly #taken = new Map<string, Taken>()

  get received(): readonly Received[] {
    return this.#received
  }

  note(one: Received): void {
    this.#received.push(one)
    if (this.#received.length > kept) this.#received = this.#received.slice(-kept)
  }

  take(system: ConnectorKey, id: string, make: () => Reaction | null, readyAt: number): Reaction | null {
    const known = this.#taken.get(`${system} ${id}`)
    if (known !== undefined) return known.reaction
    const reaction = make()
    if (reaction !== null) this.#taken.set(`${system} ${id}`, { reaction, readyAt })
    return reaction
  }

  taken(system: ConnectorKey, id: string): Taken | null {
    return this.#taken.get(`${system} ${id}`) ?? null
  }

  /** How much different work a system has taken. */
  count(system: ConnectorKey): number {
    return [...this.#taken.keys()].filter((key) => key.startsWith(`${system} `)).length
  }

  /** The system loses everything it had taken. */
  forget(system: ConnectorKey): void {
    for (const key of this.#taken.keys()) if (key.startsWith(`${system} `)) this.#taken.delete(key)
  }

  clear(): void {
    this.#received = []
  }
}
