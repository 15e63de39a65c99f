import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

const triesAllowed = 5
const lockMs = 15 * 60_000

export interface HashedPin {
  readonly salt: string
  readonly hash: string
}
export interface PinTries {
  readonly wrong: number
  /** ms since 1970. */
  readonly lockedUntil: number | null
}

/** scrypt, because it is what Electron's own crypto library has: a device needs no compiled package for its one PIN. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 }

function hashOf(pin: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) =>
    scrypt(pin, salt, 32, cost, (error, hash) => (error === null ? resolve(hash) : reject(error))),
  )
}

export async function hashPin(pin: string): Promise<HashedPin> {
  const salt = randomBytes(16)
  return { salt: salt.toString('base64'), hash: (await hashOf(pin, salt)).toString('base64') }
}

/**
 * Counts one try before the slow comparison, so that many at once are no way round the limit.
 * @returns `locked`, or the tries to keep while the PIN is compared
 */
export function beginTry(tries: PinTries, now: number): 'locked' | PinTries {
  if (tries.lockedUntil !== null && now < tries.lockedUntil) return 'locked'
  const wrong = (tries.lockedUntil === null ? tries.wrong : 0) + 1
  return { wrong, lockedUntil: wrong >= triesAllowed ? now + lockMs : null }
}

export async function isPin(pin: string, kept: HashedPin): Promise<boolean> {
  const hash = Buffer.from(kept.hash, 'base64')
  const given = await hashOf(pin, Buffer.from(kept.salt, 'base64'))
  return hash.length === given.length && timingSafeEqual(given, hash)
}
