import type { DisplayView } from '@cherha/shared/protocol'
import type { Client } from '../clients/client.ts'
import type { Random } from '../random.ts'
import type { DisplayPlan } from '../scenario/scenario.ts'
import type { World } from '../world/world.ts'

type Call = DisplayView['calls'][number]

/** A board in the lobby: shows each call, speaks it when its turn comes, and says so; or late, or never. */
export class Display {
  readonly #world: World
  readonly #client: Client<DisplayView>
  readonly #plan: DisplayPlan
  readonly #random: Random
  readonly #seen = new Set<string>()
  #quietFrom = 0

  constructor(world: World, client: Client<DisplayView>, plan: DisplayPlan) {
    this.#world = world
    this.#client = client
    this.#plan = plan
    this.#random = world.random.fork(`display ${plan.device}`)
  }

  async live(): Promise<void> {
    this.#client.connect()
    if (this.#plan.manner === 'dead') return
    for (;;) {
      await this.#client.change(3_600_000)
      for (const call of this.#client.view?.calls ?? []) {
        if (call.announced || this.#seen.has(call.call)) continue
        this.#seen.add(call.call)
        this.#world.spawn(`${this.#plan.device} at ${call.call}`, () => this.#announce(call))
      }
    }
  }

  async #announce({ call }: Call): Promise<void> {
    const { loop } = this.#world
    const late = this.#plan.manner === 'late'
    await loop.sleep(late ? this.#random.int(1_000, 30_000) : this.#random.int(50, 800))
    const shown = this.#client.command({ type: 'call-shown', call })
    if (this.#random.chance(0.8)) await shown
    if (this.#plan.manner === 'mute') return
    // one voice: what is spoken waits for what was spoken before
    this.#quietFrom = Math.max(this.#quietFrom, loop.now) + this.#random.int(3_000, late ? 60_000 : 8_000)
    await loop.sleep(this.#quietFrom - loop.now)
    await this.#client.command({ type: 'call-announced', call, silent: this.#random.chance(0.1) })
    // a page that was loaded anew announces what it finds once more
    if (this.#random.chance(0.05)) await this.#client.command({ type: 'call-announced', call, silent: true })
  }
}
