import { randomUUID } from 'node:crypto'
import type Database from 'better-sqlite3'
import { newToken, tokenHash } from './tokens.ts'

/** A working day and a half: a shift never ends in the middle of a visitor. */
const sessionMs = 12 * 3_600_000

/** A signed-in clerk, lead or auditor. `id` is what events name; the token is known to the desk only. */
export interface Session {
  readonly id: string
  readonly login: string
  readonly device: string
  /** Hub time, ms. */
  readonly expires: number
}

/** Sessions outlive a restart of the hub, but not the desk they were opened at: revoking it ends them. */
export function sessionStore(database: Database.Database) {
  const insert = database.prepare<[string, Buffer, string, string, number, number]>(
    'INSERT INTO session (id, token_hash, login, device, created, expires) VALUES (?, ?, ?, ?, ?, ?)',
  )
  const byToken = database.prepare<[Buffer, number], Session>(`
    SELECT session.id, login, device, expires FROM session JOIN device ON device.id = session.device
    WHERE session.token_hash = ? AND expires > ? AND device.revoked = 0
  `)
  const remove = database.prepare<[string]>('DELETE FROM session WHERE id = ?')
  const removeExpired = database.prepare<[number]>('DELETE FROM session WHERE expires <= ?')

  const device = database.prepare<[string], { device: string }>('SELECT device FROM session WHERE id = ?')

  return {
    /** The desk a session was opened at; null: there is no such session. */
    deviceOfSession: (id: string): string | null => device.get(id)?.device ?? null,
    /** @param now hub time, ms */
    startSession(login: string, device: string, now: number): { token: string; session: Session } {
      removeExpired.run(now)
      const token = newToken()
      const session: Session = { id: randomUUID(), login, device, expires: now + sessionMs }
      insert.run(session.id, tokenHash(token), login, device, now, session.expires)
      return { token, session }
    },
    sessionOf: (token: string, now: number): Session | null => byToken.get(tokenHash(token), now) ?? null,
    endSession: (id: string): boolean => remove.run(id).changes > 0,
  }
}
