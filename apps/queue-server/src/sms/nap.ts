/** A pause that is cut short by news. */
export class Nap {
  #isWoken = false
  #end: () => void = () => {}

  /** News from now on is news: whoever naps next is woken by it at once. */
  ready(): void {
    this.#isWoken = false
  }

  wake(): void {
    this.#isWoken = true
    this.#end()
  }

  async take(ms: number): Promise<void> {
    if (this.#isWoken) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#end = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#end = () => {}
  }
}
