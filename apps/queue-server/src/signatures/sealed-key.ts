import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import type { KeyHolder } from './port.ts'

/** A private key that only a password opens. */
export interface SealedKey {
  readonly salt: Buffer
  /** Form, strength of scrypt, nonce, tag, and the key under AES-256-GCM. */
  readonly box: Buffer
}

const form = 1
const [nonceLength, tagLength, saltLength, keyLength] = [12, 16, 16, 32]
const head = 4 + nonceLength + tagLength

/** scrypt at 32 MiB three times over: about a third of a second, and as strong as OWASP asks for. */
export interface Strength {
  readonly logN: number
  readonly r: number
  readonly p: number
}
export const usualStrength: Strength = { logN: 15, r: 8, p: 3 }
/** A box that asks for more than this was not written by us. */
const strongest = { logN: 20, r: 32, p: 16 }

/** Seals the bytes of a private key for its holder; they open for nobody else. */
export async function sealKey(
  key: Buffer,
  password: string,
  who: KeyHolder,
  strength: Strength = usualStrength,
): Promise<SealedKey> {
  const salt = randomBytes(saltLength)
  const nonce = randomBytes(nonceLength)
  const secret = await stretch(password, salt, strength)
  const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(holderOf(who))
  const sealed = Buffer.concat([cipher.update(key), cipher.final()])
  secret.fill(0)
  const { logN, r, p } = strength
  return { salt, box: Buffer.concat([Buffer.from([form, logN, r, p]), nonce, cipher.getAuthTag(), sealed]) }
}

/** The bytes of the private key; null when the password does not open it, or it is somebody else's or damaged. */
export async function openKey({ salt, box }: SealedKey, password: string, who: KeyHolder): Promise<Buffer | null> {
  const [version, logN = 0, r = 0, p = 0] = box
  const known = logN <= strongest.logN && r <= strongest.r && p <= strongest.p && logN > 0 && r > 0 && p > 0
  if (version !== form || box.length <= head || !known) return null
  const secret = await stretch(password, salt, { logN, r, p })
  const decipher = createDecipheriv('aes-256-gcm', secret, box.subarray(4, 4 + nonceLength))
  decipher.setAAD(holderOf(who)).setAuthTag(box.subarray(4 + nonceLength, head))
  try {
    return Buffer.concat([decipher.update(box.subarray(head)), decipher.final()])
  } catch {
    return null
  } finally {
    secret.fill(0)
  }
}

function holderOf({ office, login }: KeyHolder): Buffer {
  return Buffer.from(JSON.stringify(['cherha signing key', office, login]))
}

/** However a keyboard composes its letters, the same password is the same bytes. */
function stretch(password: string, salt: Buffer, { logN, r, p }: Strength): Promise<Buffer> {
  const options = { N: 2 ** logN, r, p, maxmem: 256 * 2 ** logN * r }
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
