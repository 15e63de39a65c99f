import type { PublicOffice } from '@cherha/shared/protocol'
import { uk } from '../texts/uk.ts'

/** A window as the plate on its door. */
export function Door({ label }: { label: string }) {
  return (
    <span className={label.length > 2 ? 'door long' : 'door'}>
      <span className="vh">{uk.window} </span>
      {label}
    </span>
  )
}

/** What stands on the door of a window; its id, should the office not know it. */
export function labelOf(office: PublicOffice, window: string): string {
  return office.windows.find((each) => each.id === window)?.label ?? window
}
