import type { RunnerClock } from '../recovery/runner.ts'
import { FromHub, type StartHub, type ToHub } from './messages.ts'

/** A process with a hub in it, however it was started. */
export interface HubChild {
  send(message: ToHub): void
  onMessage(listener: (message: unknown) => void): void
  /** Called once, when the process has ended. */
  onExit(listener: (code: number | null) => void): void
  kill(): void
}

export const supervisorTimes = {
  firstWaitMs: 500,
  longestWaitMs: 30_000,
  /** A hub that ran this long was healthy: the next wait is the first again. */
  healthyAfterMs: 60_000,
  /** A hub that does not say it is ready within this is killed and started anew. */
  startWithinMs: 60_000,
  /** After `stop` it may finish tickets and save its state for this long. */
  stopWithinMs: 10_000,
  answerWithinMs: 15_000,
} as const

export type HubState =
  | { readonly is: 'stopped' }
  | { readonly is: 'starting'; readonly restarts: number }
  | { readonly is: 'running'; readonly url: string; readonly restarts: number }
  | { readonly is: 'waiting'; readonly again: number; readonly problem: string; readonly restarts: number }

export interface SupervisorParts {
  readonly fork: () => HubChild
  readonly options: () => StartHub
  readonly clock: RunnerClock
  readonly onState: (state: HubState) => void
}

/** The hub process did not answer, or refused. */
export class HubProcessError extends Error {
  override name = 'HubProcessError'
}

type Question = Extract<ToHub, { ask: number }>
type WithoutAsk<T> = T extends { ask: number } ? Omit<T, 'ask'> : never

/**
 * Keeps the office's hub running beside the windows: starts it, starts it again when it dies (0.5 s, then twice as
 * long each time, 30 s at most), and never gives up, because without it the office stands still.
 */
export class HubSupervisor {
  readonly #parts: SupervisorParts
  #state: HubState = { is: 'stopped' }
  #child: HubChild | null = null
  #failures = 0
  #restarts = 0
  #readyAt = 0
  #problem = ''
  #stopping: (() => void) | null = null
  #forget: () => void = () => undefined
  #asked = 0
  readonly #questions = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>()

  constructor(parts: SupervisorParts) {
    this.#parts = parts
  }

  get state(): HubState {
    return this.#state
  }

  start(): void {
    if (this.#child !== null || this.#stopping !== null) return
    this.#forget()
    this.#become({ is: 'starting', restarts: this.#restarts })
    const child = this.#parts.fork()
    this.#child = child
    this.#problem = ''
    child.onMessage((message) => this.#hear(child, message))
    child.onExit((code) => this.#ended(child, code))
    this.#forget = this.#parts.clock.setTimer(supervisorTimes.startWithinMs, () => {
      this.#problem = 'the hub did not start in time'
      child.kill()
    })
    child.send(this.#parts.options())
  }

  /** Resolves when the process has ended; it is killed when it takes too long. */
  stop(): Promise<void> {
    this.#forget()
    const child = this.#child
    if (child === null) {
      this.#become({ is: 'stopped' })
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      this.#stopping = resolve
      child.send({ type: 'stop' })
      this.#forget = this.#parts.clock.setTimer(supervisorTimes.stopWithinMs, () => child.kill())
    })
  }

  /** Asks the running hub. Throws `HubProcessError` when it is not running, refuses or does not answer. */
  ask(question: WithoutAsk<Question>): Promise<unknown> {
    const child = this.#child
    if (child === null || this.#state.is !== 'running') {
      return Promise.reject(new HubProcessError('the hub is not running'))
    }
    this.#asked += 1
    const ask = this.#asked
    return new Promise((resolve, reject) => {
      const forget = this.#parts.clock.setTimer(supervisorTimes.answerWithinMs, () =>
        this.#questions.get(ask)?.reject(new HubProcessError('the hub did not answer')),
      )
      const done = (): void => {
        forget()
        this.#questions.delete(ask)
      }
      this.#questions.set(ask, {
        resolve: (value) => {
          done()
          resolve(value)
        },
        reject: (error) => {
          done()
          reject(error)
        },
      })
      child.send({ ...question, ask })
    })
  }

  #hear(child: HubChild, message: unknown): void {
    const parsed = FromHub.safeParse(message)
    if (!parsed.success || child !== this.#child) return
    const told = parsed.data
    switch (told.type) {
      case 'ready':
        if (this.#stopping !== null) return
        this.#forget()
        this.#readyAt = this.#parts.clock.now()
        return this.#become({ is: 'running', url: told.url, restarts: this.#restarts })
      case 'failed':
        this.#problem = told.message
        return
      case 'answer':
        return this.#questions.get(told.ask)?.resolve(told.value)
      case 'refused':
        return this.#questions.get(told.ask)?.reject(new HubProcessError(told.message))
    }
  }

  #ended(child: HubChild, code: number | null): void {
    if (child !== this.#child) return
    this.#forget()
    this.#child = null
    for (const { reject } of this.#questions.values()) reject(new HubProcessError('the hub has ended'))
    const stopped = this.#stopping
    if (stopped !== null) {
      this.#stopping = null
      this.#become({ is: 'stopped' })
      return stopped()
    }
    const { clock } = this.#parts
    const wasHealthy = this.#state.is === 'running' && clock.now() - this.#readyAt >= supervisorTimes.healthyAfterMs
    this.#failures = wasHealthy ? 1 : this.#failures + 1
    this.#restarts += 1
    // a wrong configuration does not mend itself in half a second
    const wait = code === 2 ? supervisorTimes.longestWaitMs : waitAfter(this.#failures)
    const problem = this.#problem === '' ? `the hub ended with ${code ?? 'a signal'}` : this.#problem
    this.#become({ is: 'waiting', again: clock.now() + wait, problem, restarts: this.#restarts })
    this.#forget = clock.setTimer(wait, () => this.start())
  }

  #become(state: HubState): void {
    this.#state = state
    this.#parts.onState(state)
  }
}

/** @param failures in a row, from 1 */
export function waitAfter(failures: number): number {
  return Math.min(supervisorTimes.longestWaitMs, supervisorTimes.firstWaitMs * 2 ** Math.min(failures - 1, 16))
}
