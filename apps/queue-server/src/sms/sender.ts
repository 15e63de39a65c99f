import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { ServerClock } from '../offices/ports.ts'
import { EarlyReceipts } from './early-receipts.ts'
import { type Gateway, GatewayFailure, type GatewayListener } from './gateways/gateway.ts'
import type { GatewayHealth } from './health.ts'
import type { SmsTimes } from './outbox.ts'
import { Pacer } from './pacer.ts'
import type { GatewayState, SmsKind } from './port.ts'
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

type SettledListener = (settled: { id: string; kind: SmsKind; sent: boolean }) => void

/** Messages under way at the same time. */
const lanes = 20
/** How long a gateway that asks for a pause has one. */
const pauseMs = 1_000
/** How long the queue is looked at often after something was put into it. */
const expectMs = 5_000
const lateEveryMs = 1_000

/** Takes messages out of the queue and hands them to the gateway, as long as that answers; asks after it when not. */
export class Sender {
  readonly #parts: SenderParts
  readonly #pacer: Pacer
  readonly #stopping = new AbortController()
  readonly #busy = new Map<SmsClaim, Promise<void>>()
  readonly #inHand = new Set<string>()
  readonly #early = new EarlyReceipts()
  readonly #settling: Settling
  readonly #listeners = new Set<SettledListener>()
  readonly #running: Promise<void>[] = []
  readonly #link: GatewayListener
  #expectUntil = 0
  #woken = false
  #wake: () => void = () => {}
  #probeNow: () => void = () => {}

