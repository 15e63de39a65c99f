import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Gateway, GatewayFailure, GatewayListener } from './gateways/gateway.ts'
import type { GatewayHealth } from './health.ts'
import { Nap } from './nap.ts'
import type { GatewayState } from './port.ts'
import type { SmsQueue } from './sms-queue.ts'

export interface GatewayLineParts {
  /** null: there is none. */
  readonly gateway: Gateway | null
  readonly health: GatewayHealth
  readonly queue: Pick<SmsQueue, 'wake'>
  readonly logger: Pick<Logger, 'info' | 'warn'>
  readonly keepAliveMs: number
  /** Fires when the server stops. */
  readonly stopping: AbortSignal
  readonly receipt: GatewayListener['receipt']
  /** It takes messages again: what waits may go. */
  readonly isBack: () => void
}

/** What is known of the line to the gateway, by what becomes of messages and by signs of life it is asked for. */
export class GatewayLine {
  readonly #parts: GatewayLineParts
  readonly #nap = new Nap()
  /** What the gateway tells by itself. */
  readonly listener: GatewayListener

  constructor(parts: GatewayLineParts) {
    this.#parts = parts
    this.listener = { lost: (error) => this.failed('line', error), receipt: parts.receipt }
    parts.stopping.addEventListener('abort', () => this.#nap.wake(), { once: true })
  }

  get state(): GatewayState {
    if (this.#parts.gateway === null) return 'none'
    return this.phase === 'up' ? 'up' : 'away'
  }

  get phase(): GatewayHealth['phase'] {
    return this.#parts.health.phase
  }

  failed(what: 'message' | 'line', error: GatewayFailure): void {
    const { health, logger, stopping } = this.#parts
    if (stopping.aborted) return
    if (health.failed(what)) logger.warn({ why: error.message }, 'The SMS gateway is away; messages wait')
    this.#nap.wake()
  }

  /** A message was taken, or none waits to try it with. */
  succeeded(): void {
    const { health, logger, queue, isBack } = this.#parts
    if (!health.succeeded()) return
    logger.info('The SMS gateway takes messages')
    void queue.wake().catch(() => {})
    isBack()
  }

  /** Asks for signs of life: rarely while all is well, at growing intervals after failures. Until the server stops. */
  async watch(gateway: Gateway): Promise<void> {
    const { health, keepAliveMs, logger, stopping } = this.#parts
    let told = false
    while (!stopping.aborted) {
      this.#nap.ready()
      try {
        await gateway.probe(this.listener)
        told = false
        await this.#answered()
        if (!stopping.aborted && (health.waitMs === 0 || health.phase === 'trial')) await this.#nap.take(keepAliveMs)
      } catch (error) {
        if (!told && !stopping.aborted) logger.warn({ why: reasonOf(error) }, 'The SMS gateway does not answer')
        told = true
        health.failed('line')
      }
      if (health.phase !== 'trial') await sleep(health.waitMs, undefined, { signal: stopping }).catch(() => {})
    }
  }

  async #answered(): Promise<void> {
    const { health, queue, isBack } = this.#parts
    const wasAway = health.phase === 'away'
    // what waits for its next try is what it is tried with
    if (wasAway) await queue.wake().catch(() => {})
    health.answered()
    if (wasAway) isBack()
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
