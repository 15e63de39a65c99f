import { cpSync, rmSync, writeFileSync } from 'node:fs'
import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import path from 'node:path'
import { openTlsIdentity } from '@cherha/office-hub'
import { openKeyFile } from '@cherha/office-hub/core'
import { type HubVoucher, voucherText } from '@cherha/shared/protocol'
import { onTestFinished } from 'vitest'
import { DeviceLink, type FoundHub, openPairingKeeper } from '../../src/index.ts'
import type { LinkTimes } from '../../src/pairing/device-link.ts'
import { openWitnessKeeper } from '../../src/pairing/witness-keeper.ts'
import { openSecretStore } from '../../src/secrets.ts'
import { aFolder, type RealHub, startRealHub } from './real-hub.ts'

/** Code of the office that `startRealHub` serves. */
export const officeCode = '6801'

/** What an installation of the queue server has. */
export function aVoucherKey(): { readonly publicKey: string; readonly privateKey: KeyObject } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  return { publicKey: raw.toString('base64'), privateKey }
}
export const installation = aVoucherKey()

export function aVoucher(over: Partial<Omit<HubVoucher, 'signature'>>, by = installation): HubVoucher {
  const claim = { office: officeCode, fingerprint: 'ab'.repeat(32), epoch: 1, ...over }
  return { ...claim, signature: sign(null, Buffer.from(voucherText(claim)), by.privateKey).toString('base64') }
}

/** A hub that knows the voucher key, as if a queue server had told it. */
export async function aHubWithKey(): Promise<RealHub> {
  const dataDir = aFolder()
  const keys = openKeyFile(path.join(dataDir, 'keys.json'))
  keys.adopt({ version: 1, office: keys.office.toString('base64'), days: {}, voucherKey: installation.publicKey })
  return startRealHub({ dataDir })
}

/** What takes the place of a hub that was lost: its log and its devices, another certificate, the next epoch. */
export async function aReplacement(lost: RealHub, options: { port?: number; epoch?: number } = {}): Promise<RealHub> {
  const dataDir = aFolder()
  cpSync(lost.dataDir, dataDir, { recursive: true })
  rmSync(path.join(dataDir, 'tls.json'))
  const { fingerprint } = await openTlsIdentity(dataDir)
  writeFileSync(
    path.join(dataDir, 'voucher.json'),
    JSON.stringify(aVoucher({ fingerprint, epoch: options.epoch ?? 1 })),
  )
  return startRealHub({ dataDir, tlsPort: options.port ?? 0, restored: true })
}

export const announced = (url: string, over: Partial<FoundHub> = {}): FoundHub => ({
  address: url,
  name: 'Відділ',
  code: officeCode,
  fingerprint: '',
  ...over,
})

const times: LinkTimes = { wellEveryMs: 50, troubleEveryMs: 50, answerMs: 2_000, discoverMs: 10, searchAfterMs: 100 }

/** A device's connection without its page. */
export function aDevice(options: { dataDir?: string; found?: () => FoundHub[] } = {}) {
  const { dataDir = aFolder(), found = () => [] } = options
  const noBox = { available: () => false, seal: () => Buffer.alloc(0), open: () => '' }
  const secrets = openSecretStore(path.join(dataDir, 'secrets.json'), noBox, () => true)
  const keeper = openPairingKeeper(path.join(dataDir, 'hub.json'), secrets)
  const witness = openWitnessKeeper(path.join(dataDir, 'witness.json'))
  let searches = 0
  const link = new DeviceLink({
    role: 'display',
    keeper,
    witness,
    times,
    discover: async () => {
      searches += 1
      return found()
    },
  })
  onTestFinished(() => link.close())
  return { link, dataDir, keeper, witness, searches: () => searches }
}

/** A device that is connected to the hub and knows what it has to know of it. */
export async function aConnectedDevice(office: RealHub, options: Parameters<typeof aDevice>[0] = {}) {
  const device = aDevice(options)
  await device.link.connect(office.url, await office.code('display', 'hall'))
  return device
}
