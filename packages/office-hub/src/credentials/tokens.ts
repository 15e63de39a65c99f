import { createHash, randomBytes } from 'node:crypto'

/** A new 256-bit bearer token. Only its hash is stored, so the database gives nobody access. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token, 'utf8').digest()
}
