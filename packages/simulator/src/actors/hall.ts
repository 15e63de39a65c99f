/** Who is in the waiting hall, and what they do when their number is called. */
export class Hall {
  readonly #reactions = new Map<string, () => number | null>()

  /** @param reaction milliseconds until the visitor stands at the window; null: nobody comes */
  enter(number: string, reaction: () => number | null): void {
    this.#reactions.set(number, reaction)
  }

  leave(number: string): void {
    this.#reactions.delete(number)
  }

  called(number: string): number | null {
    return this.#reactions.get(number)?.() ?? null
  }
}
