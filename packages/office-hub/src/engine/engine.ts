import type { EventLog, LogHead, LogRecord } from '@cherha/event-log'
import { evolve, nextWake, type HubCommand, type QueueState } from '@cherha/shared/queue'
import type { CancelTimer, HubClock } from '../clock/hub-clock.ts'
import { Batch } from './batch.ts'
import { CommandMemory } from './command-memory.ts'
import type { Outcome, Submission } from './command.ts'
import { foldLog, recordedEvent, saveSnapshot } from './fold.ts'

const eventsPerSnapshot = 1_000
/** How long the hub's own commands wait when the log cannot be written. */
const retryMs = 1_000
const longestSleepMs = 6 * 3_600_000
const ticksPerBatch = 500
/** After these hub time is another one. */
const movesClock = new Set(['clock-step-accepted', 'server-time-followed'])

export interface EngineOptions {
  readonly log: EventLog
  readonly clock: HubClock
  /** Errors that no client sees: a bug in a rule, a log that cannot be written. */
  readonly report: (message: string, error: unknown) => void
  /** Runs what has to wait for the end of this turn of the event loop. Left out: `setImmediate`. */
  readonly defer?: (run: () => void) => void
  /** Events between two snapshots. Left out: 1,000. */
  readonly snapshotEvery?: number
}

/** Nothing more is decided: the hub is stopping. */
export class HubStoppedError extends Error {
  override name = 'HubStoppedError'
}

interface Waiting {
  readonly submission: Submission
  readonly settle: (outcome: Outcome) => void
  readonly fail: (error: unknown) => void
}

type CommitListener = (records: readonly LogRecord[], state: QueueState) => void

/**
 * The one writer of an office: decides commands one after another, stores their events in one commit and only
 * then answers and publishes. Reads between two batches see exactly what the log holds.
 *
 * | what goes wrong | what recovers it |
 * |---|---|
 * | `append` throws (disk full) | the batch is refused with `log-unavailable`, the state is folded anew from the log |
 * | a rule throws (a bug) | the batch fails, the state is folded anew |
 * | a command of the hub itself is not stored | it is sent again until it is |
 */
export class Engine {
  readonly #log: EventLog
  readonly #clock: HubClock
  readonly #report: EngineOptions['report']
  readonly #defer: NonNullable<EngineOptions['defer']>
  readonly #snapshotEvery: number
  readonly #memory: CommandMemory
  readonly #listeners: CommitListener[] = []
  #state: QueueState
  #sinceSnapshot: number
  #queue: Waiting[] = []
  #scheduled = false
  #stopping = false
  #writable = true
  /** The state may be ahead of the log and must be folded anew before it is used. */
  #stale = false
  /** Something is due and a tick does nothing about it: a bug that must not make the hub spin. */
  #stuck = false
  #cancelWake: CancelTimer = () => {}
  #idleWaiters: (() => void)[] = []

  /** Folds the log; throws what the log throws. */
  constructor({ log, clock, report, defer = setImmediate, snapshotEvery = eventsPerSnapshot }: EngineOptions) {
    this.#log = log
    this.#clock = clock
    this.#report = report
    this.#defer = defer
    this.#snapshotEvery = snapshotEvery
    this.#memory = new CommandMemory(log)
    const { state, sinceSnapshot } = foldLog(log)
    this.#state = state
    this.#sinceSnapshot = sinceSnapshot
  }

  /** The live queue, as the log has it. Only to be read, and not kept. */
  get state(): QueueState {
    return this.#state
  }

  /** False from a failed write of the log until the next that succeeds: the hub acknowledges nothing meanwhile. */
  get writable(): boolean {
    return this.#writable
  }

  head(): LogHead {
    return this.#log.head()
  }

  /** Called after each commit, with its records in order. */
  onCommit(listener: CommitListener): void {
    this.#listeners.push(listener)
  }

