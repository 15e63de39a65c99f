import type { Json } from '@cherha/event-log'
import type { CaseRefusal, FolderCommand, FolderEvent, RoleKey } from '@cherha/shared/workflow'
import { type Card, evolveFolder, jobsFor } from '@cherha/shared/workflow'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { dateAt } from '../offices/day-clock.ts'
import { CaseNotFound } from './cases.ts'
import { indexCase } from './index/index-case.ts'
import type { CaseUnits } from './people.ts'
import type { CasePorts } from './ports.ts'
import type { OfficeRules, Rules } from './rules.ts'
import type { CardShelf } from './store/card-shelf.ts'
import type { CaseStore, NewCaseRecord, StoredCase } from './store/case-store.ts'

/** A case with everything it is decided by, at one moment. */
export interface CaseAt {
  readonly stored: StoredCase
  readonly card: Card
  /** Configuration of the case's office. */
  readonly config: OfficeConfig
  readonly rules: OfficeRules
  /**
   * Date of the case's office, and server time. Never a day before the one the case has come to: the clock of the hub it
   * came from may be over midnight already, and what a register answers meanwhile must not be lost.
   */
  readonly today: string
  readonly at: number
}

/** The id of a command and what it is told from a repetition by. */
export interface CommandName {
  readonly id: string
  readonly hash: string
}

export type Decided =
  /** `result`: what is answered, now and when the command comes again; it may know the new version. */
  | {
      readonly ok: true
      readonly commands: readonly FolderCommand[]
      readonly events: readonly FolderEvent[]
      readonly result: (version: number) => Json
    }
  | { readonly ok: false; readonly refusal: Refused }

/** A refusal of the rules, or of whoever stands before them. */
export type Refused = CaseRefusal | { readonly code: string; readonly message: { uk: string; en: string } }

export type Done =
  | { readonly ok: true; readonly result: Json }
  | { readonly ok: false; readonly refusal: Refused; readonly now: CaseAt }

export const commandIdReused = {
  code: 'command-id-reused',
  message: {
    uk: 'Під цим ідентифікатором уже виконано іншу дію. Повторіть дію ще раз.',
    en: 'Another action was carried out under this id. Do it again.',
  },
} as const

/** More changes of one case at the same time than this are no people at work. */
const mostTries = 20

/** The same case changes all the time: nothing was done, and it may be tried again. */
export class CaseBusyError extends Error {
  override readonly name = 'CaseBusyError'
}

/**
 * Carries commands out: decides on the case as it is, puts what follows in place, and begins anew when somebody else was
 * faster. A command that was accepted before gets its old answer.
 */
export class CaseWork {
  readonly #store: CaseStore
  readonly #cards: CardShelf
  readonly #rules: Rules
  readonly #ports: Pick<CasePorts, 'clock' | 'office'>

  constructor(store: CaseStore, cards: CardShelf, rules: Rules, ports: Pick<CasePorts, 'clock' | 'office'>) {
    this.#store = store
    this.#cards = cards
    this.#rules = rules
    this.#ports = ports
  }

