import type { Caller } from '@cherha/office-hub/core'
import type { Answer, ClientCommand, ErrorBody, View, Witness } from '@cherha/shared/protocol'
import type { HubNode } from '../node/hub-node.ts'
import type { Random } from '../random.ts'
import type { Link } from '../world/link.ts'
import type { Cancel } from '../world/loop.ts'
import type { World } from '../world/world.ts'

/** As the real clients: how long one attempt waits, and the pause before the next. */
const answerTimeoutMs = 3_000
const resendAfterMs = 1_000

type Body<T> = T extends ClientCommand ? Omit<T, 'commandId'> : never
/** A command before it gets its id. */
export type CommandBody = Body<ClientCommand>
export type Reply = Answer | ErrorBody

export interface ClientParts {
  readonly world: World
  readonly hub: HubNode
  readonly link: Link
  readonly random: Random
  readonly caller: Caller
  readonly onSend: (commandId: string, caller: Caller, body: object) => void
  /** The first answer of a command has reached the person who waits for it. */
  readonly onAnswer: (commandId: string, answer: Reply) => void
}

interface Pending {
  readonly settle: (answer: Reply) => void
}

/**
 * A screen of the office as the hub knows it: a socket that comes and goes, the newest view, and commands that are sent
 * again under their id until they are answered.
 */
export class Client<V extends View> {
  readonly #parts: ClientParts
  readonly #pending = new Map<string, Pending>()
  #waiters: (() => void)[] = []
  /** Somebody sits at it: it connects, and connects again. */
  #wanted = false
  #online = false
  #trying = false
  #refusedBefore = false
  #leaveHub: (() => void) | null = null
  #seq = -1
  /** The newest record this device was shown: it outlives the page and the hub. */
  #seen: Witness | null = null
  view: V | null = null

  constructor(parts: ClientParts) {
    this.#parts = parts
    parts.link.onCut(() => this.#maybeLost())
  }

  get caller(): Caller {
    return this.#parts.caller
  }

  get online(): boolean {
    return this.#online
  }

  connect(): void {
    this.#wanted = true
    this.#tryToConnect()
  }

  /** The screen is switched off: the hub notices at once. */
  disconnect(): void {
    this.#wanted = false
    this.#lost()
  }

  /** Resolves with the hub's answer, however long it takes. */
  command(body: CommandBody, via: 'socket' | 'request' = 'socket'): Promise<Reply> {
    return this.sendAs(this.#parts.random.uuid(), body, via)
  }

  /** The same under a given id and with a body of any form: what somebody sends who does not use our screens. */
  sendAs(commandId: string, body: object, via: 'socket' | 'request' = 'request'): Promise<Reply> {
    const { world, hub, onAnswer, onSend, caller } = this.#parts
    onSend(commandId, caller, body)
    const text = JSON.stringify({ ...body, commandId })
    return new Promise((resolve) => {
      let cancel: Cancel = () => {}
      const pending: Pending = {
        settle: (answer) => {
          if (!this.#pending.delete(commandId)) return
          cancel()
          onAnswer(commandId, answer)
          resolve(answer)
        },
      }
      this.#pending.set(commandId, pending)
      const attempt = (): void => {
        if (this.#pending.get(commandId) !== pending) return
        this.#send(text, via, pending)
        cancel = world.loop.after(answerTimeoutMs, () =>
          hub.whenItAnswers(() => world.loop.after(resendAfterMs, attempt)),
        )
      }
      attempt()
    })
  }

  /** Resolves at the next view, or after `ms`. */
  change(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#parts.world.loop.after(ms, resolve)
      this.#waiters.push(() => {
        cancel()
        resolve()
      })
    })
  }

  #send(text: string, via: 'socket' | 'request', pending: Pending): void {
    const { link, hub, caller } = this.#parts
    const arrive = (): void =>
      hub.receive(caller, text, via, (answer) => link.carry(() => pending.settle(JSON.parse(answer) as Reply)))
    link.carry(() => hub.examine(this.#seen, (admitted) => admitted && arrive()))
  }

  /** Tries until it is connected. */
  #tryToConnect(): void {
    if (!this.#wanted || this.#online || this.#trying) return
    const { world, hub, link, random } = this.#parts
    this.#trying = true
    hub.whenItAnswers(() =>
      world.loop.after(
        random.int(300, 2_000),
        () => {
          this.#trying = false
          link.carry(() => hub.examine(this.#seen, (admitted) => (admitted ? this.#arriveAtHub() : this.#refused())))
          world.loop.after(this.#refusedBefore ? 60_000 : 100, () => this.#tryToConnect(), true)
        },
        true,
      ),
    )
  }

  /** The hub is not the office's any more: it is asked again, but not all the time. */
  #refused(): void {
    this.#refusedBefore = true
  }

  #arriveAtHub(): void {
    const { hub, link, caller } = this.#parts
    if (!this.#wanted || this.#leaveHub !== null) return
    this.#leaveHub = hub.connect({
      caller,
      send: (seq, view, shows) => link.carry(() => this.#show(seq, view, shows), true),
      hungUp: () => {
        this.#leaveHub = null
        this.#lost()
      },
    })
    if (this.#leaveHub !== null) this.#online = true
    this.#refusedBefore = false
  }

  #show(seq: number, view: View, shows: Witness | null): void {
    const isNewEpoch = shows !== null && shows.epoch > (this.#seen?.epoch ?? 0)
    if (!this.#online || (seq < this.#seq && !isNewEpoch)) return
    this.#seq = seq
    if (shows !== null && shows.epoch >= (this.#seen?.epoch ?? 0)) this.#seen = shows
    // the hub gives each role its own kind of view
    this.view = view as V
    this.#wake()
  }

  /** A cable that was pulled out is noticed within ten seconds, by both ends. */
  #maybeLost(): void {
    const { world, link, random } = this.#parts
    world.loop.after(random.int(5_000, 10_000), () => {
      if (!link.up) this.#lost()
    })
  }

  #lost(): void {
    this.#leaveHub?.()
    this.#leaveHub = null
    this.#online = false
    this.#wake()
    this.#tryToConnect()
  }

  #wake(): void {
    const waiters = this.#waiters
    if (waiters.length === 0) return
    this.#waiters = []
    this.#parts.world.loop.goOn()
    for (const wake of waiters) wake()
  }
}

export function refusalOf(reply: Reply): string | null {
  if (reply.ok) return null
  return 'refusal' in reply ? reply.refusal.code : reply.error.code
}
