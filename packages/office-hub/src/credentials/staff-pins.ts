import { randomBytes, timingSafeEqual } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type Database from 'better-sqlite3'

const triesAllowed = 5
const lockMs = 15 * 60_000

export type PinCheck = 'right' | 'wrong' | 'locked'

/** A PIN as the queue server hands it on: salt and hash in base64. */
export interface StaffHash {
  readonly login: string
  readonly salt: string
  readonly hash: string
}

interface PinRow {
  salt: Buffer
  hash: Buffer
  tries: number
  locked_until: number | null
}

/**
 * argon2id as OWASP advises for 19 MiB: about 40 ms on a small box. From a library: Electron, in which the hub may
 * run, is built on a crypto library that has no argon2.
 */
function pinHash(pin: string, salt: Buffer): Promise<Buffer> {
  return hashRaw(pin, { salt, parallelism: 1, outputLen: 32, memoryCost: 19_456, timeCost: 2 })
}

/** Staff PINs and the count of wrong tries; both outlive a restart. */
export function staffPinStore(database: Database.Database) {
  const put = database.prepare<[string, Buffer, Buffer]>(`
    INSERT INTO staff_pin (login, salt, hash) VALUES (?, ?, ?)
    ON CONFLICT (login) DO UPDATE SET salt = excluded.salt, hash = excluded.hash, tries = 0, locked_until = NULL
  `)
  const get = database.prepare<[string], PinRow>(
    'SELECT salt, hash, tries, locked_until FROM staff_pin WHERE login = ?',
  )
  const setTries = database.prepare<[number, number | null, string]>(
    'UPDATE staff_pin SET tries = ?, locked_until = ? WHERE login = ?',
  )
  const logins = database.prepare<[], { login: string }>('SELECT login FROM staff_pin ORDER BY login')

  const remove = database.prepare<[string]>('DELETE FROM staff_pin WHERE login = ?')
  const endSessions = database.prepare<[string]>('DELETE FROM session WHERE login = ?')
  const endOrphans = database.prepare('DELETE FROM session WHERE login NOT IN (SELECT login FROM staff_pin)')

  const adopt = database.transaction((staff: readonly StaffHash[]) => {
    for (const { login } of logins.all()) if (!staff.some((one) => one.login === login)) remove.run(login)
    for (const { login, salt, hash } of staff) {
      const given = { salt: Buffer.from(salt, 'base64'), hash: Buffer.from(hash, 'base64') }
      const known = get.get(login)
      if (known && known.salt.equals(given.salt) && known.hash.equals(given.hash)) continue
      put.run(login, given.salt, given.hash)
      // whoever has the old PIN is signed out with it
      if (known) endSessions.run(login)
    }
    endOrphans.run()
  })

  /** Counts the try before the slow comparison, so that many at once are no way round the limit. */
  function beginTry(login: string, now: number): PinRow | 'locked' | null {
    const row = get.get(login)
    if (!row) return null
    if (row.locked_until !== null && now < row.locked_until) return 'locked'
    const tries = row.locked_until === null ? row.tries : 0
    if (tries >= triesAllowed) return 'locked'
    setTries.run(tries + 1, tries + 1 >= triesAllowed ? now + lockMs : null, login)
    return row
  }

  return {
    async setPin(login: string, pin: string): Promise<void> {
      const salt = randomBytes(16)
      put.run(login, salt, await pinHash(pin, salt))
    },
    /**
     * Compares a PIN. After five wrong ones the login is locked for 15 minutes, also for the right PIN.
     * @param now hub time, ms
     */
    async checkPin(login: string, pin: string, now: number): Promise<PinCheck> {
      const row = beginTry(login, now)
      if (row === 'locked') return 'locked'
      // an unknown login takes as long as a known one
      const given = await pinHash(pin, row?.salt ?? Buffer.alloc(16))
      if (row === null || !timingSafeEqual(given, row.hash)) return 'wrong'
      setTries.run(0, null, login)
      return 'right'
    },
    /**
     * Takes the queue server's staff instead of what is here: a login that is not named cannot sign in any more, and
     * its sessions end, as do those of a login with a new PIN. The count of wrong tries of an unchanged PIN stays.
     */
    adoptStaff: (staff: readonly StaffHash[]): void => adopt.immediate(staff),
    hasPin: (login: string): boolean => get.get(login) !== undefined,
    loginsWithPin: (): string[] => logins.all().map((row) => row.login),
  }
}
