import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type BrowserHost, type HostRole, serveDevice } from '../browser-host.ts'
import { openSecretStore, type SecretBox } from '../secrets.ts'
import { writeWhole } from '../settings/store.ts'
import { DeviceLink, type LinkStatus, type LinkTimes } from './device-link.ts'
import type { discoverHubs } from './discover-hubs.ts'
import { openPairingKeeper } from './pairing-keeper.ts'
import { openWitnessKeeper } from './witness-keeper.ts'

export interface DeviceHostSettings {
  readonly role: HostRole
  /** Folder of the built renderer. */
  readonly pagesDir: string
  /** Folder of the device: its hub, its token and the secret of its pages; made when missing, for this user only. */
  readonly dataDir: string
  /** Port on 127.0.0.1; 0 takes any free one. */
  readonly port: number
  /** Folder with voice packs of a display. Left out: `voice` in `dataDir`. */
  readonly voiceDir?: string
  readonly times?: Partial<LinkTimes>
  /** Hubs that announce themselves. Left out: by mDNS. */
  readonly discover?: typeof discoverHubs
}

export interface DeviceHost extends BrowserHost {
  /** How the device is connected now. */
  status(): LinkStatus
  /** Takes the device from its hub; its page then asks to be connected. An administrator's decision. */
  forget(): void
}

/** A computer whose only secret store is its files: starting a browser host on it is the decision to use them. */
const filesOnly: SecretBox = {
  available: () => false,
  seal: () => {
    throw new Error('this host seals nothing')
  },
  open: () => {
    throw new Error('this host seals nothing')
  },
}

/**
 * A browser host for a device of the office's network: it serves the page, lets it be connected to a hub by a pairing
 * code, keeps the connection in `dataDir`, and relays to that hub and no other.
 */
export async function startDeviceHost(settings: DeviceHostSettings): Promise<DeviceHost> {
  const { role, pagesDir, dataDir, port, times, discover } = settings
  const voiceDir = settings.voiceDir ?? path.join(dataDir, 'voice')
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const secrets = openSecretStore(path.join(dataDir, 'secrets.json'), filesOnly, () => true)
  const keeper = openPairingKeeper(path.join(dataDir, 'hub.json'), secrets)
  const witness = openWitnessKeeper(path.join(dataDir, 'witness.json'))
  const link = new DeviceLink({
    role,
    keeper,
    witness,
    ...(times === undefined ? {} : { times }),
    ...(discover === undefined ? {} : { discover }),
  })
  try {
    const hostSecret = keptSecret(path.join(dataDir, 'host-secret'))
    const host = await serveDevice({ role, pagesDir, port, hostSecret, voiceDir }, { hub: () => link.access(), link })
    return {
      ...host,
      status: () => link.status(),
      forget: () => link.forget(),
      async close() {
        link.close()
        await host.close()
      },
    }
  } catch (error) {
    link.close()
    throw error
  }
}

/** Kept between starts, so that a page that was opened once stays the device's. A damaged one is made anew. */
function keptSecret(file: string): Buffer {
  const kept = existsSync(file) ? Buffer.from(readFileSync(file, 'utf8').trim(), 'base64url') : Buffer.alloc(0)
  if (kept.length === 32) return kept
  const secret = randomBytes(32)
  writeWhole(file, `${secret.toString('base64url')}\n`)
  return secret
}
