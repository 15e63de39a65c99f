import type { DeskView } from '@cherha/shared/protocol'
import { type Client, type CommandBody, refusalOf, type Reply } from '../clients/client.ts'
import type { Random } from '../random.ts'
import type { ClerkPlan } from '../scenario/scenario.ts'
import { cheat } from './cheat.ts'
import { type Office, until } from './office.ts'

const minuteMs = 60_000
type DeskTicket = NonNullable<DeskView['ticket']>

/** Sits down at a desk of this session: each sign-in is a new one. */
export type SignIn = (login: string, session: string) => Client<DeskView>

/** One clerk at one window, from sign-in to the end of the shift. */
export class Clerk {
  readonly #office: Office
  readonly #plan: ClerkPlan
  readonly #random: Random
  readonly #signIn: SignIn
  #desk: Client<DeskView>
  /** Commands of this clerk that were accepted, with their ids: to be tried again with other contents. */
  readonly #done: string[] = []

  constructor(office: Office, plan: ClerkPlan, signIn: SignIn) {
    this.#office = office
    this.#plan = plan
    this.#random = office.world.random.fork(`clerk ${plan.login} ${plan.from}`)
    this.#signIn = signIn
    this.#desk = signIn(plan.login, this.#random.uuid())
  }

  async live(): Promise<void> {
    const { world } = this.#office
    await until(world, this.#plan.from)
    this.#desk.connect()
    while (world.loop.now + world.startsAt < this.#plan.until || this.#isBusy()) {
      if (world.loop.now + world.startsAt > this.#plan.until + 30 * minuteMs) break
      await this.#step()
    }
    await this.#leave()
  }

  #isBusy(): boolean {
    const view = this.#desk.view
    return (
      view !== null && view.state !== 'closed' && (view.state !== 'open' || Object.values(view.due).some((n) => n > 0))
    )
  }

  async #step(): Promise<void> {
    const { manner, cheats } = this.#plan
    await this.#sleep(manner === 'quick' ? 2_000 : 6_000, manner === 'quick' ? 15_000 : 40_000)
    if (this.#random.chance(cheats)) await this.#cheat()
    if (this.#random.chance(manner === 'forgetful' ? 0.02 : 0.004)) return this.#goAway()
    if (this.#random.chance(0.008)) return this.#loadAnew()
    const view = this.#desk.view
    if (view === null || !this.#desk.online) return this.#desk.change(20_000)
    // during the return time some try to call all the same
    if (view.suspended !== null && (view.suspended.until === null || this.#random.chance(0.8)))
      return this.#desk.change(60_000)
    switch (view.state) {
      case 'closed':
        return this.#openWindow(view)
      case 'open':
        return this.#next(view)
      case 'called':
        if (view.ticket !== null) return this.#waitFor(view.ticket)
        return
      case 'serving':
        return this.#serve(view)
      case 'outside-queue':
        await this.#sleep(10_000, 120_000)
        await this.#do({ type: 'finish-service', window: this.#plan.window })
    }
  }

  async #openWindow(view: DeskView): Promise<void> {
    if (!view.dayOpen) return this.#desk.change(5 * minuteMs)
    const reply = await this.#do({ type: 'open-window', window: this.#plan.window })
    if (!reply.ok) await this.#sleep(20_000, 90_000)
  }

  async #next(view: DeskView): Promise<void> {
    const window = this.#plan.window
    if (view.held !== null && this.#random.chance(0.4)) return void (await this.#do({ type: 'resume-held', window }))
    if (this.#random.chance(0.02)) return void (await this.#do({ type: 'outside-queue', window }))
    if (this.#random.chance(view.held === null ? 0.01 : 0.08)) {
      await this.#do({ type: 'close-window', window })
      return this.#sleep(30_000, 6 * minuteMs)
    }
    const reply = await this.#do({ type: 'call-next', window })
    if (refusalOf(reply) === 'nobody-waiting') await this.#desk.change(this.#random.int(60_000, 180_000))
  }

  /** The visitor is on the way, or nobody comes; the hub decides when it has been long enough. */
  async #waitFor(ticket: DeskTicket): Promise<void> {
    const { window, manner } = this.#plan
    const { loop } = this.#office.world
    const comesAfter = this.#office.hall.called(ticket.number)
    const from = loop.now
    for (;;) {
      await this.#desk.change(this.#random.int(4_000, 15_000))
      const view = this.#desk.view
      if (view?.state !== 'called' || view.ticket?.number !== ticket.number || view.suspended !== null) return
      if (!this.#desk.online || loop.now - from > 8 * minuteMs) return
      if (comesAfter !== null && loop.now - from >= comesAfter) {
        return void (await this.#do({ type: 'start-service', window }))
      }
      if (view.ticket.announced) {
        if (this.#random.chance(0.04)) await this.#do({ type: 'recall', window })
      } else if (
        !view.ticket.shown &&
        loop.now - from > 4_000 &&
        (manner !== 'forgetful' || this.#random.chance(0.1))
      ) {
        await this.#do({ type: 'confirm-voice-call', window })
      }
    }
  }

  async #serve(view: DeskView): Promise<void> {
    const { window, manner } = this.#plan
    await this.#sleep(manner === 'quick' ? 60_000 : 120_000, manner === 'quick' ? 4 * minuteMs : 7 * minuteMs)
    // by the number, so that no draw of chance of the days there were is another one
    if (view.ticket?.number.endsWith('5') === true) {
      await this.#do({ type: view.help.some(({ mine }) => mine) ? 'end-help' : 'ask-help', window })
    }
    const luck = this.#random.next()
    if (luck < 0.06 && view.held === null) {
      return void (await this.#do({ type: 'hold', window, reason: this.#random.pick(['documents', 'photo', 'other']) }))
    }
    if (luck < 0.14) return void (await this.#do(this.#transfer(view)))
    if (luck < 0.18) {
      const reason =
        view.ticket?.priority == null ? this.#random.pick(['name', 'wrong-person'] as const) : 'priority-unproven'
      return void (await this.#do({ type: 'cancel-mismatch', window, reason }))
    }
    await this.#do({ type: 'finish-service', window })
  }

  #transfer(view: DeskView): CommandBody {
    const base = { type: 'transfer', window: this.#plan.window, reason: 'specialist' } as const
    const others = view.windows.filter(({ mine, open }) => open && !mine)
    if (others.length > 0 && this.#random.chance(0.5)) return { ...base, toWindow: this.#random.pick(others).id }
    return { ...base, toService: this.#random.pick(this.#office.config.services).id }
  }

  /** The clerk goes away and the desk with them: asleep, unplugged, taken along. */
  async #goAway(): Promise<void> {
    this.#desk.disconnect()
    await this.#sleep(20_000, 5 * minuteMs)
    this.#desk.connect()
  }

  /** The desk dies and comes up again; whoever signs in anew is somebody new to the hub. */
  async #loadAnew(): Promise<void> {
    this.#desk.disconnect()
    await this.#sleep(3_000, 60_000)
    if (this.#random.chance(0.7)) this.#desk = this.#signIn(this.#plan.login, this.#random.uuid())
    this.#desk.connect()
  }

  async #leave(): Promise<void> {
    if (this.#random.chance(0.8)) await this.#do({ type: 'close-window', window: this.#plan.window })
    this.#desk.disconnect()
  }

  async #cheat(): Promise<void> {
    const { hole, body, commandId, forbidden } = cheat(this.#random, this.#office, this.#plan.window, this.#done)
    if (forbidden) this.#office.answers.forbid(commandId)
    const reply = await this.#desk.sendAs(commandId, body)
    if (reply.ok && forbidden) this.#office.fail('S1', `a clerk could ${hole}`)
  }

  async #do(body: CommandBody): Promise<Reply> {
    const id = this.#random.uuid()
    const reply = await this.#desk.sendAs(id, body, this.#random.chance(0.95) ? 'socket' : 'request')
    if (reply.ok) this.#done.push(id)
    // pressed twice, by a finger or by a mouse that is worn out
    if (this.#random.chance(0.02)) void this.#desk.command(body)
    return reply
  }

  #sleep(from: number, to: number): Promise<void> {
    return this.#office.world.loop.sleep(this.#random.int(from, to))
  }
}
