import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { SmsClaim, SmsQueue } from './sms-queue.ts'
import type { Settlement, SmsStore } from './sms-store.ts'

export interface SettlingParts {
  readonly store: Pick<SmsStore, 'settle'>
  readonly queue: Pick<SmsQueue, 'done'>
  readonly now: () => number
  readonly logger: Pick<Logger, 'error'>
  /** Whether the server stops: then a database that is away is waited for no longer. */
  readonly isOver: () => boolean
}

interface Pending {
  readonly claim: SmsClaim
  readonly settled: Settlement
  readonly written: (isWritten: boolean) => void
}

/** Between two tries, ms. */
const againMs = 300

/** Writes down what became of messages; those that are settled at the same time share one transaction. */
export class Settling {
  readonly #parts: SettlingParts
  #pending: Pending[] = []
  #running: Promise<void> | null = null

  constructor(parts: SettlingParts) {
    this.#parts = parts
  }

  /** Resolves when it is durable, however long the database takes; false: the server stopped before that. */
  add(claim: SmsClaim, settled: Settlement): Promise<boolean> {
    return new Promise((written) => {
      this.#pending.push({ claim, settled, written })
      this.#running ??= this.#run().finally(() => {
        this.#running = null
      })
    })
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    await this.#running
  }

  async #run(): Promise<void> {
    const { store, queue, now, logger, isOver } = this.#parts
    while (this.#pending.length > 0) {
      const batch = this.#pending.splice(0)
      const isWritten = await this.#write(() =>
        store.settle(
          batch.map(({ settled }) => settled),
          now(),
        ),
      )
      for (const { written } of batch) written(isWritten)
      if (!isWritten || isOver()) continue
      // a job that stays in the queue finds its message settled
      await queue
        .done(batch.map(({ claim }) => claim))
        .catch((err: unknown) => logger.error({ err }, 'Jobs of messages could not be ended'))
    }
  }

  async #write(work: () => Promise<void>): Promise<boolean> {
    for (;;) {
      try {
        await work()
        return true
      } catch (err) {
        this.#parts.logger.error({ err }, 'What became of messages could not be written down')
        if (this.#parts.isOver()) return false
        await sleep(againMs)
      }
    }
  }
}
