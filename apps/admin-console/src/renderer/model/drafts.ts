import type { AdminOffice, OfficeConfig } from '@cherha/shared/protocol'
import { createStore, type StoreApi } from 'zustand'

/** What somebody types into the settings of an office and has not saved. */
export interface Draft {
  /** What it began from, and its version. */
  readonly base: OfficeConfig
  readonly version: number
  readonly config: OfficeConfig
  /** Texts of fields that are not understood (yet), by field. */
  readonly raw: Readonly<Record<string, string>>
}

/** Unsaved settings by office code: they outlive a look at another page. */
export type Drafts = StoreApi<Readonly<Record<string, Draft>>>

export function createDrafts(): Drafts {
  return createStore(() => ({}))
}

export function draftOf(office: AdminOffice): Draft {
  return { base: office.config, version: office.version, config: office.config, raw: {} }
}

/** Whether anything would be lost. */
export function isDirty(draft: Draft | undefined): boolean {
  return draft !== undefined && (draft.config !== draft.base || Object.keys(draft.raw).length > 0)
}
