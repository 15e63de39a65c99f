import type { SmsGateway } from '@cherha/shared/protocol'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { ServerClock } from '../offices/ports.ts'
import type { DoubtLimits } from './doubts.ts'
import type { Gateway } from './gateways/gateway.ts'
import { openGateway } from './gateways/open-gateway.ts'
import { GatewayHealth, type HealthTimes } from './health.ts'
import type { GatewayState, NewSms, SmsKind, SmsOutbox, SmsSession } from './port.ts'
import { Sender } from './sender.ts'
import { SmsBox } from './sms-box.ts'
import { SmsQueue, type SmsQueueTimes } from './sms-queue.ts'
import { SmsStore } from './sms-store.ts'

export interface SmsTimes {
  /** For one answer of the gateway, ms. */
  readonly answerMs: number
  /** Between two signs of life of a gateway that is up, ms. */
  readonly keepAliveMs: number
  /** Between two looks into an empty queue, ms; after news they are `soonMs` apart for a while. */
  readonly idleMs: number
  readonly soonMs: number
  readonly health: HealthTimes
  readonly doubt: DoubtLimits
  readonly queue: SmsQueueTimes
}

const usualTimes: SmsTimes = {
  answerMs: 10_000,
  keepAliveMs: 30_000,
  idleMs: 1_000,
  soonMs: 50,
  health: { firstMs: 500, longestMs: 30_000 },
  doubt: { tries: 5, ms: 300_000 },
  queue: { retrySeconds: 1, longestSeconds: 15, heartbeatSeconds: 15, watchSeconds: 5 },
}

export interface SmsOutboxOptions {
  readonly pool: Pool
  /** null: no way to send messages is set up; they wait until their time has passed. */
  readonly gateway: SmsGateway | Gateway | null
  readonly clock: ServerClock
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  readonly times?: Partial<SmsTimes> | undefined
  /** Between 0 and 1. */
  readonly random?: (() => number) | undefined
}

const keptMs = 7 * 86_400_000

/** Opens the outbox and begins to send. @throws DatabaseError, what the database throws */
export async function openSmsOutbox(options: SmsOutboxOptions): Promise<SmsOutbox> {
  const { pool, clock, logger } = options
  const times = { ...usualTimes, ...options.times }
  const store = new SmsStore(pool, await SmsBox.open(pool))
  const report = (err: unknown) => logger.error({ err }, 'The queue of messages cannot be worked on')
  const queue = await SmsQueue.open(pool, times.queue, report)
  try {
    // a queue that was made anew, as after a backup was put back, knows of none
    const waiting = await store.waiting()
    if (waiting.length > 0) await queue.put(null, waiting)
  } catch (error) {
    await queue.close()
    throw error
  }
  const { gateway } = options
  const adapter = gateway === null || 'send' in gateway ? gateway : openGateway(gateway, times.answerMs)
  const perSecond = gateway !== null && 'perSecond' in gateway ? gateway.perSecond : 50
  const health = new GatewayHealth(times.health, options.random ?? Math.random)
  const sender = new Sender({ store, queue, gateway: adapter, perSecond, health, clock, logger, times })
  sender.start()
  return new Outbox(store, queue, sender, clock)
}

class Outbox implements SmsOutbox {
  readonly #store: SmsStore
  readonly #queue: SmsQueue
  readonly #sender: Sender
  readonly #clock: ServerClock
  #closing: Promise<void> | null = null

  constructor(store: SmsStore, queue: SmsQueue, sender: Sender, clock: ServerClock) {
    this.#store = store
    this.#queue = queue
    this.#sender = sender
    this.#clock = clock
  }

  get state(): GatewayState {
    return this.#sender.state
  }

  async enqueue(session: SmsSession | null, messages: readonly NewSms[]): Promise<void> {
    if (messages.length === 0) return
    // two commands of one batch may write the same message, and pg-boss refuses a batch that names a job twice
    const each = [...new Map(messages.map((message) => [message.id, message])).values()]
    // First the message: a job that finds none would be done with.
    await this.#store.add(session, each, this.#clock.now())
    await this.#queue.put(session, each)
    this.#sender.expectWork()
  }

  async drop(session: SmsSession | null, ids: readonly string[]): Promise<void> {
    if (ids.length > 0) await this.#store.drop(session, ids, this.#clock.now())
  }

  sentOf(ids: readonly string[]): Promise<ReadonlySet<string>> {
    return this.#store.sentOf(ids)
  }

  onSettled(listener: (settled: { id: string; kind: SmsKind; sent: boolean }) => void): () => void {
    return this.#sender.onSettled(listener)
  }

  counts() {
    return this.#store.counts()
  }

  async tidy(): Promise<void> {
    await this.#store.erase(this.#clock.now() - keptMs)
  }

  close(): Promise<void> {
    this.#closing ??= this.#sender.stop().finally(() => this.#queue.close())
    return this.#closing
  }
}
