import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto'

/** What DER puts before the 32 bytes of a raw key (RFC 8410). */
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')
const rawLength = 32

/** A new pair: the public half raw, the private one as PKCS #8. */
export function newKeyPair(): { readonly publicKey: Buffer; readonly privateKey: Buffer } {
  const pair = generateKeyPairSync('ed25519')
  return {
    publicKey: pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(publicHead.length),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'der' }),
  }
}

export function signBytes(privateKey: Buffer, bytes: Uint8Array): Buffer {
  return sign(null, bytes, createPrivateKey({ key: privateKey, type: 'pkcs8', format: 'der' }))
}

/** Whether it is this key's signature of these bytes. False also for what is no key or no signature at all. */
export function isSignature(publicKey: Uint8Array, bytes: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== rawLength || signature.length !== 64) return false
  try {
    const key = createPublicKey({ key: Buffer.concat([publicHead, publicKey]), type: 'spki', format: 'der' })
    return verify(null, bytes, key, signature)
  } catch {
    return false
  }
}
