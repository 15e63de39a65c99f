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
  /** How often promises go on between two events. Left out: enough for a hub. */
  readonly rounds?: number
  /** Steps after which a run is taken for one that never ends. Left out: enough for one office. */
  readonly steps?: number
}

/** What all nodes and people of a run share: time, chance, and the list of what has gone wrong. */
export class World {
  readonly loop: EventLoop
  readonly random: Random
  readonly startsAt: number
  readonly computers: Computer[] = []
  readonly links: Link[] = []
  readonly #options: WorldOptions
  /** Shared by the worlds of all offices. */
  readonly #verdict: { broken: Broken | null }
  readonly #office: string
  /** The newest event of the log, for what is told about a violation. */
  seq = 0

  constructor(options: WorldOptions, part?: { readonly of: World; readonly office: string }) {
    const { seed, startsAt, rounds, steps = stepLimit } = options
    this.#options = options
    this.loop = part?.of.loop ?? new EventLoop(steps, rounds)
    this.random = part?.of.random.fork(`office ${part.office}`) ?? createRandom(seed)
    this.#verdict = part === undefined ? { broken: null } : part.of.#verdict
    this.#office = part === undefined ? '' : `${part.office} `
    this.startsAt = startsAt
  }

  /** The same world with streams of chance of their own for the people of one office. */
  forOffice(office: string): World {
    return new World(this.#options, { of: this, office })
  }

  /** The first rule that was broken; the run ends there. */
  get broken(): Broken | null {
    return this.#verdict.broken
  }

  fail(rule: string, sentence: string, seq = this.seq): void {
    if (this.#verdict.broken !== null) return
    this.#verdict.broken = { rule, sentence, step: this.loop.steps, seq }
    this.note(() => `BROKEN ${rule}: ${sentence}`)
    this.loop.stop()
  }

  /** A line of history; made only when somebody reads it. */
  note(line: () => string): void {
    this.#options.tell?.(`${timeOfDay(this.startsAt + this.loop.now)} ${this.#office}${line()}`)
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
