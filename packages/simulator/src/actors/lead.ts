import type { DeskView } from '@cherha/shared/protocol'
import type { Client } from '../clients/client.ts'
import type { Random } from '../random.ts'
import type { LeadPlan } from '../scenario/scenario.ts'
import type { World } from '../world/world.ts'

/** The lead of the shift: settles what only a lead can, sooner or later. */
export class Lead {
  readonly #world: World
  readonly #client: Client<DeskView>
  readonly #plan: LeadPlan
  readonly #random: Random
  /** Clock steps that were looked at and left alone. */
  readonly #left = new Set<number>()
  #alerts = 0

  constructor(world: World, client: Client<DeskView>, plan: LeadPlan) {
    this.#world = world
    this.#client = client
    this.#plan = plan
    this.#random = world.random.fork('lead')
  }

  async live(): Promise<void> {
    this.#client.connect()
    for (;;) {
      await this.#client.change(10 * 60_000)
      await this.#settle()
    }
  }

  /** An air-raid alert: everybody goes to the shelter, and comes back when it is over. */
  async alert(ms: number): Promise<void> {
    const reason = this.#random.pick(['alert', 'power', 'other'] as const)
    this.#alerts += 1
    await this.#client.command({ type: 'suspend-office', reason })
    await this.#world.loop.sleep(ms)
    this.#alerts -= 1
    await this.#client.command({ type: 'resume-office' })
  }

  async #settle(): Promise<void> {
    const view = this.#client.view
    if (view === null) return
    if (view.suspended !== null && view.suspended.until === null && this.#alerts === 0) {
      await this.#world.loop.sleep(this.#random.int(10_000, 180_000))
      await this.#client.command({ type: 'resume-office' })
    }
    const step = view.clockStepMs
    if (step !== null && !this.#left.has(step)) {
      await this.#world.loop.sleep(this.#random.int(5_000, 120_000))
      if (this.#random.chance(this.#plan.accepts)) await this.#client.command({ type: 'accept-clock-step' })
      else this.#left.add(step)
    }
    if (view.dayToConfirm !== null && this.#random.chance(0.7)) {
      await this.#client.command({ type: 'confirm-day', date: view.dayToConfirm })
    }
  }
}
