import type { FileVault } from '@cherha/case-vault'
import type { CaseView, OfficeConfig } from '@cherha/shared/protocol'
import { type Actor, caseView, type PaperKey } from '@cherha/shared/workflow'
import type { HubClock } from '../clock/hub-clock.ts'
import { dateAt } from '../plan/day-clock.ts'
import type { CaseStore } from './case-store.ts'
import type { DraftPapers } from './draft-papers.ts'
import type { Draft, Drafts } from './drafts.ts'
import { wordsOf } from './refusals.ts'
import { actorAt, contextOf, maySee, nameAt } from './who.ts'

/** The same person at the same case within this time is one look; and one that a screen repeats by itself. */
const lookMs = 60_000
const refreshMs = 60 * 60_000

export interface DraftReadingParts {
  readonly drafts: Drafts
  readonly vault: FileVault
  readonly papers: Pick<DraftPapers, 'show'>
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
  view(login: string, id: string, how: 'look' | 'refresh' = 'look'): CaseView | null {
    const seen = this.#look(login, id, 'case', how === 'refresh' ? refreshMs : lookMs)
    if (seen === null) return null
    const { draft, actor } = seen
    const config = this.#parts.config()
    const view = caseView(draft.card, draft.folder, {
      actor,
      context: contextOf(config, draft.card.id),
      today: this.today(),
      names: (login) => nameAt(config, login),
      windowLabel: (id) => config.windows.find((window) => window.id === id)?.label ?? id,
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
    const { drafts, vault } = this.#parts
    const dossier = drafts.get(id)?.folder.dossier
    const file = dossier?.files.find((one) => one.hash === hash)
    const paper = dossier?.papers.find((one) => one.hash === hash)
    if (file === undefined && paper === undefined) return null
    if (this.#look(login, id, `file ${hash}`) === null) return null
    const bytes = await vault.get(id, drafts.keyOf(id), hash)
    if (bytes === null) return null
    if (file !== undefined) return { type: file.type, name: file.name, bytes }
    return { type: 'application/pdf', name: `${paper?.paper ?? 'paper'}-${id}.pdf`, bytes }
  }

  /** The paper that is kept, else as it would be made now, without the network. */
  async paper(login: string, id: string, paper: PaperKey, stage: string): Promise<Uint8Array | null> {
    const seen = this.#look(login, id, `paper ${paper}`)
    if (seen === null) return null
    return this.#parts.papers.show(seen.draft, paper, stage, seen.actor.id, this.today())
  }

  #look(
    login: string,
    id: string,
    what: string,
    onceMs = lookMs,
  ): { readonly draft: Draft; readonly actor: Actor } | null {
    const { drafts, store, clock, config } = this.#parts
    const draft = drafts.get(id)
    const actor = this.actor(login)
    if (draft === null || actor === null) return null
    if (!maySee(draft.card, draft.folder.state, actor, contextOf(config(), draft.card.id))) return null
    const { at } = clock.now()
    const name = `${login} ${id} ${what}`
    const last = this.#looked.get(name)
    if (last === undefined || at - last >= onceMs || at < last) {
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
