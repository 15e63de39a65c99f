import { createRandom, type Random } from '../random.ts'
import type { Computer } from './computer.ts'
import { EventLoop } from './loop.ts'
import type { Link } from './link.ts'

const stepLimit = 200_000

/** A rule that does not hold, and where. */
export interface Broken {
  readonly rule: string
  readonly sentence: string
  /** Step of the event loop. */
  readonly step: number
  /** Newest event of the log, 0 before the first. */
  readonly seq: number
}

export interface WorldOptions {
  readonly seed: string
  /** ms since 1970. */
  readonly startsAt: number
  /** Called with a line of the run's history. Left out: no history is kept. */
  readonly tell?: (line: string) => void
}

/** What all nodes and people of a run share: time, chance, and the list of what has gone wrong. */
export class World {
  readonly loop: EventLoop
  readonly random: Random
  readonly startsAt: number
  readonly computers: Computer[] = []
  readonly links: Link[] = []
  readonly #tell: ((line: string) => void) | undefined
  #broken: Broken | null = null
  /** The newest event of the log, for what is told about a violation. */
  seq = 0

  constructor({ seed, startsAt, tell }: WorldOptions) {
    this.loop = new EventLoop(stepLimit)
    this.random = createRandom(seed)
    this.startsAt = startsAt
    this.#tell = tell
  }

  /** The first rule that was broken; the run ends there. */
  get broken(): Broken | null {
    return this.#broken
  }

  fail(rule: string, sentence: string, seq = this.seq): void {
    if (this.#broken !== null) return
    this.#broken = { rule, sentence, step: this.loop.steps, seq }
    this.note(() => `BROKEN ${rule}: ${sentence}`)
    this.loop.stop()
  }

  /** A line of history; made only when somebody reads it. */
  note(line: () => string): void {
    if (this.#tell === undefined) return
    this.#tell(`${timeOfDay(this.startsAt + this.loop.now)} ${line()}`)
  }

  /** Lets somebody live. An error is a bug of the simulator or of what it drives, and ends the run. */
  spawn(name: string, live: () => Promise<void>): void {
    live().catch((error: unknown) => {
      this.fail(
        'no-error',
        `${name} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
      )
    })
  }
}

/** UTC, to the millisecond. @param at ms since 1970 */
function timeOfDay(at: number): string {
  const part = (unitMs: number, count: number, digits = 2): string =>
    String(Math.floor(at / unitMs) % count).padStart(digits, '0')
  return `${part(3_600_000, 24)}:${part(60_000, 60)}:${part(1_000, 60)}.${part(1, 1_000, 3)}`
}
