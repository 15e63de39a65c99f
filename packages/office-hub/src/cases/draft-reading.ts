import type { FileVault } from '@cherha/case-vault'
import type { CaseView, OfficeConfig } from '@cherha/shared/protocol'
import { type Actor, caseView, type PaperKey } from '@cherha/shared/workflow'
import type { HubClock } from '../clock/hub-clock.ts'
import { Failure } from '../gateway/failure.ts'
import { dateAt } from '../plan/day-clock.ts'
import type { CaseStore } from './case-store.ts'
import type { Draft, Drafts } from './drafts.ts'
import { wordsOf } from './refusals.ts'
import { actorAt, contextOf, maySee, nameAt } from './who.ts'

/** The same person at the same case within this time is one look. */
const lookMs = 60_000

export interface DraftReadingParts {
  readonly drafts: Drafts
  readonly vault: FileVault
  readonly store: Pick<CaseStore, 'journal' | 'looks'>
  readonly clock: Pick<HubClock, 'now'>
  readonly config: () => OfficeConfig
}

/** Looks at drafts of this hub. Every look is written down: who, when, which case; nothing of what is in it. */
export class DraftReading {
  readonly #parts: DraftReadingParts
  readonly #looked = new Map<string, number>()

  constructor(parts: DraftReadingParts) {
    this.#parts = parts
  }

  today(): string {
    return dateAt(this.#parts.clock.now().at, this.#parts.config().timeZone)
  }

  actor(login: string): Actor | null {
    return actorAt(this.#parts.config(), login)
  }

  /** The draft as this person sees it; null: there is no such draft here, or not for these eyes. */
  view(login: string, id: string): CaseView | null {
    const seen = this.#look(login, id, 'case')
    if (seen === null) return null
    const { draft, actor } = seen
    const config = this.#parts.config()
    const view = caseView(draft.card, draft.folder, {
      actor,
      context: contextOf(config, draft.card.id),
      today: this.today(),
      names: (login) => nameAt(config, login),
      draft: true,
    })
    return draft.state === 'open' ? view : waiting(view, draft)
  }

  /** Who has looked at what, for an auditor. */
  looks(after: number, limit: number): ReturnType<CaseStore['looks']> {
    return this.#parts.store.looks(after, limit)
  }

  async file(
    login: string,
    id: string,
    hash: string,
  ): Promise<{ readonly type: string; readonly name: string; readonly bytes: Uint8Array } | null> {
    const file = this.#parts.drafts.get(id)?.folder.dossier.files.find((one) => one.hash === hash)
    if (file === undefined || this.#look(login, id, `file ${hash}`) === null) return null
    const bytes = await this.#parts.vault.get(id, this.#parts.drafts.keyOf(id), hash)
    return bytes === null ? null : { type: file.type, name: file.name, bytes }
  }

  /** A paper as it would be made now, without the network. */
  async paper(login: string, id: string, paper: PaperKey, stage: string): Promise<Uint8Array | null> {
    const seen = this.#look(login, id, `paper ${paper}`)
    if (seen === null) return null
    // loaded with the first paper: a hub starts without its fonts
    const { makePaper, PaperNotPossible, paperModel } = await import('@cherha/case-papers')
    const { card, folder } = seen.draft
    const config = this.#parts.config()
    const { mapping } = contextOf(config, card.id)
    const isEntity = config.kind === 'authorised-entity'
    const model = () =>
      paperModel(card, folder, paper, {
        office: config,
        entity: isEntity ? config : null,
        stage,
        today: this.today(),
        author: nameAt(config, seen.actor.id),
        names: (id) => nameAt(config, id),
        ...(mapping === undefined ? {} : { mapping }),
      })
    try {
      return await makePaper(model())
    } catch (error) {
      if (error instanceof PaperNotPossible) throw new Failure('not-found', error.message)
      throw error
    }
  }

  #look(login: string, id: string, what: string): { readonly draft: Draft; readonly actor: Actor } | null {
    const { drafts, store, clock, config } = this.#parts
    const draft = drafts.get(id)
    const actor = this.actor(login)
    if (draft === null || actor === null) return null
    if (!maySee(draft.card, draft.folder.state, actor, contextOf(config(), draft.card.id))) return null
    const { at } = clock.now()
    const name = `${login} ${id} ${what}`
    const last = this.#looked.get(name)
    if (last === undefined || at - last >= lookMs || at < last) {
      store.journal(at, login, id, what)
      this.#looked.set(name, at)
      const oldest = this.#looked.keys().next()
      if (this.#looked.size > 1_000 && !oldest.done) this.#looked.delete(oldest.value)
    }
    return { draft, actor }
  }
}

const nothing: CaseView['may'] = {
  reassign: false,
  complain: false,
  decideComplaint: false,
  abandon: false,
  note: false,
  addFile: false,
  writeApplicant: false,
}

/** A draft nothing is added to any more: the server may be taking it, or has refused it. */
function waiting(view: CaseView, { state, reason }: Draft): CaseView {
  const text = reason?.message ?? wordsOf('handing-over')
  const level = state === 'refused' ? 'overdue' : 'warning'
  const detail = wordsOf(state === 'refused' ? 'refused-draft' : 'handing-over-detail')
  return {
    ...view,
    offers: [],
    appeal: null,
    alerts: [{ level, text, detail }, ...view.alerts],
    may: { ...nothing, abandon: state === 'refused' },
  }
}
