import { networkInterfaces } from 'node:os'
import { NotPairedError } from '../not-paired.ts'
import type { DeviceHost } from '../device-host.ts'
import type { IpcHandlers } from '../ipc/channels.ts'
import type { DeviceChannels, MaintenanceState, NetworkState, PrinterTest, Saved } from '../ipc/device-channels.ts'
import { PairingError } from '../pairing/problems.ts'
import { SettingsWriteError } from '../settings/store.ts'
import type { ScreenInfo } from '../screens.ts'
import type { MaintenanceUnlock } from './unlock.ts'

/** What the handlers need of the window and the system. */
export interface MaintenanceParts {
  readonly host: DeviceHost
  readonly unlock: MaintenanceUnlock
  /** Base address of the hub connection, as the page uses it. */
  readonly relayUrl: string
  readonly screens: () => readonly ScreenInfo[]
  readonly isCrashLoop: () => boolean
  readonly onAlive: () => void
  readonly open: () => void
  readonly leave: (to: 'app' | 'relaunch' | 'desktop') => void
  /** Prints a page by the hub this device runs; null, or left out: it runs none. */
  readonly printTest?: () => Promise<void> | null
  /** Called after settings have changed. */
  readonly onSettings: () => void
}

const diskFull = 'Не вдалося записати: на диску немає місця. / Not saved: the disk is full.'

/** Answers to what the pages of every app may ask. */
export function deviceHandlers(parts: MaintenanceParts): IpcHandlers<DeviceChannels> {
  const { host, unlock } = parts
  const { settings, log } = host

  const saved = (work: () => void): Saved => {
    unlock.used()
    try {
      work()
    } catch (error) {
      if (!(error instanceof SettingsWriteError || error instanceof PairingError)) throw error
      log.write('settings could not be written', { error })
      return { ok: false, because: diskFull }
    }
    parts.onSettings()
    return { ok: true }
  }

  return {
    'device:hub-url': () => {
      if (host.link.status().hub === null) throw new NotPairedError('this device is not connected to a hub')
      return parts.relayUrl
    },
    'pairing:status': () => host.link.status(),
    'pairing:hubs': () => host.link.hubs(),
    'pairing:connect': async ({ address, code }) => {
      try {
        await host.link.connect(address, code)
      } catch (error) {
        if (!(error instanceof PairingError)) throw error
        log.write('the device could not be connected', { problem: error.problem })
        return { ok: false, problem: error.problem }
      }
      log.write('the device was connected to a hub')
      void host.learnPhones()
      return { ok: true }
    },
    'device:alive': () => {
      parts.onAlive()
      return null
    },
    'device:maintenance': () => {
      parts.open()
      return null
    },
    'maintenance:lock': () => ({
      unlocked: unlock.isOpen,
      firstStart: host.staff.isFirstStart,
      phones: settings.current.phones,
      crashLoop: parts.isCrashLoop(),
    }),
    'maintenance:unlock': async ({ login, pin }) => {
      const verdict = await host.staff.check(login, pin)
      log.write('somebody signed in at the locked screen', {
        ok: verdict.ok,
        how: verdict.ok ? verdict.by : verdict.because,
      })
      if (verdict.ok) {
        unlock.open()
        // from now on the app does not try again by itself
        parts.open()
      }
      return verdict
    },
    'maintenance:close': () => {
      unlock.close()
      parts.leave('app')
      return null
    },
    'maintenance:read': (): MaintenanceState => {
      unlock.used()
      const { phones, screen, hub, updates, maintenancePin } = settings.current
      const { crashes, hangs } = host.faults.current
      return {
        version: host.version,
        settings: { phones, screen, hub, updates },
        hasPin: maintenancePin !== null,
        paired: host.link.status().hub !== null,
        secrets: host.secrets.protection,
        brokenFile: settings.brokenFile,
        screens: parts
          .screens()
          .map(({ id, bounds, primary }) => ({ id, size: `${bounds.width}×${bounds.height}`, primary })),
        crashes,
        hangs,
      }
    },
    'maintenance:save': (change) => saved(() => settings.save(withoutUndefined(change))),
    'maintenance:set-pin': async ({ pin }) => {
      unlock.used()
      try {
        await host.staff.setLocalPin(pin)
        return { ok: true }
      } catch (error) {
        if (!(error instanceof SettingsWriteError)) throw error
        return { ok: false, because: diskFull }
      }
    },
    'maintenance:accept-plain-secrets': () =>
      saved(() => {
        settings.save({ plainSecrets: { acceptedAt: new Date().toISOString() } })
        log.write('an administrator decided to keep secrets without the system’s protection')
      }),
    'maintenance:network': async (): Promise<NetworkState> => {
      unlock.used()
      const { hub } = host.link.status()
      const health = hub === null ? null : await host.calls.health()
      return { addresses: ownAddresses(), hub: hub && { address: hub.address, ms: health?.ms ?? null } }
    },
    'maintenance:printer-test': async (): Promise<PrinterTest> => {
      unlock.used()
      const printing = parts.printTest?.() ?? null
      if (printing === null) return printerAtHub(host)
      try {
        await printing
        return { result: 'printed' }
      } catch (error) {
        return { result: 'failed', message: error instanceof Error ? error.message : String(error) }
      }
    },
    'maintenance:log': () => {
      unlock.used()
      return log.tail(200)
    },
    'maintenance:disconnect': () => {
      log.write('an administrator took the device from its hub')
      return saved(() => host.link.forget())
    },
    'maintenance:leave': ({ to }) => {
      unlock.close()
      log.write('the maintenance screen was left', { to })
      parts.leave(to)
      return null
    },
  }
}

async function printerAtHub(host: DeviceHost): Promise<PrinterTest> {
  const health = await host.calls.health()
  if (health === null) return { result: 'failed', message: 'The hub does not answer.' }
  if (health.printer === 'failed') return { result: 'failed', message: 'The hub’s printer reports a fault.' }
  return { result: health.printer === 'none' ? 'none' : 'printed' }
}

function ownAddresses(): NetworkState['addresses'] {
  return Object.entries(networkInterfaces()).flatMap(([card, addresses = []]) =>
    addresses.filter(({ internal }) => !internal).map(({ address }) => ({ card, address })),
  )
}

/** Fields that were left out must not replace what is set. */
function withoutUndefined<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }
}
