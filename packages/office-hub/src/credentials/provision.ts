import { randomInt } from 'node:crypto'
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DeviceRole, type OfficeConfig, StaffRole } from '@cherha/shared/protocol'
import { z } from 'zod'
import type { Credentials } from './credentials.ts'

const file = 'provisioned.json'

const Provisioned = z.strictObject({
  devices: z.array(z.strictObject({ id: z.string(), role: DeviceRole, token: z.string() })),
  staff: z.array(z.strictObject({ login: z.string(), pin: z.string(), role: StaffRole })),
})
/** Tokens and PINs in the clear: for demonstration and test offices only. */
export type Provisioned = z.infer<typeof Provisioned>

/**
 * Makes a device of each role, every device and a PIN for everybody in the configuration, where they are missing,
 * and keeps tokens and PINs in a file of the data folder that only this user can read: the next call returns the
 * same. A real office uses the CLI instead, which keeps nothing in the clear.
 * @param pins `server`: they are only made; the queue server is told them and gives them to the hub
 */
export async function provision(
  dataDir: string,
  config: Pick<OfficeConfig, 'devices' | 'staff'>,
  credentials: Credentials,
  pins: 'hub' | 'server' = 'hub',
): Promise<Provisioned> {
  const path = join(dataDir, file)
  const known: Provisioned = existsSync(path)
    ? Provisioned.parse(JSON.parse(readFileSync(path, 'utf8')))
    : { devices: [], staff: [] }
  const result: Provisioned = {
    devices: wantedDevices(config).map(({ id, role }) => {
      const kept = known.devices.find((device) => device.id === id && device.role === role)
      if (kept && credentials.deviceOf(kept.token)) return kept
      return { id, role, token: credentials.addDevice({ id, role, windows: null }) }
    }),
    staff: await Promise.all(
      config.staff.map(async ({ login, role }) => {
        const kept = known.staff.find((member) => member.login === login)
        if (kept && (pins === 'server' || credentials.hasPin(login))) return { ...kept, role }
        const pin = String(randomInt(1_000_000)).padStart(6, '0')
        if (pins === 'hub') await credentials.setPin(login, pin)
        return { login, pin, role }
      }),
    ),
  }
  writeFileSync(`${path}.new`, `${JSON.stringify(result, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return result
}

function wantedDevices(config: Pick<OfficeConfig, 'devices'>): OfficeConfig['devices'] {
  const missing = DeviceRole.options.filter((role) => !config.devices.some((device) => device.role === role))
  return [...config.devices, ...missing.map((role) => ({ id: `${role}-1`, role }))]
}
