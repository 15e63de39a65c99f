import { randomBytes, randomInt } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { HubHandle } from '@cherha/office-hub'
import type { DeviceRole, OfficeConfig } from '@cherha/shared/protocol'
import { z } from 'zod'

const Access = z.strictObject({
  tokens: z.record(z.string(), z.string()),
  pins: z.record(z.string(), z.string()),
  hostSecret: z.string(),
})

/** Tokens and PINs of a demonstration, made at random for its data folder and kept there, readable by its owner only. */
export interface DemoAccess {
  readonly tokens: Readonly<Record<DeviceRole, string>>
  readonly staff: readonly { readonly login: string; readonly pin: string; readonly role: string }[]
  /** Lets pages that were paired stay paired over a restart. */
  readonly hostSecret: Buffer
}

/** The access of the data folder; makes what is missing. Only a demonstration keeps tokens in the clear. */
export async function demoAccess(dataDir: string, config: OfficeConfig, hub: HubHandle): Promise<DemoAccess> {
  const file = path.join(dataDir, 'demo-access.json')
  const known = existsSync(file)
    ? Access.parse(JSON.parse(readFileSync(file, 'utf8')))
    : { tokens: {}, pins: {}, hostSecret: randomBytes(32).toString('base64') }
  for (const { id, role } of config.devices) known.tokens[id] ??= hub.credentials.addDevice({ id, role, windows: null })
  for (const { login } of config.staff) {
    if (known.pins[login] !== undefined) continue
    const pin = String(randomInt(100_000, 1_000_000))
    await hub.credentials.setPin(login, pin)
    known.pins[login] = pin
  }
  writeFileSync(file, `${JSON.stringify(known, null, 2)}\n`, { mode: 0o600 })
  const tokenOf = (role: DeviceRole): string => {
    const device = config.devices.find((candidate) => candidate.role === role)
    return (device === undefined ? undefined : known.tokens[device.id]) ?? ''
  }
  return {
    tokens: { terminal: tokenOf('terminal'), display: tokenOf('display'), desk: tokenOf('desk') },
    staff: config.staff.map(({ login, role }) => ({ login, pin: known.pins[login] ?? '', role })),
    hostSecret: Buffer.from(known.hostSecret, 'base64'),
  }
}
