import { shortestSigningPassword } from '@cherha/shared/protocol'
import type { SignatureRecord, Text } from '@cherha/shared/workflow'

/** Whose key it is: a login of an office. */
export interface KeyHolder {
  readonly office: string
  readonly login: string
}

export type KeyRefusalCode = 'wrong-password' | 'no-signing-key' | 'locked'

/** Nothing was made, changed or signed. */
export interface KeyRefusal {
  readonly ok: false
  readonly code: KeyRefusalCode
  /** `locked`: seconds until the next try. */
  readonly retryAfter?: number
}

/** What verifies a signature. `publicKey` in base64, in the form the algorithm has for it. */
export interface PublicKey {
  readonly algorithm: SignatureRecord['algorithm']
  readonly publicKey: string
}

export type KeyOpened =
  | (PublicKey & { readonly ok: true; readonly made: boolean })
  | (KeyRefusal & { readonly code: Exclude<KeyRefusalCode, 'no-signing-key'> })
export type BytesSigned = (PublicKey & { readonly ok: true; readonly signature: string }) | KeyRefusal

/**
 * Signs for people, each with a key of their own that only their password opens. The built-in adapter is `StaffKeys`
 * (Ed25519); an adapter for qualified signatures (DSTU 4145) takes its place: docs/security.md says how.
 *
 * How an outcome of a case is signed: make its paper, hash it, `signRecord(port, …)` with that hash, and put the
 * record into the case with `keep-signature`, beside `keep-paper` and the `complete` or `sign` that carries the hash as
 * `document`, all in one transaction. A second signer signs the hash that is there already and makes no new paper.
 */
export interface SignaturePort {
  /** Makes the person's key, or proves that the password opens it; `newPassword` puts it under that one. */
  create(who: KeyHolder, password: string, newPassword?: string): Promise<KeyOpened>
  /** Signs what `bytes` makes of the key it is signed with: the record names it. */
  sign(who: KeyHolder, password: string, bytes: (key: PublicKey) => Uint8Array): Promise<BytesSigned>
  /** False for a signature that does not hold, and for a key or an algorithm that is none of its own. */
  verify(key: PublicKey, bytes: Uint8Array, signature: string): boolean
}

const messages: Readonly<Record<KeyRefusalCode, Text>> = {
  'wrong-password': {
    uk: 'Пароль підпису не підходить. Нічого не підписано.',
    en: 'The signing password is wrong. Nothing was signed.',
  },
  'no-signing-key': {
    uk: `У вас ще немає ключа підпису. Створіть його: потрібен власний пароль, щонайменше ${shortestSigningPassword} знаків.`,
    en: `You have no signing key yet. Make one: it needs a password of your own, at least ${shortestSigningPassword} characters.`,
  },
  locked: {
    uk: 'Ключ підпису заблоковано після п’яти хибних паролів. Спробуйте через 15 хвилин.',
    en: 'The signing key is locked after five wrong passwords. Try again in 15 minutes.',
  },
}

/** A refusal in words: what, and what to do. */
export function keyRefusalText(code: KeyRefusalCode): Text {
  return messages[code]
}
