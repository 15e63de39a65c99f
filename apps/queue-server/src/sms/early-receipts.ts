const most = 1_000

/** Receipts that came before it was written down what they are for: a gateway can be faster than a database. */
export class EarlyReceipts {
  readonly #outcomes = new Map<string, string>()

  keep(reference: string, outcome: string): void {
    this.#outcomes.set(reference, outcome)
    if (this.#outcomes.size <= most) return
    const [oldest] = this.#outcomes.keys()
    if (oldest !== undefined) this.#outcomes.delete(oldest)
  }

  take(reference: string | null): string | null {
    if (reference === null) return null
    const outcome = this.#outcomes.get(reference) ?? null
    this.#outcomes.delete(reference)
    return outcome
  }
}
