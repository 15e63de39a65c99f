import type { Logger } from 'pino'
import type { ServerClock } from '../offices/ports.ts'
import { keepAlive } from './alive.ts'
import { Doubts } from './doubts.ts'
import { EarlyReceipts } from './early-receipts.ts'
import { GatewayLine } from './gateway-line.ts'
import { type Gateway, GatewayFailure } from './gateways/gateway.ts'
import { giveUpLate } from './giving-up.ts'
import type { GatewayHealth } from './health.ts'
import { Nap } from './nap.ts'
import type { SmsTimes } from './outbox.ts'
import { Pacer } from './pacer.ts'
import type { GatewayState, SmsKind } from './port.ts'
import { type SettledListener, SettledListeners } from './settled-listeners.ts'
import { Settling } from './settling.ts'
import type { SmsClaim, SmsQueue } from './sms-queue.ts'
import type { Settlement, SmsStore, StoredSms } from './sms-store.ts'

export interface SenderParts {
  readonly store: SmsStore
  readonly queue: SmsQueue
  readonly gateway: Gateway | null
  readonly perSecond: number
  readonly health: GatewayHealth
  readonly clock: ServerClock
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly times: SmsTimes
}

/** Messages under way at the same time. */
const lanes = 20
/** How long a gateway that asks for a pause has one. */
const pauseMs = 1_000
/** As often as this a message may come to nothing and keep its turn. */
const fewTimes = 3
/** How long the queue is looked at often after something was put into it. */
const expectMs = 5_000

/** Takes messages out of the queue and hands them to the gateway, as long as that answers. */
export class Sender {
  readonly #parts: SenderParts
  readonly #pacer: Pacer
  readonly #stopping = new AbortController()
  readonly #busy = new Map<SmsClaim, Promise<void>>()
  readonly #inHand = new Set<string>()
  readonly #early = new EarlyReceipts()
  readonly #settling: Settling
  readonly #listeners: SettledListeners
  readonly #line: GatewayLine
  readonly #doubts: Doubts
  readonly #running: Promise<void>[] = []
  readonly #nap = new Nap()
  #expectUntil = 0

