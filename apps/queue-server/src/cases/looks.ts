import type { JournalStore } from '../http/parts.ts'
import type { ServerClock } from '../offices/ports.ts'
import type { CaseStaff } from './cases.ts'

/** Writes down who looked at which case: office, login, number, nothing of the case itself. */
export class Looks {
  readonly #journal: Pick<JournalStore, 'append'>
  readonly #clock: ServerClock

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
  }
}
