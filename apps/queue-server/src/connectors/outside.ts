import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { Logger } from 'pino'
import type { JournalStore } from '../http/parts.ts'
import type { ServerClock } from '../offices/ports.ts'
import { readReceipt } from './answers.ts'
import { Circuit, type CircuitTimes } from './circuit.ts'
import type { OutsideConfig } from './config.ts'
import { Exchange, readTls } from './exchange.ts'
import { OutsideFailure } from './failure.ts'
import type { Limits } from './http-call.ts'
import { MailSender } from './mail.ts'
import type { CaseSink, OutsideJob } from './ports.ts'
import { Queues, type QueueTimes, type Session } from './queues.ts'
import { SystemBook, type SystemState } from './system-book.ts'
import { SystemLoop } from './system-loop.ts'
import { type SystemKey, systemKeys, systemOf } from './systems.ts'
import { type Attempt, exchangeWork, letterWork, mailWork } from './work.ts'

export interface OutsideTimes {
  readonly limits: Limits
  /** For the one question somebody at a window waits for. */
  readonly feeMs: number
  readonly idleMs: number
  readonly circuit: CircuitTimes
  readonly queue: QueueTimes
}

const usualTimes: OutsideTimes = {
  limits: { connectMs: 5_000, answerMs: 30_000 },
  feeMs: 5_000,
  idleMs: 5_000,
  circuit: { firstMs: 5_000, longestMs: 900_000 },
  queue: { retrySeconds: 5, longestSeconds: 900, heartbeatSeconds: 30, watchSeconds: 60 },
}

export interface OutsideOptions {
  readonly pool: Pool
  /** Whom answers are told; left out: `serve` names it later, and until then nothing is sent. */
  readonly cases?: CaseSink | undefined
  /** null: no outside system is configured; whatever needs one waits. */
  readonly config: OutsideConfig | null
  readonly clock: ServerClock
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Where answers that were not believed, and the beginning and end of an outage, are written down for good. */
  readonly journal?: Pick<JournalStore, 'append'> | undefined
  readonly times?: Partial<OutsideTimes> | undefined
  /** Between 0 and 1. */
  readonly random?: (() => number) | undefined
}

export type FeeResult = 'confirmed' | 'not-confirmed' | 'unreachable'

/**
 * The outside systems: registers, the printing works, mail. Each has a queue and a loop of its own, so that one that does
 * not answer keeps nothing waiting but what needs it.
 */
export class Outside {
  readonly #options: OutsideOptions
  readonly #times: OutsideTimes
  readonly #queues: Queues
  readonly #book: SystemBook
  readonly #exchanges = new Map<SystemKey, Exchange>()
  readonly #mail: MailSender | null
  readonly #circuits: ReadonlyMap<SystemKey, Circuit>
  readonly #loops = new Map<SystemKey, SystemLoop>()
  readonly #closing = new AbortController()

  private constructor(options: OutsideOptions, queues: Queues, times: OutsideTimes) {
    this.#options = options
    this.#times = times
    this.#queues = queues
    this.#book = new SystemBook(options)
    const { config } = options
    const random = options.random ?? Math.random
    this.#circuits = new Map(systemKeys.map((system) => [system, new Circuit(times.circuit, random)]))
    if (config !== null) {
      const tls = readTls(config)
      for (const system of systemKeys) {
        const found = system === 'mail' || system === 'letters' ? undefined : config.systems[system]
        if (found !== undefined) this.#exchanges.set(system, new Exchange(config.client, found, tls))
      }
    }
    this.#mail = config?.mail === undefined ? null : new MailSender(config.mail, config.statusPage, times.limits)
  }

  /**
   * Brings the queues up to date and, where `cases` is given, begins to work.
   * @throws what the database throws, and ServerStartError when a file that `config` names cannot be read
   */
  static async start(options: OutsideOptions): Promise<Outside> {
    const times = { ...usualTimes, ...options.times }
    const queues = await Queues.open(options.pool, times.queue, (message, err) =>
      options.logger.error({ err }, message),
    )
    try {
      const outside = new Outside(options, queues, times)
      if (options.cases !== undefined) outside.serve(options.cases)
      return outside
    } catch (error) {
      await queues.close()
      throw error
    }
  }

