import type { JournalStore } from '../http/parts.ts'
import type { ServerClock } from '../offices/ports.ts'
import type { CaseStaff } from './cases.ts'

const hourMs = 60 * 60 * 1000

/** Writes down who looked at which case: office, login, number, nothing of the case itself. */
export class Looks {
  readonly #journal: Pick<JournalStore, 'append'>
  readonly #clock: ServerClock
  /** Who has seen which case in this hour. */
  #seen = { hour: 0, names: new Set<string>() }

  constructor(journal: Pick<JournalStore, 'append'>, clock: ServerClock) {
    this.#journal = journal
    this.#clock = clock
  }

  /** Resolves when it is on disk: before that nothing is shown. */
  async note(
    { office, login }: CaseStaff,
    id: string,
    what: 'case-seen' | 'case-file-read',
    hash?: string,
  ): Promise<void> {
    const detail = { case: id, ...(hash === undefined ? {} : { file: hash }) }
    await this.#journal.append({ at: this.#clock.now(), who: `${login}@${office}`, office, action: what, detail })
    if (what === 'case-seen') this.#seenNow().add(nameOf({ office, login }, id))
  }

  /** The screen has read the case again by itself: written down once per person, case and hour. */
  async refreshed(who: CaseStaff, id: string): Promise<void> {
    if (!this.#seenNow().has(nameOf(who, id))) await this.note(who, id, 'case-seen')
  }

  #seenNow(): Set<string> {
    const hour = Math.floor(this.#clock.now() / hourMs)
    if (hour !== this.#seen.hour) this.#seen = { hour, names: new Set() }
    return this.#seen.names
  }
}

function nameOf({ office, login }: CaseStaff, id: string): string {
  return `${login}@${office} ${id}`
}
