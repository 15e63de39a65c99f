import type { DeviceSettings } from '../settings/device-settings.ts'
import type { SettingsStore } from '../settings/store.ts'
import { beginTry, hashPin, isPin } from './local-pin.ts'

/** What the hub says about a login and PIN; `unreachable` when it cannot be asked. */
export type HubVerdict =
  | { readonly role: string }
  | { readonly refused: 'wrong-pin' | 'pin-locked' | 'not-a-device' }
  | 'unreachable'

export type StaffVerdict =
  | { readonly ok: true; readonly by: 'hub' | 'local-pin' | 'first-start' }
  | { readonly ok: false; readonly because: StaffRefusal }
/** `no-pin`: the hub cannot be asked and no maintenance PIN is set. */
export type StaffRefusal = 'wrong-pin' | 'pin-locked' | 'role' | 'hub-unreachable' | 'no-pin'

export interface StaffCheckParts {
  readonly settings: SettingsStore<DeviceSettings>
  readonly askHub: (login: string, pin: string) => Promise<HubVerdict>
  /** Whether this device belongs to a hub, also while it cannot prove so to it. */
  readonly isPaired: () => boolean
  /** ms since 1970. */
  readonly now: () => number
}

/** Roles that may leave a locked screen. An auditor reads and changes nothing. */
const mayLeave = new Set(['clerk', 'lead'])

/**
 * Who may leave the locked screen: staff, as the hub says; when it cannot be asked, whoever knows the device's own
 * maintenance PIN. A reachable hub is always the one that answers.
 */
export class StaffCheck {
  readonly #parts: StaffCheckParts

  constructor(parts: StaffCheckParts) {
    this.#parts = parts
  }

  /** Nobody could know a PIN yet: a device that was just unpacked has neither hub nor PIN. */
  get isFirstStart(): boolean {
    return this.#parts.settings.current.maintenancePin === null && !this.#parts.isPaired()
  }

  /** @param login empty: the device's own maintenance PIN */
  async check(login: string, pin: string): Promise<StaffVerdict> {
    if (this.isFirstStart) return { ok: true, by: 'first-start' }
    if (!this.#parts.isPaired()) return this.#checkLocally(pin)
    // without a login the hub is still asked whether it is there: the local PIN is for when it is not
    const verdict = await this.#parts.askHub(login === '' ? 'nobody' : login, pin)
    if (verdict === 'unreachable' || ('refused' in verdict && verdict.refused === 'not-a-device')) {
      return this.#checkLocally(pin)
    }
    if ('refused' in verdict) {
      return { ok: false, because: verdict.refused === 'pin-locked' ? 'pin-locked' : 'wrong-pin' }
    }
    return mayLeave.has(verdict.role) ? { ok: true, by: 'hub' } : { ok: false, because: 'role' }
  }

  async setLocalPin(pin: string): Promise<void> {
    this.#parts.settings.save({ maintenancePin: await hashPin(pin), pinTries: { wrong: 0, lockedUntil: null } })
  }

  async #checkLocally(pin: string): Promise<StaffVerdict> {
    const { settings, now } = this.#parts
    const { maintenancePin, pinTries } = settings.current
    if (maintenancePin === null) return { ok: false, because: 'no-pin' }
    const tries = beginTry(pinTries, now())
    if (tries === 'locked') return { ok: false, because: 'pin-locked' }
    // kept before the comparison; a disk that is full counts nothing, and then nobody is let in
    settings.save({ pinTries: tries })
    if (!(await isPin(pin, maintenancePin))) return { ok: false, because: 'wrong-pin' }
    settings.save({ pinTries: { wrong: 0, lockedUntil: null } })
    return { ok: true, by: 'local-pin' }
  }
}
