import type { QueueEvent } from '@cherha/shared/queue'
import type { World } from '../world/world.ts'

/** Law and custom: nobody loses a ticket sooner than this after having been called. */
const atLeastMs = 120_000

/** How much time has really passed since a call was announced: the hub has clocks, the visitor has a wrist watch. */
export class Announcements {
  readonly #world: World
  readonly #fail: (rule: string, sentence: string) => void
  readonly #announced = new Map<string, number>()

  constructor(world: World, fail: (rule: string, sentence: string) => void) {
    this.#world = world
    this.#fail = fail
  }

  see(event: QueueEvent): void {
    if (event.type === 'call-announced' && !this.#announced.has(event.call)) {
      this.#announced.set(event.call, this.#world.loop.now)
    }
    if (event.type !== 'no-show') return
    const announced = this.#announced.get(event.call)
    if (announced === undefined) return this.#fail('Q12', `${event.number} is a no-show and was never announced`)
    const passed = this.#world.loop.now - announced
    if (passed < atLeastMs) this.#fail('Q14', `${event.number} is a no-show ${passed} ms after it was announced`)
  }
}