  constructor(parts: SenderParts) {
    this.#parts = parts
    this.#pacer = new Pacer(parts.perSecond)
    const { store, queue, clock, logger } = parts
    this.#settling = new Settling({ store, queue, logger, now: () => clock.now(), isOver: () => this.#ended })
    this.#link = {
      lost: (error) => this.#failed('line', error),
      receipt: async ({ reference, outcome }) => {
        if (!(await parts.store.receipt(reference, outcome))) this.#early.keep(reference, outcome)
      },
    }
  }

  get state(): GatewayState {
    if (this.#parts.gateway === null) return 'none'
    return this.#parts.health.phase === 'up' ? 'up' : 'away'
  }

  onSettled(listener: SettledListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Something is in the queue, or will be when its transaction is committed. */
  expectWork(): void {
    this.#expectUntil = performance.now() + expectMs
    this.#poke()
  }

  start(): void {
    const { gateway } = this.#parts
    this.#running.push(this.#give())
    if (gateway !== null) this.#running.push(this.#take(), this.#watch(gateway), this.#live())
  }

  /** What is under way is given up or written down; the rest stays in the queue. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.#poke()
    this.#probeNow()
    await this.#parts.gateway?.close()
    await Promise.all(this.#running)
    await Promise.all(this.#busy.values())
    await this.#settling.idle()
  }

  get #ended(): boolean {
    return this.#stopping.signal.aborted
  }

  #poke(): void {
    this.#woken = true
    this.#wake()
  }

  async #take(): Promise<void> {
    while (!this.#ended) {
      this.#woken = false
      if (!(await this.#fetch())) await this.#nap()
    }
  }

  /** @returns whether to look again at once */
  async #fetch(): Promise<boolean> {
    const { health, queue, store, logger } = this.#parts
    const isTrial = health.phase === 'trial'
    const room = health.phase === 'away' ? 0 : (isTrial ? 1 : lanes) - this.#busy.size
    if (room <= 0) return false
    try {
      const claims = await queue.fetch(room)
      const stored = claims.length === 0 ? new Map<string, StoredSms>() : await store.load(claims.map(({ id }) => id))
      for (const claim of claims) this.#begin(claim, stored.get(claim.id))
      // Nothing that could show whether it takes messages: its word has to do.
      if (isTrial && claims.length === 0 && this.#busy.size === 0) this.#succeeded()
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
        this.#poke()
      })
    this.#busy.set(claim, work)
  }

  async #work(claim: SmsClaim, message: StoredSms | undefined): Promise<void> {
    const { queue } = this.#parts
    // It is settled, or has come back while this process still writes down what became of it.
    if (message?.content == null) return await queue.done([claim])
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
      const reference = await gateway.send({ id, ...content, validMs }, this.#link)
      this.#succeeded()
      await settled('sent', reference)
    } catch (error) {
      if (error instanceof GatewayFailure && !this.#ended) {
        logger.warn({ sms: id, kind, why: error.message }, 'A message was not taken')
        if (error.kind === 'rejected') {
          this.#succeeded()
          return await settled('refused')
        }
        if (error.kind === 'busy') this.#pacer.rest(pauseMs)
        else this.#failed('message', error)
        await store.triedInVain([id])
      } else if (!this.#ended) logger.error({ err: error, sms: id }, 'A message could not be handed over')
      await queue.again([claim])
    }
  }

  /** The gateway has it: that is written down, however long the database takes; only a crash sends it twice. */
  async #settle(claim: SmsClaim, kind: SmsKind, settled: Settlement): Promise<void> {
    if (!(await this.#settling.add(claim, settled))) return
    const late = this.#early.take(settled.reference)
    if (late !== null && settled.reference !== null) {
      await this.#parts.store.receipt(settled.reference, late).catch(() => {})
    }
    this.#tell(settled.id, kind, settled.state === 'sent')
  }

  #tell(id: string, kind: SmsKind, sent: boolean): void {
    for (const listener of this.#listeners) {
      try {
        listener({ id, kind, sent })
      } catch (err) {
        this.#parts.logger.error({ err }, 'A listener of messages failed')
      }
    }
  }

  #failed(what: 'message' | 'line', error: GatewayFailure): void {
    if (this.#ended) return
    if (this.#parts.health.failed(what)) {
      this.#parts.logger.warn({ why: error.message }, 'The SMS gateway is away; messages wait')
    }
    this.#probeNow()
  }

  #succeeded(): void {
    if (!this.#parts.health.succeeded()) return
    this.#parts.logger.info('The SMS gateway takes messages')
    void this.#parts.queue.wake().catch(() => {})
    this.expectWork()
  }

  /** Signs of life: rarely while all is well, at growing intervals after failures. */
  async #watch(gateway: Gateway): Promise<void> {
    const { health, times, logger } = this.#parts
    let told = false
    while (!this.#ended) {
      try {
        await gateway.probe(this.#link)
        told = false
        await this.#answered()
        if (health.waitMs === 0 || health.phase === 'trial') await this.#until(times.keepAliveMs)
      } catch (error) {
        if (!told && !this.#ended) logger.warn({ why: reasonOf(error) }, 'The SMS gateway does not answer')
        told = true
        health.failed('line')
      }
      if (health.phase !== 'trial') await this.#pause(health.waitMs)
    }
  }

  async #answered(): Promise<void> {
    const { health, queue } = this.#parts
    const wasAway = health.phase === 'away'
    // what waits for its next try is what it is tried with
    if (wasAway) await queue.wake().catch(() => {})
    health.answered()
    if (wasAway) this.expectWork()
  }

  /** Until some time has passed or the gateway has failed. */
  async #until(ms: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#probeNow = () => {
        clearTimeout(timer)
        resolve()
      }
      if (this.#ended) this.#probeNow()
    })
    this.#probeNow = () => {}
  }

  async #pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#stopping.signal }).catch(() => {})
  }

  /** Gives up what is late, also while nothing can be sent. */
  async #give(): Promise<void> {
    const { store, clock, logger } = this.#parts
    let failing = false
    while (!this.#ended) {
      try {
        for (const { id, kind } of await store.giveUpLate(clock.now(), [...this.#inHand])) this.#tell(id, kind, false)
        failing = false
      } catch (err) {
        if (!failing) logger.error({ err }, 'Late messages could not be given up')
        failing = true
      }
      await this.#pause(lateEveryMs)
    }
  }

  /** Says of what is under way that this process still works on it. */
  async #live(): Promise<void> {
    const everyMs = (this.#parts.times.queue.heartbeatSeconds * 1_000) / 4
    while (!this.#ended) {
      await this.#pause(everyMs)
      const claims = [...this.#busy.keys()]
      if (claims.length > 0) await this.#parts.queue.alive(claims).catch(() => {})
    }
  }

  async #nap(): Promise<void> {
    if (this.#woken || this.#ended) return
    const { idleMs, soonMs } = this.#parts.times
    const ms = performance.now() < this.#expectUntil ? soonMs : idleMs
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => {}
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
