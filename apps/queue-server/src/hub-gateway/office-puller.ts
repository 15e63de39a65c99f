import { type BatchLimit, LinkLostError, LogHeadData } from '@cherha/shared/protocol'
import { z } from 'zod'
import { OfficeUnavailableError } from '../offices/answers.ts'
import type { OfficeNode } from '../offices/office-node.ts'
import type { CancelTimer, Report, ServerClock } from '../offices/ports.ts'

/** The records themselves are read by whoever takes them. */
const Batch = z.strictObject({ records: z.unknown(), head: LogHeadData })
/** Batches in a row that bring nothing although the hub says it has more. */
const fruitlessBatches = 3
const retryMs = 2_000
/** Answers in a row that cannot be used; then the connection is opened anew. */
const mostFailures = 5

export interface PullerHooks {
  readonly ask: (name: string, body: unknown) => Promise<unknown>
  readonly diverged: (seq: number, message: string) => void
  readonly failed: () => void
}

/**
 * Pulls the office's log after the server's own head until both are equal: one pull at a time, the next one only when
 * the last is stored, so a server that is slow asks for less. A cut loses at most the batch that is on its way.
 */
export class OfficePuller {
  readonly #node: OfficeNode
  readonly #batches: BatchLimit
  readonly #clock: ServerClock
  readonly #report: Report
  readonly #hooks: PullerHooks
  #wanted = false
  #running = false
  #stopped = false
  #failures = 0
  #cancelRetry: CancelTimer = () => {}

  /** @param batches how much of this office is asked for at a time, over all its connections */
  constructor(node: OfficeNode, batches: BatchLimit, clock: ServerClock, report: Report, hooks: PullerHooks) {
    this.#node = node
    this.#batches = batches
    this.#clock = clock
    this.#report = report
    this.#hooks = hooks
  }

  /** The hub has, or may have, more than the server. */
  pull(): void {
    this.#wanted = true
    if (this.#running || this.#stopped) return
    this.#running = true
    this.#cancelRetry()
    void this.#run()
  }

  stop(): void {
    this.#stopped = true
    this.#cancelRetry()
  }

  async #run(): Promise<void> {
    try {
      while (this.#wanted && !this.#stopped) {
        this.#wanted = false
        await this.#untilEqual()
      }
      this.#running = false
    } catch (error) {
      this.#running = false
      this.#failed(error)
    }
  }

  async #untilEqual(): Promise<void> {
    let fruitless = 0
    while (!this.#stopped) {
      const before = this.#node.copyHead.seq
      const asked = await this.#batches.ask(
        () => this.#clock.now(),
        (limit) => this.#hooks.ask('pull-office', { after: before, limit }),
      )
      const answer = Batch.parse(asked)
      if (this.#stopped) return
      this.#node.heard(answer.head)
      const taken = await this.#node.takeCopy(answer.records)
      if (taken.is === 'reject' && isNoHistory(taken.reason))
        throw new Error(`the batch cannot be read (${taken.reason})`)
      this.#failures = 0
      if (taken.is === 'reject') {
        return this.#hooks.diverged(taken.seq, `record ${taken.seq} of the hub's log does not fit (${taken.reason})`)
      }
      const { seq, hash } = this.#node.copyHead
      if (seq === answer.head.seq && hash !== answer.head.hash) {
        return this.#hooks.diverged(seq, `record ${seq} of the hub's log is not the one the server has`)
      }
      // a hub that is catching up has less than the server for a while; it rings when it has more
      if (seq >= answer.head.seq) return
      fruitless = seq > before ? 0 : fruitless + 1
      if (fruitless >= fruitlessBatches) throw new Error('the batches of the hub do not follow what the server has')
    }
  }

  #failed(error: unknown): void {
    if (this.#stopped || error instanceof LinkLostError) return this.#hooks.failed()
    this.#report('a batch of an office could not be taken', error)
    // a database that is away is not the hub's fault: it keeps its connection and the server asks again
    if (!(error instanceof OfficeUnavailableError)) this.#failures += 1
    if (this.#failures >= mostFailures) return this.#hooks.failed()
    this.#cancelRetry = this.#clock.setTimer(retryMs, () => this.pull())
  }
}

/** What cannot be read says nothing about the hub's history: another program, or a message that is none. */
function isNoHistory(reason: string): boolean {
  return reason === 'not-a-record' || reason === 'unreadable'
}
