import { randomBytes } from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import type { OfficeSecrets } from '@cherha/shared/protocol'

/** A staff PIN as the hub computes it, so that it can check the PIN without the server. */
export async function hashPin(login: string, pin: string): Promise<OfficeSecrets['staff'][number]> {
  const salt = randomBytes(16)
  const hash = await hashRaw(pin, { salt, parallelism: 1, outputLen: 32, memoryCost: 19_456, timeCost: 2 })
  return { login, salt: salt.toString('base64'), hash: hash.toString('base64') }
}
