import type { PrintJob } from '@cherha/shared/protocol'

/** Jobs that are still told of. */
const kept = 20

/** What has become of the newest tickets' papers. In memory; after a start from the log (`jobs-in-log.ts`). */
export class PrintJobs {
  readonly #jobs = new Map<string, PrintJob>()

  /** Oldest first. A ticket that is printed again is the newest. */
  all(): PrintJob[] {
    return [...this.#jobs.values()]
  }

  set({ number, date }: { readonly number: string; readonly date: string }, status: PrintJob['status']): void {
    const key = `${date} ${number}`
    if (status === 'queued') this.#jobs.delete(key)
    this.#jobs.set(key, { ticket: number, date, status })
    const [oldest] = this.#jobs.keys()
    if (this.#jobs.size > kept && oldest !== undefined) this.#jobs.delete(oldest)
  }
}
