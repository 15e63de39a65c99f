import type { Report } from './ports.ts'

/** Tells its listeners that there is something new; one that fails is reported, and the others hear it all the same. */
export class Bell<T = void> {
  readonly #report: Report
  readonly #listeners = new Set<(news: T) => void>()

  constructor(report: Report) {
    this.#report = report
  }

  /** Returns what ends it. */
  listen(listener: (news: T) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  ring(news: T): void {
    for (const listener of this.#listeners) {
      try {
        listener(news)
      } catch (error) {
        this.#report('a listener of an office failed', error)
      }
    }
  }
}
