import type { Random } from '../random.ts'
import type { EventLoop } from './loop.ts'

/** What can happen to a message, as probabilities. */
export interface LinkFaults {
  readonly drop: number
  readonly duplicate: number
  /** A message that takes seconds and is overtaken by later ones. */
  readonly slow: number
}

export const perfectLink: LinkFaults = { drop: 0, duplicate: 0, slow: 0 }

const slowestMs = 6_000

/** One cable between two nodes. What goes in may come out late, twice, in another order, or never. */
export class Link {
  readonly name: string
  readonly #loop: EventLoop
  readonly #random: Random
  readonly #faults: LinkFaults
  readonly #cutListeners: (() => void)[] = []
  #cuts = 0

  constructor(name: string, loop: EventLoop, random: Random, faults: LinkFaults) {
    this.name = name
    this.#loop = loop
    this.#random = random
    this.#faults = faults
  }

  get up(): boolean {
    return this.#cuts === 0
  }

  /** Nothing gets through for so long. Cuts may overlap. */
  cut(ms: number): void {
    this.#cuts += 1
    for (const listener of this.#cutListeners) listener()
    this.#loop.after(ms, () => {
      this.#cuts -= 1
    })
  }

  onCut(listener: () => void): void {
    this.#cutListeners.push(listener)
  }

  /**
   * Carries a message; `deliver` runs at the other end once per copy that arrives.
   * @param quiet whoever waits for it says so by `goOn` (see `EventLoop.after`)
   */
  carry(deliver: () => void, quiet = false): void {
    if (!this.up) return
    if (!this.#random.chance(this.#faults.drop)) this.#send(deliver, quiet)
    if (this.#random.chance(this.#faults.duplicate)) this.#send(deliver, quiet)
  }

  #send(deliver: () => void, quiet: boolean): void {
    const slow = this.#random.chance(this.#faults.slow)
    const ms = slow ? this.#random.int(100, slowestMs) : this.#random.int(1, 12)
    const arrive = (): void => {
      if (this.up) deliver()
    }
    this.#loop.after(ms, arrive, quiet)
  }
}
