import type { OutsideFailure } from './failure.ts'
import type { OutsideOptions } from './outside.ts'
import type { Claim, QueueCounts } from './queues.ts'
import type { LoopListener } from './system-loop.ts'
import type { SystemKey } from './systems.ts'

/** How it stands with one outside system. */
export interface SystemState {
  readonly system: SystemKey
  /** `waiting`: the last request failed. */
  readonly state: 'ok' | 'waiting' | 'not-configured'
  /** Of the waiting, ms since 1970. */
  readonly since: number | null
  readonly lastError: string | null
  /** Jobs that are not done. */
  readonly queue: number
  /** Of them, tried in vain at least once. */
  readonly retrying: number
  /** Since the start: requests that failed, requests the system did not take, answers that were not believed. */
  readonly failures: number
  readonly rejected: number
  readonly lies: number
}

interface Counts {
  failures: number
  rejected: number
  lies: number
}

/** The same error is told again after so long. */
const quietMs = 30_000

/** Writes down what happens to the outside systems: counts, the log, the journal. */
export class SystemBook implements LoopListener {
  readonly #options: Pick<OutsideOptions, 'clock' | 'logger' | 'journal'>
  readonly #counts = new Map<SystemKey, Counts>()
  #broken = { what: '', at: 0 }

  constructor(options: Pick<OutsideOptions, 'clock' | 'logger' | 'journal'>) {
    this.#options = options
  }

  failed(system: SystemKey, failure: OutsideFailure, claim: Claim | null, begins: boolean): void {
    const counts = this.#of(system)
    if (failure.kind === 'lie') counts.lies += 1
    else if (failure.kind === 'rejected') counts.rejected += 1
    else counts.failures += 1
    const job = claim?.task.job
    const about = { system, ...(job && { case: job.case, kind: job.kind }), why: failure.message }
    if (begins || failure.kind !== 'away') this.#options.logger.warn(about, 'An outside system failed')
    if (begins) this.#write('outside-waits', { system, why: failure.message })
    // Once for a job: what is refused again and again is counted, not told again.
    if (failure.kind !== 'away' && claim?.attempt === 0) this.#write(`outside-${failure.kind}`, about)
  }

  recovered(system: SystemKey): void {
    this.#options.logger.info({ system }, 'An outside system answers again')
    this.#write('outside-answers', { system })
  }

  broken(system: SystemKey, err: unknown): void {
    const { logger, clock } = this.#options
    // Every loop meets the same trouble of the database, again and again.
    const what = String(err)
    if (what === this.#broken.what && clock.now() - this.#broken.at < quietMs) return
    this.#broken = { what, at: clock.now() }
    logger.error({ err, system }, 'Work for an outside system is tried again')
  }

  state(
    system: SystemKey,
    seen: {
      readonly configured: boolean
      readonly trouble: { readonly since: number; readonly error: string } | null
      readonly counts: QueueCounts
    },
  ): SystemState {
    const { configured, trouble, counts } = seen
    return {
      system,
      state: !configured ? 'not-configured' : trouble === null ? 'ok' : 'waiting',
      since: trouble?.since ?? null,
      lastError: trouble?.error ?? null,
      queue: counts.length,
      retrying: counts.retrying,
      ...this.#of(system),
    }
  }

  #of(system: SystemKey): Counts {
    const counts = this.#counts.get(system) ?? { failures: 0, rejected: 0, lies: 0 }
    this.#counts.set(system, counts)
    return counts
  }

  #write(action: string, detail: Readonly<Record<string, unknown>>): void {
    const { journal, clock, logger } = this.#options
    journal
      ?.append({ at: clock.now(), who: 'server', office: null, action, detail })
      .catch((err: unknown) => logger.error({ err }, 'The journal could not be written'))
  }
}
