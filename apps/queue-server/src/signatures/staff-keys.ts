import { shortestSigningPassword } from '@cherha/shared/protocol'
import type { KnownKey, StaffKeyStore } from './key-store.ts'
import { isSignature, newKeyPair, signBytes } from './ed25519.ts'
import type { BytesSigned, KeyHolder, KeyOpened, KeyRefusal, PublicKey, SignaturePort } from './port.ts'
import { openKey, sealKey, type Strength, usualStrength } from './sealed-key.ts'

/** Five wrong passwords, then a quarter of an hour. */
const rule = { tries: 5, lockMs: 15 * 60_000 }

const algorithm = 'ed25519'

export interface StaffKeyParts {
  readonly store: StaffKeyStore
  readonly now: () => number
  /** Weaker in tests, that would else take minutes. */
  readonly strength?: Strength
}

/**
 * The built-in signatures: a pair of keys for each member of staff, made by the person with a password of their own.
 * The private half is kept sealed and is open only while it signs; nobody else can open it, the server included.
 */
export class StaffKeys implements SignaturePort {
  readonly #store: StaffKeyStore
  readonly #now: () => number
  readonly #strength: Strength

  constructor({ store, now, strength = usualStrength }: StaffKeyParts) {
    this.#store = store
    this.#now = now
    this.#strength = strength
  }

  /** @throws RangeError for a password that is too short to be put on a key */
  async create(who: KeyHolder, password: string, newPassword?: string): Promise<KeyOpened> {
    assertLong(newPassword)
    if ((await this.#store.find(who)) === null) {
      assertLong(password)
      const made = await this.#make(who, newPassword ?? password)
      if (made !== null) return made
      // somebody was faster, at another desk under the same name: then the password has to open that key
    }
    const opened = await this.#open(who, password)
    if (!opened.ok) {
      // revoked since it was found: a new one is made
      return opened.code === 'no-signing-key'
        ? this.create(who, password, newPassword)
        : { ...opened, code: opened.code }
    }
    const { privateKey, publicKey } = opened
    try {
      const sealed = newPassword === undefined ? undefined : await sealKey(privateKey, newPassword, who, this.#strength)
      await this.#store.absolve(who, publicKey, sealed)
    } finally {
      privateKey.fill(0)
    }
    return { ok: true, algorithm, publicKey: publicKey.toString('base64'), made: false }
  }

  async sign(who: KeyHolder, password: string, bytes: (key: PublicKey) => Uint8Array): Promise<BytesSigned> {
    const opened = await this.#open(who, password)
    if (!opened.ok) return opened
    const { privateKey, publicKey: raw } = opened
    try {
      await this.#store.absolve(who, raw)
      const publicKey = raw.toString('base64')
      const signature = signBytes(privateKey, bytes({ algorithm, publicKey })).toString('base64')
      return { ok: true, algorithm, publicKey, signature }
    } finally {
      privateKey.fill(0)
    }
  }

  verify(key: PublicKey, bytes: Uint8Array, signature: string): boolean {
    if (key.algorithm !== algorithm) return false
    return isSignature(Buffer.from(key.publicKey, 'base64'), bytes, Buffer.from(signature, 'base64'))
  }

  /** The person signs no more with this key and makes a new one. What was signed before stays verifiable. */
  revoke(who: KeyHolder): Promise<boolean> {
    return this.#store.revoke(who, this.#now())
  }

  /** Public keys of an office's people, of now and before. */
  known(office: string): Promise<readonly KnownKey[]> {
    return this.#store.known(office)
  }

  async #make(who: KeyHolder, password: string): Promise<KeyOpened | null> {
    const { publicKey, privateKey } = newKeyPair()
    const sealed = await sealKey(privateKey, password, who, this.#strength)
    privateKey.fill(0)
    if (!(await this.#store.add(who, { publicKey, ...sealed }, this.#now()))) return null
    return { ok: true, algorithm, publicKey: publicKey.toString('base64'), made: true }
  }

  async #open(
    who: KeyHolder,
    password: string,
  ): Promise<{ readonly ok: true; readonly privateKey: Buffer; readonly publicKey: Buffer } | KeyRefusal> {
    const now = this.#now()
    const charged = await this.#store.charge(who, now, rule)
    if (charged.state === 'none') return { ok: false, code: 'no-signing-key' }
    if (charged.state === 'locked')
      return { ok: false, code: 'locked', retryAfter: Math.max(1, Math.ceil((charged.until - now) / 1000)) }
    const privateKey = await openKey(charged.key, password, who)
    if (privateKey === null) return { ok: false, code: 'wrong-password' }
    return { ok: true, privateKey, publicKey: charged.key.publicKey }
  }
}

function assertLong(password: string | undefined): void {
  if (password !== undefined && [...password].length < shortestSigningPassword)
    throw new RangeError(`A signing password has at least ${shortestSigningPassword} characters.`)
}
