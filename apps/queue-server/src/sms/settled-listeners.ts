import type { Logger } from 'pino'
import type { SmsOutbox } from './port.ts'

export type SettledListener = Parameters<SmsOutbox['onSettled']>[0]

/** Whoever wants to know what became of messages; one that fails is no trouble for the others. */
export class SettledListeners {
  readonly #logger: Pick<Logger, 'error'>
  readonly #listeners = new Set<SettledListener>()

  constructor(logger: Pick<Logger, 'error'>) {
    this.#logger = logger
  }

  /** @returns what ends it */
  add(listener: SettledListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  tell(settled: Parameters<SettledListener>[0]): void {
    for (const listener of this.#listeners) {
      try {
        listener(settled)
      } catch (err) {
        this.#logger.error({ err }, 'A listener of messages failed')
      }
    }
  }
}
