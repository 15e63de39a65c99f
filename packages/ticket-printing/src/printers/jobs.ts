import { PrinterError } from '../printer.ts'

/** One job at a time, in order. A job that fails does not stop the next one. */
export class Jobs {
  #last: Promise<unknown> = Promise.resolve()
  #closed = false

  /** Runs the job when all earlier ones have ended; rejects with `closed` when the printer was closed before that. */
  run<T>(job: () => Promise<T>): Promise<T> {
    const result = this.#last.then(() => {
      if (this.#closed) throw new PrinterError('closed', 'The printer has been closed.')
      return job()
    })
    this.#last = result.catch(() => undefined)
    return result
  }

  /** Resolves when the running job has ended. */
  async close(): Promise<void> {
    this.#closed = true
    await this.#last
  }
}
