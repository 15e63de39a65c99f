import type { PublicOffice } from '@cherha/shared/protocol'

/** What stands on the door of a window; its id, should the office not know it. */
export function labelOf(office: PublicOffice, window: string): string {
  return office.windows.find((each) => each.id === window)?.label ?? window
}
