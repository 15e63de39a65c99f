import type { PaperPress } from '@cherha/case-papers/press'
import type { FileVault } from '@cherha/case-vault'
import type { OfficeConfig } from '@cherha/shared/protocol'
import {
  type CasePaper,
  type FolderCommand,
  keptPaper,
  lastVisit,
  type Outcome,
  type PaperKey,
  papersMade,
} from '@cherha/shared/workflow'
import { Failure } from '../gateway/failure.ts'
import type { Draft, Drafts } from './drafts.ts'
import { contextOf, nameAt } from './who.ts'

type Complete = Extract<FolderCommand, { type: 'complete' }>

export interface DraftPapersParts {
  readonly drafts: Pick<Drafts, 'keyOf'>
  readonly vault: Pick<FileVault, 'get' | 'put'>
  readonly config: () => OfficeConfig
  /** Address of the public page for the status; null: there is none. */
  readonly statusPage: string | null
  readonly report: (message: string, error: unknown) => void
}

interface ToMake {
  readonly paper: PaperKey
  readonly stage: string
  /** Id of the actor who makes it. */
  readonly author: string
  readonly today: string
  /** Completed with the paper, not in the case yet. */
  readonly by?: Complete
}

/** The papers of drafts: made in a thread of their own while the live queue goes on, and kept like scans. */
export class DraftPapers {
  readonly #parts: DraftPapersParts
  #press: PaperPress | null = null

  constructor(parts: DraftPapersParts) {
    this.#parts = parts
  }

  /** The one that is kept, else one made now. Throws a `Failure` where the stage has no such paper. */
  async show(draft: Draft, paper: PaperKey, stage: string, author: string, today: string): Promise<Uint8Array> {
    const { drafts, vault } = this.#parts
    const kept = keptPaper(draft.folder, paper, stage)
    const bytes = kept === null ? null : await vault.get(draft.id, drafts.keyOf(draft.id), kept.hash)
    if (bytes !== null) return bytes
    const { PaperNotPossible, PaperPressBusyError } = await import('@cherha/case-papers/press')
    try {
      return await this.#make(draft, { paper, stage, author, today })
    } catch (error) {
      if (error instanceof PaperNotPossible) throw new Failure('not-found', error.message)
      if (error instanceof PaperPressBusyError) throw new Failure('too-many-requests', error.message, { retryAfter: 5 })
      throw error
    }
  }

  /**
   * Makes and keeps the papers of an outcome that is to be completed. One that cannot be made is left out: it can be
   * printed at any time, and what was decided is not held up by it. Rejects when the disk cannot be written.
   */
  async keep(draft: Draft, outcome: Outcome, by: Complete): Promise<readonly CasePaper[]> {
    const { drafts, vault, report } = this.#parts
    const { state } = draft.folder
    const visit = state.status === 'none' ? 1 : (lastVisit(state, by.stage)?.visit ?? 1)
    const kept: CasePaper[] = []
    for (const paper of papersMade(outcome, by.written === true)) {
      const asked = { paper, stage: by.stage, author: by.actor.id, today: by.today, by }
      const bytes = await this.#make(draft, asked).catch((error: unknown) => {
        report(`a paper of application ${draft.id} could not be made: ${paper}`, error)
        return null
      })
      if (bytes === null) continue
      const { hash } = await vault.put(draft.id, drafts.keyOf(draft.id), bytes)
      kept.push({ paper, hash, stage: by.stage, visit, bytes: bytes.length })
    }
    return kept
  }

  async close(): Promise<void> {
    await this.#press?.close()
  }

  async #make({ card, folder }: Draft, { paper, stage, author, today, by }: ToMake): Promise<Uint8Array> {
    // loaded with the first paper: a hub starts without them
    const { PaperPress, paperModel } = await import('@cherha/case-papers/press')
    const config = this.#parts.config()
    const { statusPage } = this.#parts
    const { mapping } = contextOf(config, card.id)
    const model = paperModel(card, folder, paper, {
      office: config,
      entity: config.kind === 'authorised-entity' ? config : null,
      stage,
      today,
      author: nameAt(config, author),
      names: (id) => nameAt(config, id),
      ...(mapping === undefined ? {} : { mapping }),
      ...(statusPage === null ? {} : { statusAddress: statusPage }),
      ...(by === undefined ? {} : { outcome: atHandOf(by) }),
    })
    this.#press ??= new PaperPress()
    return this.#press.make(model)
  }
}

function atHandOf({ outcome, fields, grounds, written }: Complete) {
  return {
    key: outcome,
    ...(fields === undefined ? {} : { fields }),
    ...(grounds === undefined ? {} : { grounds }),
    ...(written === undefined ? {} : { written }),
  }
}
