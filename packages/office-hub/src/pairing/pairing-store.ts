import { randomBytes, randomUUID } from 'node:crypto'
import type { DeviceRole } from '@cherha/shared/protocol'
import type Database from 'better-sqlite3'
import { z } from 'zod'
import type { Device, deviceStore } from '../credentials/devices.ts'
import { newPairingCode, pairingKey } from './pairing-code.ts'
import { deviceProof, sameProof } from './pairing-proofs.ts'

/** How long a code is good. */
export const pairingMs = 10 * 60_000
const triesAllowed = 5
const forgotten = Buffer.alloc(0)

/** What the device that wants to be paired says. */
export interface PairingTry {
  readonly pairing: string
  readonly nonce: string
  readonly proof: Buffer
  /** Of the hub's certificate on the connection the try came by. */
  readonly fingerprint: string
}

export type PairingOutcome =
  | { readonly is: 'paired'; readonly token: string; readonly device: Device; readonly key: Buffer }
  | { readonly is: 'wrong' | 'locked' | 'ended' }

interface PairingRow {
  role: DeviceRole
  id: string
  salt: Buffer
  key: Buffer
  device: string | null
  windows: string | null
  expires: number
  tries: number
  used: number
}

/** Pairing codes: one open per role, kept only as salt and scrypt key (S30). Times are the computer's, ms. */
export function pairingStore(database: Database.Database, devices: ReturnType<typeof deviceStore>) {
  const put = database.prepare<[DeviceRole, string, Buffer, Buffer, string | null, string | null, number]>(`
    INSERT INTO pairing (role, id, salt, key, device, windows, expires, tries, used) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0)
    ON CONFLICT (role) DO UPDATE SET id = excluded.id, salt = excluded.salt, key = excluded.key,
      device = excluded.device, windows = excluded.windows, expires = excluded.expires, tries = 0, used = 0
  `)
  const byRole = database.prepare<[string], PairingRow>('SELECT * FROM pairing WHERE role = ?')
  const byId = database.prepare<[string], PairingRow>('SELECT * FROM pairing WHERE id = ?')
  const countTry = database.prepare<[string]>('UPDATE pairing SET tries = tries + 1 WHERE id = ?')
  const use = database.prepare<[Buffer, string]>('UPDATE pairing SET used = 1, key = ? WHERE id = ?')
  const forgetKey = database.prepare<[Buffer, string]>('UPDATE pairing SET key = ? WHERE id = ?')

  const ended = (row: PairingRow, now: number) => row.used === 1 || now >= row.expires

  const redeem = database.transaction((tried: PairingTry, now: number): PairingOutcome => {
    const row = byId.get(tried.pairing)
    if (row === undefined || ended(row, now)) return { is: 'ended' }
    if (row.tries >= triesAllowed) return { is: 'locked' }
    if (!sameProof(tried.proof, deviceProof(row.key, tried.fingerprint, row.role, tried.nonce))) {
      countTry.run(row.id)
      if (row.tries + 1 >= triesAllowed) forgetKey.run(forgotten, row.id)
      return { is: 'wrong' }
    }
    const device: Device = {
      id: row.device ?? freeId(row.role),
      role: row.role,
      windows: row.windows === null ? null : z.array(z.string()).parse(JSON.parse(row.windows)),
    }
    const token = devices.addDevice(device)
    use.run(forgotten, row.id)
    return { is: 'paired', token, device, key: row.key }
  })

  /** `display-1`, or the first number that no device has. */
  function freeId(role: DeviceRole): string {
    const taken = new Set(devices.devices().map(({ id }) => id))
    for (let number = 1; ; number += 1) if (!taken.has(`${role}-${number}`)) return `${role}-${number}`
  }

  return {
    /**
     * A new code for one device; it replaces an older one of the role. The code itself is stored nowhere.
     * @param wanted `id` null: the first free one
     */
    async openPairing(
      wanted: { role: DeviceRole; id: string | null; windows: readonly string[] | null },
      now: number,
    ): Promise<{ code: string; expires: number }> {
      const code = newPairingCode()
      const salt = randomBytes(16)
      const key = await pairingKey(code, salt)
      const windows = wanted.windows === null ? null : JSON.stringify(wanted.windows)
      put.run(wanted.role, randomUUID(), salt, key, wanted.id, windows, now + pairingMs)
      return { code, expires: now + pairingMs }
    },
    /** The open pairing of a role as a device may know it; `locked` after five wrong tries, null: there is none. */
    pairingFor(role: DeviceRole, now: number): { id: string; salt: Buffer } | 'locked' | null {
      const row = byRole.get(role)
      if (row === undefined || ended(row, now)) return null
      return row.tries >= triesAllowed ? 'locked' : { id: row.id, salt: row.salt }
    },
    /** Compares a proof; right, it makes the device and ends the code in one step. */
    redeemPairing: (tried: PairingTry, now: number): PairingOutcome => redeem.immediate(tried, now),
  }
}
