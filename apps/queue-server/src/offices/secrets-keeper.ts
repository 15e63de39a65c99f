import type { OfficeSecrets } from '@cherha/shared/protocol'
import type { SecretsStore } from './ports.ts'
import { Turns } from './turns.ts'

const keyBytes = 32

export type SecretsContent = Pick<OfficeSecrets, 'office' | 'days' | 'staff' | 'devices'>

/** The secrets of one office: stored before they are used, changed one after another. */
export class SecretsKeeper {
  readonly #store: SecretsStore
  readonly #random: (bytes: number) => Buffer
  readonly #changed: () => void
  readonly #turns = new Turns()
  #secrets: OfficeSecrets

  private constructor(
    store: SecretsStore,
    secrets: OfficeSecrets,
    random: (bytes: number) => Buffer,
    changed: () => void,
  ) {
    this.#store = store
    this.#secrets = secrets
    this.#random = random
    this.#changed = changed
  }

  /** Opens the office's secrets, or makes its key. @param changed called after each change of version */
  static async open(
    store: SecretsStore,
    random: (bytes: number) => Buffer,
    changed: () => void,
  ): Promise<SecretsKeeper> {
    const stored = await store.load()
    if (stored !== null) return new SecretsKeeper(store, stored, random, changed)
    const office = random(keyBytes).toString('base64')
    const made: OfficeSecrets = { version: 1, office, days: {}, staff: [], devices: [] }
    await store.save(made)
    return new SecretsKeeper(store, made, random, changed)
  }

  get current(): OfficeSecrets {
    return this.#secrets
  }

  /** The key of a visit day; null: never made, or erased. */
  dayKey(date: string): Buffer | null {
    const key = this.#secrets.days[date]
    return key === undefined ? null : Buffer.from(key, 'base64')
  }

  /** Resolves when the change is stored; nothing has changed when it rejects. */
  change(change: (secrets: OfficeSecrets) => SecretsContent): Promise<OfficeSecrets> {
    return this.#turns.take(async () => {
      const { office, days, staff, devices } = change(this.#secrets)
      return this.#become({ ...this.#secrets, office, days, staff, devices })
    })
  }

  /** What devices are to know replacements of their hub by; a new installation key replaces the one before. */
  tellVoucherKey(voucherKey: string): Promise<void> {
    return this.#turns.take(async () => {
      if (this.#secrets.voucherKey !== voucherKey) await this.#become({ ...this.#secrets, voucherKey })
    })
  }

  async #become(secrets: OfficeSecrets): Promise<OfficeSecrets> {
    const next = { ...secrets, version: this.#secrets.version + 1 }
    await this.#store.save(next)
    this.#secrets = next
    this.#changed()
    return next
  }

  /** What the hub tells is not news to it: the version stays. */
  keepDevices(devices: OfficeSecrets['devices']): Promise<void> {
    return this.#turns.take(async () => {
      if (JSON.stringify(devices) === JSON.stringify(this.#secrets.devices)) return
      const next = { ...this.#secrets, devices }
      await this.#store.save(next)
      this.#secrets = next
    })
  }

  /** Makes the keys of visit days that have none. */
  async ensureDays(dates: readonly string[]): Promise<void> {
    const isMissing = (date: string) => this.#secrets.days[date] === undefined
    if (!dates.some(isMissing)) return
    await this.change((secrets) => {
      const made = dates.filter(isMissing).map((date) => [date, this.#random(keyBytes).toString('base64')] as const)
      return { ...secrets, days: { ...secrets.days, ...Object.fromEntries(made) } }
    })
  }

  /** @returns the visit days whose keys are gone for good */
  async eraseBefore(date: string): Promise<readonly string[]> {
    const isOld = (day: string) => day < date
    const old = Object.keys(this.#secrets.days).filter(isOld)
    if (old.length === 0) return []
    await this.change((secrets) => ({
      ...secrets,
      days: Object.fromEntries(Object.entries(secrets.days).filter(([day]) => !isOld(day))),
    }))
    return old
  }

  idle(): Promise<void> {
    return this.#turns.idle()
  }
}
