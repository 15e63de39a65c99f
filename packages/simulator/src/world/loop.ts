/** How often the loop lets waiting promises go on between two events: more than the longest chain of the hub. */
const microtaskRounds = 8
const settled = Promise.resolve()

export type Cancel = () => void

interface Entry {
  readonly time: number
  readonly order: number
  run: (() => void) | null
  /** Nobody waits for a promise of it. */
  readonly quiet: boolean
}

/**
 * The virtual time of a run. Everything that happens is an event of this loop; events of one moment happen in the order
 * they were made, and promises go on between two events. Nothing waits really.
 */
export class EventLoop {
  /** Milliseconds since the run began. */
  now = 0
  steps = 0
  readonly #heap: Entry[] = []
  readonly #stepLimit: number
  readonly #rounds: number
  #order = 0
  #stopped = false
  #awaited = false
  #interruption: { rounds: number; readonly run: () => void } | null = null

  /**
   * @param stepLimit more steps are a run that goes nowhere, and end it with an error
   * @param rounds how often waiting promises go on between two events
   */
  constructor(stepLimit: number, rounds = microtaskRounds) {
    this.#stepLimit = stepLimit
    this.#rounds = rounds
  }

  /** @param quiet nobody waits for a promise of it, and none has to go on before the next event */
  after(ms: number, run: () => void, quiet = false): Cancel {
    const entry: Entry = { time: this.now + Math.max(0, Math.ceil(ms)), order: this.#order, run, quiet }
    this.#order += 1
    push(this.#heap, entry)
    return () => {
      entry.run = null
    }
  }

  sleep(ms: number): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve))
  }

  /** Runs `run` between two steps of promises, that many of them from now on: the moment of an await. */
  interruptAfter(rounds: number, run: () => void): void {
    this.#interruption = { rounds, run }
  }

  /** Somebody waits for what a quiet event has done: promises go on after it all the same. */
  goOn(): void {
    this.#awaited = true
  }

  stop(): void {
    this.#stopped = true
  }

  get stopped(): boolean {
    return this.#stopped
  }

  /** Lets virtual time pass to `until`, or until `stop`. */
  async run(until: number): Promise<void> {
    for (;;) {
      const next = this.#heap[0]
      if (this.#stopped || next === undefined || next.time > until) break
      pop(this.#heap)
      if (next.run === null) continue
      this.now = next.time
      this.steps += 1
      if (this.steps > this.#stepLimit) throw new Error(`the run has not ended after ${this.#stepLimit} steps`)
      next.run()
      if (next.quiet && !this.#awaited && this.#interruption === null) continue
      this.#awaited = false
      await this.#letPromisesGoOn()
    }
    if (!this.#stopped) this.now = until
  }

  async #letPromisesGoOn(): Promise<void> {
    for (let round = 0; round < this.#rounds; round += 1) {
      await settled
      if (this.#interruption === null) continue
      this.#interruption.rounds -= 1
      if (this.#interruption.rounds > 0) continue
      const { run } = this.#interruption
      this.#interruption = null
      run()
    }
  }
}

function isBefore(a: Entry, b: Entry): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order)
}

function push(heap: Entry[], entry: Entry): void {
  let at = heap.length
  while (at > 0) {
    const parent = (at - 1) >> 1
    const above = heap[parent]
    if (above === undefined || isBefore(above, entry)) break
    heap[at] = above
    at = parent
  }
  heap[at] = entry
}

function pop(heap: Entry[]): void {
  const last = heap.pop()
  if (last === undefined || heap.length === 0) return
  let at = 0
  for (;;) {
    let child = 2 * at + 1
    let below = heap[child]
    if (below === undefined) break
    const right = heap[child + 1]
    if (right !== undefined && isBefore(right, below)) {
      child += 1
      below = right
    }
    if (isBefore(last, below)) break
    heap[at] = below
    at = child
  }
  heap[at] = last
}
