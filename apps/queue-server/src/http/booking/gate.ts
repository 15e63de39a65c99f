import type { ServerClock } from '../../offices/ports.ts'
import { AskLimits, networkOf } from '../cases/ask-limits.ts'
import type { BookingHttp } from './parts.ts'
import type { Puzzle } from './puzzle.ts'
import { bookingFailure } from './refused.ts'

const hourMs = 3_600_000

/** Who may ask for a place, a code, or try one: by network (B18), by count (B19), and under load by a puzzle (B20). */
export class BookingGate {
  readonly #networks: BookingHttp['networks']
  readonly #puzzle: Puzzle
  readonly #clock: Pick<ServerClock, 'now'>
  /** Requests that make something: holds and codes. */
  readonly #asked: AskLimits
  /** Requests that try something: codes, tickets. */
  readonly #tried: AskLimits
  /** Puzzles, each of which costs some time here as well. */
  readonly #puzzles: AskLimits

  constructor({ networks, settings }: BookingHttp, puzzle: Puzzle, clock: Pick<ServerClock, 'now'>) {
    this.#networks = networks
    this.#puzzle = puzzle
    this.#clock = clock
    const { requestsPerAddressHour: most } = settings.limits
    const limits = [{ most, ms: hourMs }]
    this.#asked = new AskLimits(limits)
    this.#tried = new AskLimits(limits)
    // one for each request, and one for each that was too slow
    this.#puzzles = new AskLimits([{ most: most * 2, ms: hourMs }])
  }

  /** Whether an address may book; `off`: nobody has said which may. */
  addresses(client: string): 'off' | 'allowed' | 'refused' {
    if (this.#networks === null) return 'off'
    return this.#networks.allows(client) ? 'allowed' : 'refused'
  }

  /** Throws 403 to an address that is of no provider in the list. */
  checkNetwork(client: string): void {
    if (this.addresses(client) === 'refused') throw bookingFailure({ code: 'address-refused' })
  }

  get isPuzzleOn(): boolean {
    return this.#puzzle.isOn
  }

  /**
   * Before a hold or a code. Throws 429 or 428.
   * @param id of the command: a repetition of it may show the same solution
   */
  async checkAsking(client: string, id: string, solution: string | undefined): Promise<void> {
    this.#take(this.#asked, client)
    await this.checkPuzzled(id, solution)
  }

  /** Before one more message of a hold. Throws 428. @param id of the command; another one each time, where it has none */
  async checkPuzzled(id: string, solution: string | undefined): Promise<void> {
    await this.#puzzle.check(id, solution)
  }

  /** Before a code is tried. */
  checkTrying(client: string): void {
    this.#take(this.#tried, client)
  }

  /** Before a puzzle is made. */
  checkPuzzle(client: string): void {
    this.#take(this.#puzzles, client)
  }

  #take(limits: AskLimits, client: string): void {
    const wait = limits.take(networkOf(client), this.#clock.now())
    if (wait > 0) throw bookingFailure({ code: 'too-many', retrySeconds: wait / 1000 })
  }
}
