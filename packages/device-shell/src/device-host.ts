import { join } from 'node:path'
import { HubCalls } from './hub-calls.ts'
import { openDeviceLog, type DeviceLog } from './device-log.ts'
import { DeviceLink } from './pairing/device-link.ts'
import { openPairingKeeper } from './pairing/pairing-keeper.ts'
import { openWitnessKeeper } from './pairing/witness-keeper.ts'
import type { KeptFaults as Faults } from './recovery/runner.ts'
import { openSecretStore, type SecretBox, type SecretStore } from './secrets.ts'
import { DeviceSettings, KeptFaults } from './settings/device-settings.ts'
import { openSettings, type SettingsStore } from './settings/store.ts'
import { StaffCheck } from './staff-exit/staff-check.ts'
import { surfaceOf, type AppName, type Surface } from './surface.ts'

export interface DeviceHostParts {
  readonly app: AppName
  readonly version: string
  /** Folder of this app's data, for this user only. */
  readonly dataDir: string
  readonly box: SecretBox
}

const roleOf = { terminal: 'terminal', display: 'display', 'operator-desk': 'desk' } as const

/** Everything a device knows and keeps; no window and no Electron in it. */
export interface DeviceHost {
  readonly app: AppName
  readonly surface: Surface
  readonly version: string
  readonly dataDir: string
  readonly settings: SettingsStore<DeviceSettings>
  readonly faults: SettingsStore<KeptFaults>
  readonly secrets: SecretStore
  /** The hub this device belongs to. */
  readonly link: DeviceLink
  readonly calls: HubCalls
  readonly staff: StaffCheck
  readonly log: DeviceLog
  /** Keeps the counts and tells the hub; neither may stop the recovery. */
  countFaults(faults: Faults): void
  /** Asks the hub for the office's phones and keeps them for the day it cannot be asked. */
  learnPhones(): Promise<void>
}

export function openDeviceHost({ app, version, dataDir, box }: DeviceHostParts): DeviceHost {
  const log = openDeviceLog(join(dataDir, 'logs'), () => new Date().toISOString())
  const settings = openSettings(join(dataDir, 'settings.json'), DeviceSettings)
  const faults = openSettings(join(dataDir, 'faults.json'), KeptFaults)
  if (settings.brokenFile !== null) {
    log.write('the settings could not be read and were put aside; started with defaults', { file: settings.brokenFile })
  }
  const secrets = openSecretStore(join(dataDir, 'secrets.json'), box, () => settings.current.plainSecrets !== null)
  const keeper = openPairingKeeper(join(dataDir, 'hub.json'), secrets)
  const witness = openWitnessKeeper(join(dataDir, 'witness.json'))
  const link = new DeviceLink({ role: roleOf[app], keeper, witness })
  const calls = new HubCalls(() => link.access())
  const staff = new StaffCheck({
    settings,
    askHub: (login, pin) => calls.staffCheck(login, pin),
    // not what the link can use: a token that is lost must not open the device to whoever stands before it
    isPaired: () => keeper.belongsToHub || link.status().hub !== null,
    now: () => Date.now(),
  })
  return {
    app,
    surface: surfaceOf[app],
    version,
    dataDir,
    settings,
    faults,
    secrets,
    link,
    calls,
    staff,
    log,
    countFaults(counted) {
      log.write('a page had to be replaced', { crashes: counted.crashes, hangs: counted.hangs })
      try {
        faults.save({ ...counted, recent: [...counted.recent] })
      } catch (error) {
        log.write('the count could not be kept', { error })
      }
      void calls.report({ crashes: counted.crashes, hangs: counted.hangs, version })
    },
    async learnPhones() {
      const phones = await calls.phones()
      if (phones === null || phones.join() === settings.current.phones.join()) return
      try {
        settings.save({ phones: phones.slice(0, 6) })
      } catch (error) {
        log.write('the phones could not be kept', { error })
      }
    },
  }
}
