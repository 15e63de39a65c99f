import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const triesAllowed = 5
const lockMs = 15 * 60_000
const derive = promisify(argon2)

export interface HashedPin {
  readonly salt: string
  readonly hash: string
}
export interface PinTries {
  readonly wrong: number
  /** ms since 1970. */
  readonly lockedUntil: number | null
}

const hashOf = (pin: string, salt: Buffer): Promise<Buffer> =>
  derive('argon2id', { message: pin, nonce: salt, parallelism: 1, tagLength: 32, memory: 19_456, passes: 2 })

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
