import type { OfficeConfig, SoundSettings, StaffConfig } from '@cherha/shared/protocol'
import type { Actor } from '@cherha/shared/queue'
import type { HubClock } from '../clock/hub-clock.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { Device } from '../credentials/devices.ts'
import type { Session } from '../credentials/sessions.ts'
import type { LimitClass } from './rate-limits.ts'

/** Who is at the other end, as the token proves it. */
export type Caller =
  | { readonly kind: 'device'; readonly device: Device }
  | { readonly kind: 'staff'; readonly session: Session; readonly staff: StaffConfig }

/** Tells who a bearer token belongs to: a device, or a session of somebody who still is staff. */
export class Doorkeeper {
  readonly #credentials: Credentials
  readonly #clock: HubClock
  readonly #config: () => OfficeConfig | null

  constructor(credentials: Credentials, clock: HubClock, config: () => OfficeConfig | null) {
    this.#credentials = credentials
    this.#clock = clock
    this.#config = config
  }

  /** null: no such token, revoked, expired, or its owner is not on the staff any more. */
  callerOf(token: string | null): Caller | null {
    if (token === null || token === '') return null
    const device = this.#credentials.deviceOf(token)
    if (device) return { kind: 'device', device }
    const session = this.#credentials.sessionOf(token, this.#clock.now().at)
    const staff = session && this.#config()?.staff.find(({ login }) => login === session.login)
    return session && staff ? { kind: 'staff', session, staff } : null
  }
}

/** Token of an `Authorization: Bearer …` header, or null. */
export function bearerOf(header: string | undefined): string | null {
  return /^Bearer ([\w.~+/=-]+)$/i.exec(header ?? '')?.[1] ?? null
}

export function actorOf(caller: Caller): Actor {
  return caller.kind === 'device'
    ? { kind: 'device', device: caller.device.id }
    : { kind: 'desk', session: caller.session.id, staff: caller.staff.login, role: caller.staff.role }
}

/** What `commandSenders` calls the caller: a device's role, or a staff role. */
export function roleOf(caller: Caller): string {
  return caller.kind === 'device' ? caller.device.role : caller.staff.role
}

/** Whose bucket the caller's requests are taken from. */
export function limitOf(caller: Caller): { kind: LimitClass; id: string } {
  return caller.kind === 'device'
    ? { kind: caller.device.role, id: caller.device.id }
    : { kind: 'desk', id: caller.session.id }
}

/**
 * Windows whose calls a display shows; empty: all. A display of services shows the windows that serve one of them, so
 * that whatever they call is announced.
 */
export function windowsOf(device: Device, config: OfficeConfig | null): readonly string[] {
  const configured = config?.devices.find(({ id }) => id === device.id)
  const named = device.windows ?? configured?.windows
  const services = configured?.services
  if (named !== undefined || services === undefined) return named ?? []
  const serving = config?.windows.filter((window) => window.services.some((id) => services.includes(id))) ?? []
  return serving.map(({ id }) => id)
}

/** How loud a display is: its own setting, else the office's. */
export function soundOf(device: Device, config: OfficeConfig | null): SoundSettings | undefined {
  return config?.devices.find(({ id }) => id === device.id)?.sound ?? config?.sound
}
