/** Runs one after another what may not run at the same time; a failure ends only the turn that failed. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve()

  /** Runs `work` when everything asked for before has ended. */
  take<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work, work)
    this.#last = turn.catch(() => {})
    return turn
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    let last: Promise<unknown>
    do {
      last = this.#last
      await last
    } while (last !== this.#last)
  }
}
