import { createPrivateKey, createPublicKey, sign } from 'node:crypto'

/** What precedes the 32 bytes of an Ed25519 key in its PKCS #8 form. */
const ed25519Pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A hub's key made from 32 given bytes: the same bytes are the same key, so that a run can be repeated. */
export function hubKeyOf(seed: Buffer): { readonly publicKey: string; readonly sign: (text: string) => string } {
  const key = createPrivateKey({ key: Buffer.concat([ed25519Pkcs8, seed]), format: 'der', type: 'pkcs8' })
  const raw = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url')
  return {
    publicKey: raw.toString('base64'),
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
  }
}
