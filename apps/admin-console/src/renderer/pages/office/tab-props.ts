import type { AdminOffice } from '@cherha/shared/protocol'

/** What a tab gets: the office as it was read, and a way to read it again after a change. */
export interface TabProps {
  readonly office: AdminOffice
  readonly reload: () => Promise<void>
}
