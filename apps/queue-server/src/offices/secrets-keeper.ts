import type { OfficeSecrets } from '@cherha/shared/protocol'
import type { SecretsStore } from './ports.ts'
import { Turns } from './turns.ts'

const keyBytes = 32

export type SecretsContent = Pick<OfficeSecrets, 'office' | 'days' | 'staff' | 'devices'>

interface Parts {
  readonly store: SecretsStore
  readonly random: (bytes: number) => Buffer
  /** Server time, ms since 1970. */
  readonly now: () => number
  /** Called after each change of version. */
  readonly changed: () => void
}

/**
 * A hub takes a higher version only. One counted on from what an older backup says would be below what the hub has, and
 * it would pass over each change until the count had caught up; the time is above all that was before (R23).
 */
function versionAfter(version: number, now: number): number {
  return Math.max(version + 1, Math.floor(now))
}

/** The secrets of one office: stored before they are used, changed one after another. */
export class SecretsKeeper {
  readonly #store: SecretsStore
  readonly #random: (bytes: number) => Buffer
  readonly #now: () => number
  readonly #changed: () => void
  readonly #turns = new Turns()
  #secrets: OfficeSecrets

  private constructor(secrets: OfficeSecrets, { store, random, now, changed }: Parts) {
    this.#store = store
    this.#secrets = secrets
    this.#random = random
    this.#now = now
    this.#changed = changed
  }

  /** Opens the office's secrets, or makes its key. */
  static async open(parts: Parts): Promise<SecretsKeeper> {
    const { store, random, now } = parts
    const stored = await store.load()
    if (stored !== null) return new SecretsKeeper(stored, parts)
    const office = random(keyBytes).toString('base64')
    const made: OfficeSecrets = { version: versionAfter(0, now()), office, days: {}, staff: [], devices: [] }
    await store.save(made)
    return new SecretsKeeper(made, parts)
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
    const next = { ...secrets, version: versionAfter(this.#secrets.version, this.#now()) }
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
  async erase(dates: readonly string[]): Promise<readonly string[]> {
    const gone = new Set(dates)
    const old = Object.keys(this.#secrets.days).filter((day) => gone.has(day))
    if (old.length === 0) return []
    await this.change((secrets) => ({
      ...secrets,
      days: Object.fromEntries(Object.entries(secrets.days).filter(([day]) => !gone.has(day))),
    }))
    return old
  }

  idle(): Promise<void> {
    return this.#turns.idle()
  }
}
