import type { QueueEvent } from '@cherha/shared/queue'
import { beatSeconds } from '../node/life.ts'
import type { World } from '../world/world.ts'

/** The alive stamp is written at a beat: it may be one beat old, and the next one late by a start and a retry. */
const slackMs = beatSeconds * 1_000 + 15_000

/** Q44: how long the hub was down, as the hub says and as it was. */
export class Outages {
  readonly #world: World
  readonly #fail: (rule: string, sentence: string) => void
  #diedAt: number | null = null

  constructor(world: World, fail: (rule: string, sentence: string) => void) {
    this.#world = world
    this.#fail = fail
  }

  died(): void {
    this.#diedAt ??= this.#world.loop.now
  }

  /** The hub answers: until then it is down, however often it is started. */
  started(): void {
    this.#diedAt = null
  }

  see(event: QueueEvent): void {
    if (event.type !== 'hub-started' || event.downMs === null || this.#diedAt === null) return
    const wasMs = this.#world.loop.now - this.#diedAt
    if (Math.abs(event.downMs - wasMs) <= slackMs) return
    this.#fail('Q44', `the hub was down for ${wasMs} ms and says ${event.downMs} ms`)
  }
}
