import { randomInt, scrypt, type ScryptOptions } from 'node:crypto'

/** Crockford's base 32: no I, L, O, U. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * What makes a code slow to guess for whoever has heard a proof: about a tenth of a second and 32 MiB for each of the
 * 2⁴⁰ codes, of which one is good for ten minutes.
 */
export const scryptParams = { N: 2 ** 15, r: 8, p: 1 } as const
const keyBytes = 32

/** A new pairing code, 40 random bits: `XXXX-XXXX`. */
export function newPairingCode(): string {
  const letters = Array.from({ length: 8 }, () => alphabet.charAt(randomInt(alphabet.length))).join('')
  return `${letters.slice(0, 4)}-${letters.slice(4)}`
}

/** The key both sides derive from the code (S31). @param code as it was given out, the hyphen does not count */
export function pairingKey(code: string, salt: Buffer): Promise<Buffer> {
  const options: ScryptOptions = { ...scryptParams, maxmem: 64 * 1024 * 1024 }
  return new Promise((resolve, reject) => {
    scrypt(code.replace('-', ''), salt, keyBytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}
