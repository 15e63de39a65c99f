import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { type Credentials, provision, type Provisioned } from '@cherha/office-hub'
import type { DeviceRole, OfficeConfig } from '@cherha/shared/protocol'

/** Tokens and PINs of a demonstration, made at random for its data folder and the same at every start. */
export interface DemoAccess {
  readonly tokens: Readonly<Record<DeviceRole, string>>
  readonly staff: Provisioned['staff']
  /** Lets pages that were paired stay paired over a restart. */
  readonly hostSecret: Buffer
}

/**
 * The access of the data folder; makes what is missing. Only a demonstration keeps tokens in the clear.
 * @param pins who sets the staff's PINs
 */
export async function demoAccess(
  dataDir: string,
  config: OfficeConfig,
  credentials: Credentials,
  pins: 'hub' | 'server',
): Promise<DemoAccess> {
  const { devices, staff } = await provision(dataDir, config, credentials, pins)
  const tokenOf = (role: DeviceRole): string => devices.find((device) => device.role === role)?.token ?? ''
  return {
    tokens: { terminal: tokenOf('terminal'), display: tokenOf('display'), desk: tokenOf('desk') },
    staff,
    hostSecret: keptSecret(path.join(dataDir, 'host-secret')),
  }
}

function keptSecret(file: string): Buffer {
  if (existsSync(file)) return readFileSync(file)
  const secret = randomBytes(32)
  writeFileSync(file, secret, { mode: 0o600 })
  return secret
}
