import type { IssuedTicket } from '../gateway/command-intake.ts'

/** A ticket that did not come out, or perhaps did, and is printed by itself when the printer is well again. */
export interface WaitingJob {
  readonly issued: IssuedTicket
  /** Boot clock, ms, of the first attempt. */
  readonly since: number
  /** It may be out already: this was its last time. */
  readonly again: boolean
}

/**
 * How long a ticket is printed by itself after a fault: about as long as its visitor stands before the number on the
 * screen. Later a paper with somebody's name would come out with nobody there to take it.
 */
export const waitMs = 60_000

/** Tickets that wait for the printer. */
export class WaitingJobs {
  readonly #jobs = new Map<string, WaitingJob>()

  get size(): number {
    return this.#jobs.size
  }

  add(job: WaitingJob): void {
    this.#jobs.set(keyOf(job.issued), job)
  }

  /** Somebody asked for this ticket, or it is being printed: it does not wait any more. */
  drop(issued: IssuedTicket): void {
    this.#jobs.delete(keyOf(issued))
  }

  /** Forgets those that have waited too long. @param mono boot clock, ms */
  expire(mono: number): void {
    for (const [key, { since }] of this.#jobs) if (mono - since > waitMs) this.#jobs.delete(key)
  }

  /** All of them, oldest first; none waits afterwards. */
  takeAll(): WaitingJob[] {
    const jobs = [...this.#jobs.values()]
    this.#jobs.clear()
    return jobs
  }
}

function keyOf({ date, number }: IssuedTicket): string {
  return `${date} ${number}`
}
