/** The values asked for last, at most so many. */
export class Recent<Value> {
  readonly #values = new Map<string, Value>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  get(id: string): Value | undefined {
    const value = this.#values.get(id)
    if (value !== undefined) this.put(id, value)
    return value
  }

  put(id: string, value: Value): void {
    this.#values.delete(id)
    this.#values.set(id, value)
    if (this.#values.size <= this.#most) return
    const oldest = this.#values.keys().next()
    if (oldest.done !== true) this.#values.delete(oldest.value)
  }

  drop(id: string): void {
    this.#values.delete(id)
  }
}