  constructor(parts: SenderParts) {
    this.#parts = parts
    this.#pacer = new Pacer(parts.perSecond)
    const { store, queue, gateway, health, clock, logger, times } = parts
    this.#doubts = new Doubts(times.doubt)
    this.#listeners = new SettledListeners(logger)
    this.#settling = new Settling({ store, queue, logger, now: () => clock.now(), isOver: () => this.#ended })
    this.#line = new GatewayLine({
      gateway,
      health,
      queue,
      logger,
      keepAliveMs: times.keepAliveMs,
      stopping: this.#stopping.signal,
      receipt: async ({ reference, outcome }) => {
        if (!(await store.receipt(reference, outcome))) this.#early.keep(reference, outcome)
      },
      isBack: () => this.expectWork(),
    })
  }

  get state(): GatewayState {
    return this.#line.state
  }

  onSettled(listener: SettledListener): () => void {
    return this.#listeners.add(listener)
  }

  /** Something is in the queue, or will be when its transaction is committed. */
  expectWork(): void {
    this.#expectUntil = performance.now() + expectMs
    this.#nap.wake()
  }

  start(): void {
    const { gateway, store, queue, clock, logger, times } = this.#parts
    const stopping = this.#stopping.signal
    this.#running.push(
      giveUpLate({ store, listeners: this.#listeners, now: () => clock.now(), logger, stopping, inHand: this.#inHand }),
    )
    if (gateway === null) return
    const alive = keepAlive(queue, () => [...this.#busy.keys()], times.queue.heartbeatSeconds, stopping)
    this.#running.push(this.#take(), this.#line.watch(gateway), alive)
  }

  /** What is under way is given up or written down; the rest stays in the queue. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#nap.wake()
    await this.#parts.gateway?.close()
    await Promise.all(this.#running)
    await Promise.all(this.#busy.values())
    await this.#settling.idle()
  }

  get #ended(): boolean {
    return this.#stopping.signal.aborted
  }

  async #take(): Promise<void> {
    while (!this.#ended) {
      this.#nap.ready()
      if (await this.#fetch()) continue
      const { idleMs, soonMs } = this.#parts.times
      if (!this.#ended) await this.#nap.take(performance.now() < this.#expectUntil ? soonMs : idleMs)
    }
  }

  /** @returns whether to look again at once */
  async #fetch(): Promise<boolean> {
    const { queue, store, logger } = this.#parts
    const isTrial = this.#line.phase === 'trial'
    const room = this.#line.phase === 'away' ? 0 : (isTrial ? 1 : lanes) - this.#busy.size
    if (room <= 0) return false
    try {
      const claims = await queue.fetch(room)
      const stored = claims.length === 0 ? new Map<string, StoredSms>() : await store.load(claims.map(({ id }) => id))
      for (const claim of claims) this.#begin(claim, stored.get(claim.id))
      // Nothing that could show whether it takes messages: its word has to do.
      if (isTrial && claims.length === 0 && this.#busy.size === 0) this.#line.untried()
      return claims.length === room
    } catch (err) {
      logger.error({ err }, 'The queue of messages cannot be worked on')
      return false
    }
  }

  #begin(claim: SmsClaim, message: StoredSms | undefined): void {
    const work = this.#work(claim, message)
      .catch((err: unknown) => this.#parts.logger.error({ err }, 'A message could not be worked on'))
      .finally(() => {
        this.#busy.delete(claim)
        this.#nap.wake()
      })
    this.#busy.set(claim, work)
  }

  async #work(claim: SmsClaim, message: StoredSms | undefined): Promise<void> {
    const { queue } = this.#parts
    // It is settled, or has come back while this process still writes down what became of it.
    if (message?.content == null) {
      this.#forget(claim.id)
      return await queue.done([claim])
    }
    if (this.#inHand.has(message.id)) return await queue.again([claim])
    this.#inHand.add(message.id)
    try {
      await this.#hand(claim, message, message.content)
    } finally {
      this.#inHand.delete(message.id)
    }
  }

  async #hand(
    claim: SmsClaim,
    { id, kind, until }: StoredSms,
    content: { phone: string; text: string },
  ): Promise<void> {
    const { queue, store, gateway, clock, logger } = this.#parts
    const settled = (state: Settlement['state'], reference: string | null = null) =>
      this.#settle(claim, kind, { id, state, reference, receipt: this.#early.take(reference) })
    try {
      await this.#pacer.turn(this.#stopping.signal)
      const validMs = until - clock.now()
      if (gateway === null || validMs < 0) return await settled('late')
      const reference = await gateway.send({ id, ...content, validMs }, this.#line.listener)
      this.#line.took({ id, phone: content.phone })
      await settled('sent', reference)
    } catch (error) {
      if (this.#ended || !(error instanceof GatewayFailure)) {
        if (!this.#ended) logger.error({ err: error, sms: id }, 'A message could not be handed over')
        return await queue.again([claim])
      }
      logger.warn({ sms: id, kind, why: error.message }, 'A message was not taken')
      if (error.kind === 'rejected') {
        this.#line.took({ id, phone: content.phone })
        return await settled('refused')
      }
      if (error.kind === 'busy') {
        this.#pacer.rest(pauseMs)
        await store.triedInVain([id])
        return await queue.again([claim])
      }
      this.#line.messageFailed({ id, phone: content.phone }, error)
      const { times, isHopeless } = this.#doubts.failed(id, this.#line.signs)
      if (isHopeless) {
        logger.warn({ sms: id, kind, times }, 'A message is given up: the gateway lives and does not take it')
        return await settled('refused')
      }
      await store.triedInVain([id])
      await queue.again([claim])
      if (this.#line.phase !== 'up' || times >= fewTimes) await queue.behind(claim, times)
    }
  }

  /** The gateway has it: that is written down, however long the database takes; only a crash sends it twice. */
  async #settle(claim: SmsClaim, kind: SmsKind, settled: Settlement): Promise<void> {
    this.#forget(settled.id)
    if (!(await this.#settling.add(claim, settled))) return
    const { reference } = settled
    const late = this.#early.take(reference)
    if (late !== null && reference !== null) await this.#parts.store.receipt(reference, late).catch(() => {})
    this.#listeners.tell({ id: settled.id, kind, sent: settled.state === 'sent' })
  }

  #forget(id: string): void {
    this.#doubts.forget(id)
    this.#line.forget(id)
  }
}
