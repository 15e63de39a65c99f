import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Account, AccountStore, SessionRow, SessionStore } from './stores.ts'

/** A session ends after this, whatever happens, and after half an hour in which nothing happens. */
export const longestMs = 12 * 3_600_000
export const idleMs = 30 * 60_000
/** It is noted that somebody was seen no more often than this. */
const touchEveryMs = 30_000

const digest = (token: string) => createHash('sha256').update(token).digest('hex')
const fresh = () => randomBytes(32).toString('base64url')

export interface SignedIn {
  readonly account: Account
  readonly session: SessionRow
}

/** Sessions of browsers: a random cookie of which only the hash is kept. */
export class Sessions {
  readonly #sessions: SessionStore
  readonly #accounts: AccountStore

  constructor(sessions: SessionStore, accounts: AccountStore) {
    this.#sessions = sessions
    this.#accounts = accounts
  }

  /** @returns the cookie's value, which is kept nowhere */
  async start(login: string, now: number): Promise<{ token: string; csrf: string }> {
    const token = fresh()
    const csrf = fresh()
    await this.#sessions.create({ id: digest(token), login, csrf, startedAt: now, seenAt: now })
    return { token, csrf }
  }

  /** Who is behind a cookie; null: nobody, or no longer. */
  async find(token: string, now: number): Promise<SignedIn | null> {
    const session = await this.#sessions.get(digest(token))
    if (session === null) return null
    if (now >= session.startedAt + longestMs || now >= session.seenAt + idleMs) {
      await this.#sessions.end(session.id)
      return null
    }
    const account = await this.#accounts.get(session.login)
    if (account === null || account.disabled) return null
    if (now - session.seenAt >= touchEveryMs) await this.#sessions.touch(session.id, now)
    return { account, session }
  }

  async end(token: string): Promise<void> {
    await this.#sessions.end(digest(token))
  }
}

/** Compares the header of a write with the session's token in constant time. */
export function isCsrf(session: SessionRow, header: unknown): boolean {
  if (typeof header !== 'string') return false
  return timingSafeEqual(Buffer.from(digest(session.csrf)), Buffer.from(digest(header)))
}
