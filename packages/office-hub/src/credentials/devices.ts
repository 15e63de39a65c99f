import type { DeviceRole, WindowConfig } from '@cherha/shared/protocol'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import { newToken, tokenHash } from './tokens.ts'

type Role = z.infer<typeof DeviceRole>
type WindowId = WindowConfig['id']

export interface Device {
  readonly id: string
  readonly role: Role
  /** Windows whose calls a display shows; null: what the configuration says, else all. */
  readonly windows: readonly WindowId[] | null
}

/** A device as another hub of the office may know it: with the hash of its token. */
export interface DeviceHash extends Device {
  /** SHA-256 of its token, base64. */
  readonly tokenHash: string
}

interface DeviceRow {
  id: string
  role: Role
  windows: string | null
}

/** The devices that may talk to the hub, each with one token. */
export function deviceStore(database: Database.Database) {
  const put = database.prepare<[string, string, string | null, Buffer]>(`
    INSERT INTO device (id, role, windows, token_hash, revoked) VALUES (?, ?, ?, ?, 0)
    ON CONFLICT (id) DO UPDATE SET role = excluded.role, windows = excluded.windows, token_hash = excluded.token_hash, revoked = 0
  `)
  const revoke = database.prepare<[string]>('UPDATE device SET revoked = 1 WHERE id = ? AND revoked = 0')
  const byToken = database.prepare<[Buffer], DeviceRow>(
    'SELECT id, role, windows FROM device WHERE token_hash = ? AND revoked = 0',
  )
  const adopt = database.prepare<[string, Role, string | null, Buffer]>(
    'INSERT OR IGNORE INTO device (id, role, windows, token_hash, revoked) VALUES (?, ?, ?, ?, 0)',
  )
  const hashes = database.prepare<[], DeviceRow & { token_hash: Buffer }>(
    'SELECT id, role, windows, token_hash FROM device WHERE revoked = 0 ORDER BY id',
  )
  const adoptAll = database.transaction((devices: readonly DeviceHash[]) => {
    for (const { id, role, windows, tokenHash: hash } of devices)
      adopt.run(id, role, windows === null ? null : JSON.stringify(windows), Buffer.from(hash, 'base64'))
  })
  const all = database.prepare<[], DeviceRow>('SELECT id, role, windows FROM device WHERE revoked = 0 ORDER BY id')

  return {
    /** Adds a device, or gives a known one a new token: the old one stops working. Returns the token, once. */
    addDevice(device: Device): string {
      const token = newToken()
      put.run(device.id, device.role, device.windows === null ? null : JSON.stringify(device.windows), tokenHash(token))
      return token
    },
    /** False when there is no such device, or it was revoked before. */
    revokeDevice: (id: string): boolean => revoke.run(id).changes > 0,
    deviceOf(token: string): Device | null {
      const row = byToken.get(tokenHash(token))
      return row ? toDevice(row) : null
    },
    devices: (): Device[] => all.all().map(toDevice),
    /** Devices that are not revoked, as a replacement of this hub has to know them. */
    deviceHashes: () =>
      hashes.all().map((row) => {
        const { id, role, windows } = toDevice(row)
        return { id, role, windows: windows && [...windows], tokenHash: row.token_hash.toString('base64') }
      }),
    /** Takes devices this hub has never known; what it knows of its own, a revocation above all, stays. */
    adoptDevices: (devices: readonly DeviceHash[]): void => adoptAll.immediate(devices),
  }
}

function toDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    role: row.role,
    windows: row.windows === null ? null : z.array(z.string()).parse(JSON.parse(row.windows)),
  }
}
