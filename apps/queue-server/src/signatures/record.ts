import { createHash } from 'node:crypto'
import { canonicalJson } from '@cherha/event-log'
import { SignatureRecord, type Text } from '@cherha/shared/workflow'
import { isSignature } from './ed25519.ts'
import { type KeyHolder, keyRefusalText, type SignaturePort } from './port.ts'

/** What is signed; key and signature come from the port. */
export type RecordToSign = Omit<SignatureRecord, 'algorithm' | 'publicKey' | 'signature'>

export type RecordSigned =
  | { readonly ok: true; readonly record: SignatureRecord }
  | { readonly ok: false; readonly code: string; readonly message: Text }

/** The bytes a signature is made over: the canonical JSON (RFC 8785) of the record without its signature, in UTF-8. */
export function signedBytes(record: Omit<SignatureRecord, 'signature'>): Uint8Array {
  const { signature: _made, ...signed } = { signature: '', ...record }
  return Buffer.from(canonicalJson(signed), 'utf8')
}

/** Signs a record with the key of a person. `document` is the SHA-256 of the paper, made before. */
export async function signRecord(
  port: SignaturePort,
  who: KeyHolder,
  password: string,
  record: RecordToSign,
): Promise<RecordSigned> {
  const signed = await port.sign(who, password, (key) => signedBytes({ ...record, ...key }))
  if (!signed.ok) return { ok: false, code: signed.code, message: keyRefusalText(signed.code) }
  const { algorithm, publicKey, signature } = signed
  return { ok: true, record: { ...record, algorithm, publicKey, signature } }
}

/** A key that is known to be, or to have been, somebody's. */
export interface TrustedKey extends KeyHolder {
  readonly publicKey: string
  /** Ms since 1970. */
  readonly madeAt?: number | undefined
  readonly revokedAt?: number | null | undefined
}

export type Verification =
  /** `key`: `known` to be the signer's, or only named by the record itself. */
  | { readonly ok: true; readonly record: SignatureRecord; readonly key: 'known' | 'unknown' }
  | { readonly ok: false; readonly code: VerificationFault; readonly record: SignatureRecord | null }

export type VerificationFault =
  | 'not-a-record'
  | 'other-document'
  | 'unsupported-algorithm'
  | 'wrong-signature'
  | 'other-key'
  | 'key-revoked'

/**
 * Whether a record holds for a paper: the paper is the one that was signed, nothing of the record was changed, and,
 * where keys are given, the key is the signer's and was not revoked before. It needs nothing but what it is given.
 */
export function verifyRecord(
  record: unknown,
  paper: Uint8Array,
  known?: readonly TrustedKey[],
  verifiers: readonly Pick<SignaturePort, 'verify'>[] = [],
): Verification {
  const read = SignatureRecord.safeParse(record)
  if (!read.success) return { ok: false, code: 'not-a-record', record: null }
  const { data } = read
  const fault = faultOf(data, paper, verifiers) ?? keyFault(data, known)
  if (fault !== null) return { ok: false, code: fault, record: data }
  return { ok: true, record: data, key: known === undefined ? 'unknown' : 'known' }
}

function faultOf(
  record: SignatureRecord,
  paper: Uint8Array,
  verifiers: readonly Pick<SignaturePort, 'verify'>[],
): VerificationFault | null {
  if (createHash('sha256').update(paper).digest('hex') !== record.document) return 'other-document'
  const bytes = signedBytes(record)
  const { publicKey, signature, algorithm } = record
  if (algorithm === 'ed25519') {
    const holds = isSignature(Buffer.from(publicKey, 'base64'), bytes, Buffer.from(signature, 'base64'))
    // base64 has more than one spelling of the same bytes: only the one we write
    return holds && isPlain(signature) ? null : 'wrong-signature'
  }
  if (verifiers.length === 0) return 'unsupported-algorithm'
  return verifiers.some((port) => port.verify(record, bytes, signature)) ? null : 'wrong-signature'
}

function isPlain(base64: string): boolean {
  return Buffer.from(base64, 'base64').toString('base64') === base64
}

function keyFault({ signer, publicKey, at }: SignatureRecord, known?: readonly TrustedKey[]): VerificationFault | null {
  if (known === undefined) return null
  const key = known.find(
    (one) => one.publicKey === publicKey && one.office === signer.office && one.login === signer.login,
  )
  if (key === undefined) return 'other-key'
  const signedAt = Date.parse(at)
  return key.revokedAt != null && !(signedAt < key.revokedAt) ? 'key-revoked' : null
}
