import type { AdminOffice, OfficeConfig } from '@cherha/shared/protocol'
import { useStore } from 'zustand'
import { useConsole } from '../../../console-context.ts'
import { type Draft, draftOf } from '../../../model/drafts.ts'

/** The settings of an office as they stand on the screen, and what changes them. */
export function useDraft(office: AdminOffice) {
  const { drafts } = useConsole()
  const { code } = office.config
  const kept = useStore(drafts, (state) => state[code])
  // nothing typed: what the server says now
  const draft = kept ?? draftOf(office)
  const put = (next: (draft: Draft) => Draft): void =>
    drafts.setState((state) => ({ [code]: next(state[code] ?? draftOf(office)) }))
  return {
    draft,
    change: (change: (config: OfficeConfig) => OfficeConfig) =>
      put((before) => ({ ...before, config: change(before.config) })),
    setRaw: (field: string, text: string | null) =>
      put(({ raw, ...rest }) => {
        const { [field]: _, ...others } = raw
        return { ...rest, raw: text === null ? others : { ...others, [field]: text } }
      }),
    replace: (next: Draft) => drafts.setState({ [code]: next }),
    discard: () =>
      drafts.setState((state) => Object.fromEntries(Object.entries(state).filter(([key]) => key !== code)), true),
  }
}
