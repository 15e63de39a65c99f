import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import type { DeviceRole } from '@cherha/shared/protocol'

/** What stands for the certificate on loopback, where there is none. */
export const loopbackFingerprint = 'loopback'

/** What a device proves that it knows: the code, seen together with this certificate, for this role. */
export function deviceProof(key: Buffer, fingerprint: string, role: DeviceRole, nonce: string): Buffer {
  return mac(key, `cherha-pair-device-1|${fingerprint}|${role}|${nonce}`)
}

/** What the hub answers: it knows the code too, this is its certificate, and the token is from it. */
export function hubProof(key: Buffer, fingerprint: string, nonce: string, token: string): Buffer {
  const tokenHash = createHash('sha256').update(token, 'utf8').digest('hex')
  return mac(key, `cherha-pair-hub-1|${fingerprint}|${nonce}|${tokenHash}`)
}

/** Compares in constant time. */
export function sameProof(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}

function mac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text, 'utf8').digest()
}
