import { BoardView } from '@cherha/shared/protocol'
import type { Office } from './office.ts'

/** What the hub shows to everybody. */
export async function boardOf(office: Office): Promise<BoardView> {
  return BoardView.parse((await office.request('GET', '/api/board')).body)
}

/** Looks at an office's board all the time: what it shows must be what the test has done, whatever else happens. */
export class BoardWatch {
  readonly #office: Office
  /** What each window shows, by the test's own books: while a command is under way, before and after are both right. */
  readonly #shown = new Map<string, readonly (string | null)[]>()
  readonly #faults: string[] = []
  #looks = 0
  #running = true
  readonly #ended: Promise<void>

  constructor(office: Office) {
    this.#office = office
    this.#ended = this.#look()
  }

  /** Does something after which the window shows `ticket`; null: nothing. */
  async change<T>(window: string, ticket: string | null, act: () => Promise<T>): Promise<T> {
    const before = this.#shown.get(window)?.at(-1) ?? null
    this.#shown.set(window, [before, ticket])
    const done = await act()
    this.#shown.set(window, [ticket])
    return done
  }

  /** Ends it. @returns how often it looked, and what was wrong */
  async end(): Promise<{ looks: number; faults: readonly string[] }> {
    this.#running = false
    await this.#ended
    return { looks: this.#looks, faults: this.#faults }
  }

  async #look(): Promise<void> {
    while (this.#running) {
      // an answer may be of any moment since it was asked for
      const before = new Map(this.#shown)
      try {
        const { now, called, serving } = await boardOf(this.#office)
        this.#looks += 1
        for (const window of this.#shown.keys()) {
          const shows = [...called, ...serving].filter((one) => one.window === window).map(({ ticket }) => ticket)
          const allowed = [...(before.get(window) ?? [null]), ...(this.#shown.get(window) ?? [null])]
          if (shows.length > 1 || !allowed.includes(shows[0] ?? null)) {
            this.#faults.push(`${now} window ${window} shows ${shows.join(', ')}, not ${allowed.join(' or ')}`)
          }
        }
      } catch (error) {
        this.#faults.push(String(error))
      }
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}
