import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Gateway, GatewayFailure, GatewayListener } from './gateways/gateway.ts'
import type { GatewayHealth, Tried } from './health.ts'
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
  #signs = 0
  /** What the gateway tells by itself. */
  readonly listener: GatewayListener

  constructor(parts: GatewayLineParts) {
    this.#parts = parts
    this.listener = {
      lost: (error) => this.#note(error, (health) => health.lineFailed()),
      receipt: parts.receipt,
    }
    parts.stopping.addEventListener('abort', () => this.#nap.wake(), { once: true })
  }

  get state(): GatewayState {
    if (this.#parts.gateway === null) return 'none'
    return this.phase === 'up' ? 'up' : 'away'
  }

  get phase(): GatewayHealth['phase'] {
    return this.#parts.health.phase
  }

  /** Signs of life up to now, answers to messages not among them. */
  get signs(): number {
    return this.#signs
  }

  /** It did not take a message, and has not said that it never will. */
  messageFailed(message: Tried, error: GatewayFailure): void {
    this.#note(error, (health) => health.messageFailed(message))
  }

  /** It has taken a message, or has said that it never will take this one. */
  took(message: Tried): void {
    this.#well((health) => health.took(message))
  }

  /** No message waits to try it with. */
  untried(): void {
    this.#well((health) => health.untried())
  }

  /** The message is settled: it says nothing more of the gateway. */
  forget(id: string): void {
    this.#parts.health.forget(id)
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
        health.lineFailed()
      }
      if (health.phase !== 'trial') await sleep(health.waitMs, undefined, { signal: stopping }).catch(() => {})
    }
  }

  async #answered(): Promise<void> {
    const { health, logger, queue, isBack } = this.#parts
    this.#signs += 1
    const wasAway = health.phase === 'away'
    // what waits for its next try is what it is tried with
    if (wasAway) await queue.wake().catch(() => {})
    health.answered()
    if (!wasAway) return
    if (this.phase === 'up') logger.info(takes)
    isBack()
  }

  #note(error: GatewayFailure, note: (health: GatewayHealth) => void): void {
    const { health, logger, stopping } = this.#parts
    if (stopping.aborted) return
    const wasUp = this.phase === 'up'
    note(health)
    if (wasUp && health.phase === 'away') logger.warn({ why: error.message }, 'The SMS gateway is away; messages wait')
    this.#nap.wake()
  }

  #well(note: (health: GatewayHealth) => void): void {
    const { health, logger, queue, isBack } = this.#parts
    const wasUp = this.phase === 'up'
    note(health)
    if (wasUp) return
    logger.info(takes)
    void queue.wake().catch(() => {})
    isBack()
  }
}

const takes = 'The SMS gateway takes messages'

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
