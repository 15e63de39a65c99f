import {
  nextTick,
  recover,
  startRecovery,
  type RecoveryAction,
  type RecoveryEvent,
  type RecoveryState,
} from './machine.ts'

/** Time as the runner needs it; a test gives it one that stands still. */
export interface RunnerClock {
  now(): number
  /** Returns a function that forgets the timer. */
  setTimer(ms: number, fire: () => void): () => void
}

export const realClock: RunnerClock = {
  // the wall clock, because the times of faults are kept over a restart
  now: () => Date.now(),
  setTimer(ms, fire) {
    const timer = setTimeout(fire, ms)
    return () => clearTimeout(timer)
  },
}

export type KeptFaults = Pick<RecoveryState, 'recent' | 'crashes' | 'hangs'>

export interface RecoveryParts {
  readonly clock: RunnerClock
  readonly kept: KeptFaults
  /** Does what the machine decided, except `count`. */
  readonly act: (action: Exclude<RecoveryAction, 'count'>) => void
  /** Keeps the counts and tells the hub. */
  readonly counted: (faults: KeptFaults) => void
}

/** Feeds the recovery machine and lets time pass for it. */
export class RecoveryRunner {
  readonly #parts: RecoveryParts
  #state: RecoveryState
  #forget: () => void = () => undefined

  constructor(parts: RecoveryParts) {
    this.#parts = parts
    const first = startRecovery(parts.clock.now(), parts.kept)
    this.#state = first.state
    this.#do(first.actions)
  }

  get state(): RecoveryState {
    return this.#state
  }

  tell(event: RecoveryEvent): void {
    const step = recover(this.#state, event, this.#parts.clock.now())
    this.#state = step.state
    this.#do(step.actions)
  }

  stop(): void {
    this.#forget()
    this.#forget = () => undefined
  }

  #do(actions: readonly RecoveryAction[]): void {
    this.#forget()
    const due = nextTick(this.#state)
    if (due !== null) {
      const wait = Math.max(0, due - this.#parts.clock.now())
      this.#forget = this.#parts.clock.setTimer(wait, () => this.tell({ type: 'tick' }))
    }
    for (const action of actions) {
      if (action === 'count') {
        const { recent, crashes, hangs } = this.#state
        this.#parts.counted({ recent, crashes, hangs })
      } else this.#parts.act(action)
    }
  }
}
