import type { ServerView } from '@cherha/shared/protocol'
import type { ServerContact } from './ports.ts'

/** The connection to the server as `/health` tells it. */
export function serverView({ state, lastContact, lagEvents }: ServerContact): ServerView {
  return { state, lastContact: lastContact === null ? null : new Date(lastContact).toISOString(), lagEvents }
}

/** The same for a desk, which would be sent a new view at each contact: only a missing one is of interest there. */
export function deskServerView(contact: ServerContact): ServerView {
  return { ...serverView(contact), ...(contact.state === 'connected' ? { lastContact: null } : {}) }
}
