import { accessOf, forgetHub, keepHub, readKeptHub, type KeptHub } from './hub-access.ts'
import type { HubAccess } from './relay-request.ts'
import { NoSecretStoreError, type SecretStore } from './secrets.ts'

/** The hub this device talks to, now. */
export class HubConnection {
  readonly #secrets: SecretStore
  #current: KeptHub | null
  #isKept = true

  constructor(secrets: SecretStore) {
    this.#secrets = secrets
    this.#current = readKeptHub(secrets)
  }

  get current(): KeptHub | null {
    return this.#current
  }

  /** False: the token is in memory only, because no administrator has decided where it may be kept. */
  get isKept(): boolean {
    return this.#isKept
  }

  access(): HubAccess | null {
    return this.#current === null ? null : accessOf(this.#current)
  }

  /** Uses a hub from now on. Without a secret store the token stays in memory until somebody decides. */
  use(hub: KeptHub): void {
    this.#current = hub
    this.#isKept = false
    try {
      keepHub(this.#secrets, hub)
      this.#isKept = true
    } catch (error) {
      if (!(error instanceof NoSecretStoreError)) throw error
    }
  }

  /** Keeps what is in memory, after an administrator has decided. */
  keepNow(): void {
    if (this.#current !== null && !this.#isKept) this.use(this.#current)
  }

  forget(): void {
    forgetHub(this.#secrets)
    this.#current = null
    this.#isKept = true
  }
}
