import { createHash, randomBytes } from 'node:crypto'
import type { CaseAccess } from '@cherha/shared/protocol'
import type { ServerClock } from '../offices/ports.ts'

const tokenBytes = 32
/** How long a token is good while its connection lasts. */
export const caseAccessMs = 10 * 60_000
/** Tokens of one connection at a time; a hub that asks for more loses its oldest. */
const mostOfSession = 8

/** A hub that may ask for its office now. */
export interface CaseHub {
  readonly hub: string
  readonly office: string
}

interface Granted extends CaseHub {
  readonly session: object
  readonly expiresAt: number
}

/**
 * Tokens of the case interface (S58). A hub asks for one over its connection, which has proved who it is; the token is
 * good for that hub's office until the connection ends, ten minutes at most. Only hashes are kept, and only in memory:
 * a server that starts anew knows none.
 */
export class CaseTokens {
  readonly #clock: Pick<ServerClock, 'now'>
  readonly #granted = new Map<string, Granted>()
  readonly #ended = new WeakSet<object>()

  constructor(clock: Pick<ServerClock, 'now'>) {
    this.#clock = clock
  }

  /** @param session the connection that asks. Throws when it has ended */
  issue(session: object, { hub, office }: CaseHub): CaseAccess {
    if (this.#ended.has(session)) throw new Error('the connection has ended')
    const now = this.#clock.now()
    const own: string[] = []
    for (const [hash, granted] of this.#granted) {
      if (granted.expiresAt <= now) this.#granted.delete(hash)
      else if (granted.session === session) own.push(hash)
    }
    for (const hash of own.slice(0, Math.max(0, own.length + 1 - mostOfSession))) this.#granted.delete(hash)
    const token = randomBytes(tokenBytes).toString('base64url')
    const expiresAt = now + caseAccessMs
    this.#granted.set(hashOf(token), { hub, office, session, expiresAt })
    return { token, expiresAt }
  }

  /** The hub a token was issued to; null: unknown, too old, or its connection has ended. */
  find(token: string): CaseHub | null {
    const granted = this.#granted.get(hashOf(token))
    if (granted === undefined || granted.expiresAt <= this.#clock.now()) return null
    return { hub: granted.hub, office: granted.office }
  }

  /** Voids all tokens of a connection; it gets no more. */
  end(session: object): void {
    this.#ended.add(session)
    for (const [hash, granted] of this.#granted) if (granted.session === session) this.#granted.delete(hash)
  }
}

/** Looked up by its hash, a token is not found sooner or later for being nearly right. */
function hashOf(token: string): string {
  return createHash('sha256').update(token, 'utf8').digest('base64')
}