  /** The case as this process saw it last. @throws CaseNotFound */
  async recent(id: string): Promise<CaseAt> {
    return this.at(await this.#store.recent(id))
  }

  /** The case as it is now. @throws CaseNotFound */
  async open(id: string): Promise<CaseAt> {
    return this.at(await this.#store.load(id))
  }

  /** @throws CaseNotFound */
  async at(stored: StoredCase | null): Promise<CaseAt> {
    if (stored === null) throw new CaseNotFound()
    const { card, office, entity, on } = stored.folder.state
    const around = await this.surroundings(office, entity, card)
    return { stored, ...around, today: around.today < on ? on : around.today }
  }

  /** @throws CaseNotFound when the server has no such office or card (any more) */
  async surroundings(
    office: string,
    entity: string | null,
    { id, version }: { readonly id: string; readonly version: number },
  ): Promise<Omit<CaseAt, 'stored'>> {
    const config = this.#ports.office(office)
    const card = await this.#cards.get(id, version)
    if (config === null || card === null) throw new CaseNotFound()
    const rules = await this.#rules.of(config, entity === null ? null : this.#ports.office(entity), card.id)
    const at = this.#ports.clock.now()
    return { card, config, rules, at, today: dateAt(at, config.timeZone) }
  }

  /**
   * @param command null: of the server itself; then nothing is kept when nothing happens, but the index is made anew
   *   when calendar or mapping have changed
   * @param decide may be asked again, on a newer state
   * @param ask whether to look for the command first: where deciding has effects of its own
   * @throws CaseNotFound, CaseBusyError
   */
  async change(
    id: string,
    command: CommandName | null,
    decide: (now: CaseAt) => Promise<Decided> | Decided,
    ask: 'first' | 'when-refused' = 'when-refused',
  ): Promise<Done> {
    if (ask === 'first' && command !== null) {
      const known = await this.#answered(id, command)
      if (known !== null) return known === 'reused' ? this.#reused(id) : known
    }
    let stored = await (command === null ? this.#store.load(id) : this.#store.recent(id))
    for (let tries = 0; tries < mostTries; tries++) {
      const now = await this.at(stored)
      const decided = await decide(now)
      if (decided.ok) {
        const done = await this.#put(now, command, decided)
        if (done === 'known' && command !== null) {
          const known = await this.#answered(id, command)
          if (known !== null) return known === 'reused' ? this.#reused(id) : known
        } else if (typeof done === 'object') return done
      } else {
        const known = command === null ? null : await this.#answered(id, command)
        if (known === 'reused') return this.#reused(id)
        if (known !== null) return known
        const newest = await this.#store.load(id)
        // what this process remembered may have been old
        if (newest?.head.hash === now.stored.head.hash) return { ok: false, refusal: decided.refusal, now }
      }
      stored = await this.#store.load(id)
    }
    throw new CaseBusyError(`case ${id} changes all the time`)
  }

  async #put(
    now: CaseAt,
    command: CommandName | null,
    decided: Decided & { ok: true },
  ): Promise<Done | 'stale' | 'known'> {
    const { stored, card, rules, at } = now
    const { commands, events } = decided
    if (command === null && events.length === 0 && rules.stamp === stored.rules) {
      return { ok: true, result: decided.result(stored.folder.state.version) }
    }
    const folder = folderAfter(stored.folder, events)
    const result = decided.result(folder.state.version)
    const content = { commands, events }
    const records: NewCaseRecord[] =
      command !== null
        ? [{ at, command: { ...command, result }, content }]
        : events.length === 0
          ? []
          : [{ at, command: null, content }]
    const put = await this.#store.change(stored, {
      folder,
      index: indexCase(card, folder.state, rules.context),
      rules: rules.stamp,
      at,
      records,
      jobs: jobsFor(card, stored.folder, events),
    })
    return put.is === 'put' ? { ok: true, result } : put.is
  }

  async #answered(id: string, command: CommandName): Promise<(Done & { ok: true }) | 'reused' | null> {
    const known = await this.#store.findCommand(id, command)
    if (known === null) return null
    return known.isSame ? { ok: true, result: known.result } : 'reused'
  }

  async #reused(id: string): Promise<Done> {
    return { ok: false, refusal: commandIdReused, now: await this.open(id) }
  }
}

/** The folder after events; of a case that has begun it is one that has begun. */
export function folderAfter(folder: StoredCase['folder'], events: readonly FolderEvent[]): StoredCase['folder'] {
  const { state, ...rest } = events.reduce(evolveFolder, folder as Parameters<typeof evolveFolder>[0])
  if (state.status === 'none') throw new Error('a case that had begun has not')
  return { ...rest, state }
}

/** The units that work on the card at its office, and those of an authorised entity; the central body's are neither. */
export function unitsOf({ card, rules }: Pick<CaseAt, 'card' | 'rules'>): CaseUnits {
  const central = card.roles.central?.unit
  const office = new Set<string>()
  const entity = new Set<string>()
  for (const role of Object.keys(card.roles) as RoleKey[]) {
    const unit = (rules.context.mapping?.roles[role] ?? card.roles[role])?.unit
    if (unit === undefined || unit === central) continue
    if (role === 'authorised-entity') entity.add(unit)
    else office.add(unit)
  }
  return { office, entity }
}