  /** Begins to work, once. */
  serve(cases: CaseSink): void {
    for (const system of systemKeys) {
      const attempt = this.#attemptOf(system, cases)
      const circuit = this.#circuits.get(system)
      if (attempt === null || circuit === undefined || this.#loops.has(system)) continue
      const found = system === 'mail' || system === 'letters' ? undefined : this.#options.config?.systems[system]
      const loop = new SystemLoop({
        system,
        queues: this.#queues,
        circuit,
        attempt,
        lanes: found?.lanes ?? 2,
        pollSeconds: found?.pollSeconds ?? 60,
        clock: this.#options.clock,
        idleMs: this.#times.idleMs,
        aliveMs: (this.#times.queue.heartbeatSeconds * 1_000) / 3,
        listener: this.#book,
      })
      this.#loops.set(system, loop)
      loop.start()
    }
  }

  /**
   * In the transaction that makes the work necessary; it is begun when that is committed. A job that is there already
   * stays as it is. Mail is left out where none is configured: nobody wants old news later.
   */
  async enqueue(session: Session, jobs: readonly OutsideJob[]): Promise<void> {
    await this.#put(session, jobs)
  }

  /**
   * Once in the life of the queues, so after a backup was put back: the work that cases still wait for, as far as it is
   * missing. Mail is not sent anew. Interrupted, it begins from the front at the next start.
   */
  async rebuild(jobs: () => AsyncIterable<readonly OutsideJob[]>): Promise<void> {
    if (await this.#queues.isComplete()) return
    for await (const some of jobs()) {
      await this.#put(
        null,
        some.filter(({ kind }) => kind !== 'mail'),
      )
    }
    await this.#queues.markComplete()
  }

  /** Whether a receipt's code is known as paid; whoever asks waits for it. Never throws. */
  async feeCheck(code: string): Promise<FeeResult> {
    const exchange = this.#exchanges.get('check')
    const circuit = this.#circuits.get('check')
    if (exchange === undefined || circuit === undefined) return 'unreachable'
    const { feeMs } = this.#times
    const id = randomUUID()
    const limit = AbortSignal.timeout(feeMs)
    try {
      const text = await exchange.ask({
        id,
        method: 'POST',
        path: ['receipts'],
        body: { receipt: code },
        limits: { connectMs: feeMs, answerMs: feeMs },
        signal: AbortSignal.any([limit, this.#closing.signal]),
      })
      const result = readReceipt(id, text)
      if (circuit.succeeded()) this.#book.recovered('check')
      return result
    } catch (error) {
      if (this.#closing.signal.aborted) return 'unreachable'
      const failure =
        error instanceof OutsideFailure ? error : new OutsideFailure('away', `no answer within ${feeMs / 1_000} s`)
      const begins = failure.kind !== 'rejected' && circuit.failed(this.#options.clock.now(), failure.message)
      this.#book.failed('check', failure, null, begins)
      return 'unreachable'
    }
  }

  /** @throws what the database throws */
  async state(): Promise<readonly SystemState[]> {
    const counts = await this.#queues.counts()
    return systemKeys.map((system) =>
      this.#book.state(system, {
        configured: this.#isConfigured(system),
        trouble: this.#circuits.get(system)?.trouble ?? null,
        counts: counts.get(system) ?? { length: 0, retrying: 0 },
      }),
    )
  }

  /** What is under way goes back into its queue. */
  async close(): Promise<void> {
    this.#closing.abort()
    await Promise.all([...this.#loops.values()].map((loop) => loop.stop()))
    this.#mail?.close()
    await this.#queues.close()
  }

  async #put(session: Session | null, jobs: readonly OutsideJob[]): Promise<void> {
    const wanted = jobs.filter((job) => systemOf(job) !== 'mail' || this.#mail !== null)
    if (wanted.length === 0) return
    await this.#queues.enqueue(session, wanted)
    // The caller has to commit first; what takes longer is found by the next look into the queue.
    for (const system of new Set(wanted.map(systemOf))) {
      for (const ms of [20, 200, 1_000]) this.#options.clock.setTimer(ms, () => this.#loops.get(system)?.poke())
    }
  }

  #isConfigured(system: SystemKey): boolean {
    if (system === 'letters') return true
    return system === 'mail' ? this.#mail !== null : this.#exchanges.has(system)
  }

  #attemptOf(system: SystemKey, cases: CaseSink): Attempt | null {
    if (system === 'letters') return letterWork(cases)
    if (system === 'mail') {
      const { clock } = this.#options
      return this.#mail === null ? null : mailWork(this.#mail, cases, () => clock.now())
    }
    const exchange = this.#exchanges.get(system)
    return exchange === undefined ? null : exchangeWork(exchange, cases, this.#times.limits)
  }
}
