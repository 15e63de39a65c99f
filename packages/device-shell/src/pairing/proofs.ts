import { createHash, createHmac, scrypt, timingSafeEqual } from 'node:crypto'

/** What stands for the certificate on loopback, where there is none. */
export const loopbackFingerprint = 'loopback'

/** The only parameters a device takes: weaker ones would let whoever hears a proof try all codes. */
export const scryptParams = { N: 2 ** 15, r: 8, p: 1 } as const

/** A code as a person may type it, in the form the key is made of; null when it cannot be one. */
export function readPairingCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(code) ? code : null
}

/** The key both sides derive from the code (S31). */
export function pairingKey(code: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(code, salt, 32, { ...scryptParams, maxmem: 64 * 1024 * 1024 }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}

/** What the device proves: it knows the code, and this is the certificate it has seen. Hex. */
export function deviceProof(key: Buffer, fingerprint: string, role: string, nonce: string): string {
  return mac(key, `cherha-pair-device-1|${fingerprint}|${role}|${nonce}`).toString('hex')
}

/** Whether the answer is from somebody who knows the code and has that certificate. Takes constant time. */
export function isHubProof(proof: string, key: Buffer, fingerprint: string, nonce: string, token: string): boolean {
  const tokenHash = createHash('sha256').update(token, 'utf8').digest('hex')
  const right = mac(key, `cherha-pair-hub-1|${fingerprint}|${nonce}|${tokenHash}`)
  const given = Buffer.from(proof, 'hex')
  return given.length === right.length && timingSafeEqual(given, right)
}

function mac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest()
}
