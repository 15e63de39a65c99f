import type { ServerClock } from '../offices/ports.ts'
import type { Circuit } from './circuit.ts'
import { Interrupted, OutsideFailure } from './failure.ts'
import type { Claim, Queues } from './queues.ts'
import type { SystemKey } from './systems.ts'
import type { Attempt } from './work.ts'

export interface LoopParts {
  readonly system: SystemKey
  readonly queues: Queues
  readonly circuit: Circuit
  readonly attempt: Attempt
  readonly lanes: number
  readonly pollSeconds: number
  readonly clock: ServerClock
  /** Between two looks into an empty queue, ms. */
  readonly idleMs: number
  /** Between two signs of life of a task that takes long, ms. */
  readonly aliveMs: number
  readonly listener: LoopListener
}

/** Who writes down what happens to a system. */
export interface LoopListener {
  failed(system: SystemKey, failure: OutsideFailure, claim: Claim, begins: boolean): void
  recovered(system: SystemKey): void
  /** Not the system's fault: the database, the cases, a bug. */
  broken(system: SystemKey, error: unknown): void
}

/** Takes the work of one system out of its queue, a few tasks side by side, as long as the system answers. */
export class SystemLoop {
  readonly #parts: LoopParts
  readonly #stopping = new AbortController()
  readonly #busy = new Set<Promise<void>>()
  #wake: () => void = () => {}
  #woken = false
  #running: Promise<void> | null = null

  constructor(parts: LoopParts) {
    this.#parts = parts
  }

  start(): void {
    this.#running ??= this.#run()
  }

  /** There may be work. */
  poke(): void {
    this.#woken = true
    this.#wake()
  }

  /** Requests under way are given up; the work goes back into the queue. */
  async stop(): Promise<void> {
    this.#stopping.abort()
    this.poke()
    await this.#running
    await Promise.all(this.#busy)
  }

  async #run(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      this.#woken = false
      const got = await this.#take()
      if (!got) await this.#nap()
    }
  }

  /** @returns whether to look again at once */
  async #take(): Promise<boolean> {
    const { circuit, clock, lanes, queues, system } = this.#parts
    const room = circuit.room(clock.now(), this.#busy.size, lanes)
    if (room === 0) return false
    try {
      const claims = await queues.fetch(system, room)
      for (const claim of claims) this.#begin(claim)
      return claims.length === room
    } catch (error) {
      this.#parts.listener.broken(system, error)
      return false
    }
  }

  #begin(claim: Claim): void {
    const work = this.#work(claim).finally(() => {
      this.#busy.delete(work)
      this.poke()
    })
    this.#busy.add(work)
  }

  async #work(claim: Claim): Promise<void> {
    const { queues, system, aliveMs } = this.#parts
    const alive = setInterval(() => void queues.alive(system, claim).catch(() => {}), aliveMs)
    try {
      await this.#attempt(claim)
    } catch (error) {
      // It could not be settled: this process says no more of it, so the queue takes it back.
      this.#parts.listener.broken(system, error)
    } finally {
      clearInterval(alive)
    }
  }

  async #attempt(claim: Claim): Promise<void> {
    const { queues, system, attempt, circuit, pollSeconds, clock, listener } = this.#parts
    try {
      const { next, note, failure } = await attempt(claim, this.#stopping.signal)
      if (failure !== undefined) listener.failed(system, failure, claim, false)
      if (next === 'later' && claim.task.phase === 'answer') await queues.again(system, claim, 'no answer yet')
      else {
        if (next === 'later') await queues.askLater(system, claim.task.job, pollSeconds)
        await queues.done(system, claim, note)
      }
      if (!circuit.succeeded()) return
      listener.recovered(system)
      await queues.wake(system)
    } catch (error) {
      if (error instanceof OutsideFailure) {
        // A system that takes this request not is there for the others.
        const begins = error.kind === 'rejected' ? false : circuit.failed(clock.now(), error.message)
        if (error.kind === 'rejected') circuit.succeeded()
        listener.failed(system, error, claim, begins)
        await queues.again(system, claim, error.message)
        return
      }
      if (!(error instanceof Interrupted)) listener.broken(system, error)
      await queues.again(system, claim, error instanceof Interrupted ? error.message : 'the case could not be reached')
    }
  }

  /** Until something happens: work, the end of a task, the moment of a probe, or some time. */
  async #nap(): Promise<void> {
    if (this.#woken || this.#stopping.signal.aborted) return
    const { circuit, clock, idleMs } = this.#parts
    const probe = this.#busy.size === 0 ? circuit.wait(clock.now()) : 0
    await new Promise<void>((resolve) => {
      const cancel = clock.setTimer(probe === 0 ? idleMs : Math.min(probe, idleMs), resolve)
      this.#wake = () => {
        cancel()
        resolve()
      }
    })
    this.#wake = () => {}
  }
}
