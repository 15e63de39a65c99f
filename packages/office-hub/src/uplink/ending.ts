import type { HubWelcome } from '@cherha/shared/protocol'

export type WelcomeRefusal = Extract<HubWelcome, { ok: false }>['code']

/** How a conversation with the server ended. */
export type Ending =
  /** The connection is gone; another is opened. */
  | { readonly is: 'lost' }
  /** The server does not talk to this hub. */
  | { readonly is: 'refused'; readonly code: WelcomeRefusal; readonly message: string }
  /** One of the two logs is not the continuation of the other. */
  | { readonly is: 'diverged'; readonly message: string; readonly seq: number }
  /** Something was said that cannot be read, or could not be done: tried again later. */
  | { readonly is: 'failed'; readonly message: string; readonly error: unknown }

/** What the hub does after the server has refused it. */
export type AfterRefusal =
  /** Never again until the hub is started anew: only a person, at the hub or by enrolling it again, can change that. */
  | 'stop'
  /** As after a lost connection. */
  | 'soon'
  /** The server or the hub has to be brought up to date first. */
  | 'later'

/** One line per refusal: which are final. */
export const afterRefusal: Readonly<Record<WelcomeRefusal, AfterRefusal>> = {
  'unknown-hub': 'stop',
  revoked: 'stop',
  'wrong-signature': 'stop',
  'wrong-office': 'stop',
  'lower-epoch': 'stop',
  diverged: 'stop',
  'old-protocol': 'later',
  // the server has not noticed yet that the connection before this one is gone
  'already-connected': 'soon',
  unavailable: 'soon',
}