  /** Resolves when the command's events are durable. Rejects only for a bug or after `stop`. */
  submit(submission: Submission): Promise<Outcome> {
    if (this.#stopping) return Promise.reject(new HubStoppedError('the hub has stopped'))
    return new Promise((settle, fail) => {
      this.#queue.push({ submission, settle, fail })
      this.#schedule()
    })
  }

  /** A command of the hub itself, or how to make it when it is decided: sent again until it is stored. */
  tell(command: HubCommand | (() => HubCommand)): Promise<void> {
    const build = typeof command === 'function' ? command : () => command
    return new Promise((resolve) => {
      const attempt = async (): Promise<void> => {
        try {
          const outcome = await this.submit({ build })
          if (outcome.ok || outcome.refusal.code !== 'log-unavailable') return resolve()
          this.#clock.setTimer(retryMs, () => void attempt())
        } catch (error) {
          if (!(error instanceof HubStoppedError)) this.#report('a command of the hub failed', error)
          resolve()
        }
      }
      void attempt()
    })
  }

  /**
   * Takes records of this office's own log that another node has kept and this one has lost. Between two batches, so
   * no command sees half of it; from here on the state is the one of the longer log. They happened long ago, so nobody
   * is told as of a commit, and nothing is due before the next command. Throws what the log throws, and then nothing
   * has changed.
   */
  adopt(records: readonly LogRecord[]): void {
    if (records.length === 0) return
    this.#log.appendCopy(records)
    // folded on, not anew: a log of years comes in thousands of batches
    if (!this.#stale && this.#state.seq === (records[0]?.seq ?? 0) - 1) {
      try {
        for (const record of records) evolve(this.#state, recordedEvent(record))
        this.#sinceSnapshot += records.length
        return
      } catch (error) {
        this.#report('a record of another node could not be folded', error)
      }
    }
    this.#refold()
  }

  /** Resolves when nothing is waiting to be decided or stored. */
  idle(): Promise<void> {
    if (!this.#scheduled) return Promise.resolve()
    return new Promise((resolve) => this.#idleWaiters.push(resolve))
  }

  /** Decides what is already waiting, then takes nothing more and lets no timer fire. */
  async stop(): Promise<void> {
    this.#stopping = true
    await this.idle()
    this.#cancelWake()
    if (!this.#stale && this.#sinceSnapshot > 0) this.#snapshot()
  }

  #schedule(): void {
    if (this.#scheduled) return
    this.#scheduled = true
    // everything that arrives in this turn of the event loop shares one commit
    this.#defer(() => this.#flush())
  }

  #flush(): void {
    const waiting = this.#queue
    this.#queue = []
    try {
      this.#decideAndStore(waiting)
    } finally {
      this.#scheduled = false
      if (this.#queue.length > 0) this.#schedule()
      else for (const resolve of this.#idleWaiters.splice(0)) resolve()
    }
  }

  #decideAndStore(waiting: readonly Waiting[]): void {
    if (this.#stale && !this.#refold()) {
      this.#arm(retryMs)
      return this.#refuseAll(waiting)
    }
    const batch = new Batch(this.#state, this.#memory)
    let decided: ReturnType<Batch['decide']>[]
    try {
      decided = waiting.map(({ submission }) => batch.decide(submission, this.#clock.now()))
      this.#tick(batch)
    } catch (error) {
      this.#report('a rule failed; nothing of this batch was stored', error)
      this.#refold()
      this.#arm(retryMs)
      for (const { fail } of waiting) fail(error)
      return
    }
    let stored: readonly LogRecord[]
    try {
      stored = batch.records.length === 0 ? [] : this.#log.append(batch.records)
    } catch (error) {
      this.#writable = false
      this.#report('the log could not be written; nothing of this batch was stored', error)
      this.#refold()
      this.#arm(retryMs)
      return this.#refuseAll(waiting)
    }
    if (stored.length > 0) this.#writable = true
    this.#sinceSnapshot += stored.length
    waiting.forEach(({ submission, settle, fail }, index) => {
      const one = decided[index]
      if (one === undefined || one.is === 'failed') fail(one?.error)
      else settle(batch.outcome(one, stored, submission.client))
    })
    if (stored.length > 0) this.#publish(stored)
    this.#arm()
  }

  /** Whatever is due by now happens in the same commit. */
  #tick(batch: Batch): void {
    this.#stuck = false
    // hub time follows a step only after the commit: nothing is due by the time before it
    if (batch.records.some(({ event }) => movesClock.has(event.type))) return
    for (let ticks = 0; ticks < ticksPerBatch; ticks += 1) {
      const count = batch.records.length
      const now = this.#clock.now()
      if (nextWake(this.#state, now) !== 0) break
      const tick = batch.decide({ build: () => ({ type: 'tick' }) }, now)
      if (tick.is === 'failed') this.#report('a tick failed', tick.error)
      this.#stuck = batch.records.length === count
      if (this.#stuck) break
    }
  }

  #publish(stored: readonly LogRecord[]): void {
    if (this.#sinceSnapshot >= this.#snapshotEvery || stored.some(({ event }) => event.type === 'day-opened'))
      this.#snapshot()
    for (const listener of this.#listeners) {
      try {
        listener(stored, this.#state)
      } catch (error) {
        this.#report('a listener failed after a commit', error)
      }
    }
  }

  /** A snapshot only saves time at the next start, so a failure is no more than reported. */
  #snapshot(): void {
    try {
      saveSnapshot(this.#log, this.#state)
      this.#sinceSnapshot = 0
    } catch (error) {
      this.#report('no snapshot could be saved', error)
    }
  }

  #refold(): boolean {
    try {
      const { state, sinceSnapshot } = foldLog(this.#log)
      this.#state = state
      this.#sinceSnapshot = sinceSnapshot
      this.#stale = false
    } catch (error) {
      this.#stale = true
      this.#report('the log could not be read', error)
    }
    return !this.#stale
  }

  #refuseAll(waiting: readonly Waiting[]): void {
    for (const { settle } of waiting) settle({ ok: false, refusal: { code: 'log-unavailable' } })
  }

  #arm(atLeastMs = this.#stuck ? retryMs : 1): void {
    this.#cancelWake()
    if (this.#stopping) return
    const wake = this.#stale ? retryMs : nextWake(this.#state, this.#clock.now())
    if (wake === null) return
    this.#cancelWake = this.#clock.setTimer(Math.min(Math.max(wake, atLeastMs), longestSleepMs), () => this.#schedule())
  }
}
