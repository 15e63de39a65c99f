import path from 'node:path'
import type { DeviceHost } from '../device-host.ts'
import type { RunnerClock } from '../recovery/runner.ts'
import { builtInUpdates, thisInstallation } from './built-in.ts'
import type { DeviceMoment } from './decisions.ts'
import { openUpdateFolder, type UpdateFolder } from './update-folder.ts'
import { UpdateKeeper } from './update-keeper.ts'

const tickMs = 60_000
const idleMinutes = 30

export interface DeviceUpdatesParts {
  readonly host: DeviceHost
  readonly packaged: boolean
  readonly clock: RunnerClock
  /** Since somebody touched the device, seconds. */
  readonly idleSeconds: () => number
  /** Starts an AppImage anew once this app has ended. */
  readonly relaunch: (target: string) => void
  /** Ends the app. */
  readonly quit: () => void
}

export interface DeviceUpdates {
  /** First thing at a start. True: the version before is being installed, the app must do nothing more. */
  begin(): Promise<boolean>
  /** The page is up. */
  ready(): void
  stop(): void
}

/**
 * The updates of one device: watches over what was installed from the first moment, looks for newer versions once the
 * page is up. Development starts, and builds without a key, watch and look for nothing.
 */
export function deviceUpdates(parts: DeviceUpdatesParts): DeviceUpdates {
  const { host, packaged, clock } = parts
  const { platform, arch } = process
  if (!packaged || (platform !== 'linux' && platform !== 'win32') || (arch !== 'x64' && arch !== 'arm64'))
    return noUpdates
  const builtIn = builtInUpdates()
  const { kind, installer } = thisInstallation({ platform, env: process.env, packaged }, (target) => {
    parts.relaunch(target)
    parts.quit()
  })
  let office: DeviceMoment['office'] = 'unknown'
  const keeper = new UpdateKeeper({
    running: host.version,
    target: { app: host.app, platform, arch, kind },
    keys: builtIn?.keys ?? [],
    folder: folderAt(host.settings.current.updates ?? builtIn?.url ?? null, host),
    installer,
    dir: path.join(host.dataDir, 'updates'),
    idleMinutes,
    now: () => clock.now(),
    // touches say nothing about a board, and an office cannot do without its hub
    moment: () => ({
      office,
      idleMs: parts.idleSeconds() * 1_000,
      neededWhileOpen: host.app === 'display' || host.settings.current.hub !== null,
    }),
    log: (line) => host.log.write('updates', { line }),
  })

  let forget: () => void = () => undefined
  let isUp = false
  const tick = async (): Promise<void> => {
    const open = await host.calls.isDayOpen()
    office = open === null ? 'unknown' : open ? 'open' : 'closed'
    await keeper.tick()
    if (isUp) forget = clock.setTimer(tickMs, () => void tick())
  }
  return {
    async begin() {
      const decision = keeper.start()
      return decision.do === 'return' && (await keeper.goBack(decision.to))
    },
    ready() {
      keeper.ready()
      if (isUp) return
      isUp = true
      forget = clock.setTimer(tickMs, () => void tick())
    },
    stop() {
      isUp = false
      forget()
    },
  }
}

const noUpdates: DeviceUpdates = { begin: async () => false, ready: () => undefined, stop: () => undefined }

function folderAt(address: string | null, host: DeviceHost): UpdateFolder | null {
  if (address === null) return null
  try {
    return openUpdateFolder(address)
  } catch (error) {
    host.log.write('the folder of updates cannot be used', { address, error })
    return null
  }
}
