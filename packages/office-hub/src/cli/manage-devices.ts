import { rmSync, writeFileSync } from 'node:fs'
import { DeviceRole } from '@cherha/shared/protocol'
import { openCredentials } from '../credentials/credentials.ts'
import { HubStartError } from '../errors.ts'
import { readId, readOptions, readWindows, required } from './arguments.ts'

/** `add-device`: a new token for a device, written to a file that only this user can read. */
export function addDevice(args: readonly string[]): void {
  const options = readOptions(args, {
    role: { type: 'string' },
    id: { type: 'string' },
    windows: { type: 'string' },
    data: { type: 'string' },
    out: { type: 'string' },
  })
  const role = DeviceRole.safeParse(required(options.role, '--role', `R: ${DeviceRole.options.join(', ')}`))
  if (!role.success) throw new HubStartError(`--role must be one of ${DeviceRole.options.join(', ')}.`, 2)
  const id = readId(required(options.id, '--id', 'ID, the device’s name'), '--id')
  const windows = readWindows(options.windows, role.data)
  const dataDir = required(options.data, '--data', 'DIR, the hub’s data folder')
  const out = required(options.out, '--out', 'FILE, where the token goes')
  // the file first: a token that cannot be kept must not replace the old one
  try {
    writeFileSync(out, '', { mode: 0o600, flag: 'wx' })
  } catch (cause) {
    throw new HubStartError(`${out} exists already or cannot be written; give another file with --out.`, 2, { cause })
  }
  const credentials = openCredentialsOr(dataDir, () => rmSync(out))
  try {
    writeFileSync(out, `${credentials.addDevice({ id, role: role.data, windows })}\n`, { mode: 0o600 })
  } finally {
    credentials.close()
  }
  process.stdout.write(`Device ${id} (${role.data}) added; its token is in ${out}.\n`)
}

/** `revoke-device`: its token and the sessions opened at it stop working within a second. */
export function revokeDevice(args: readonly string[]): void {
  const options = readOptions(args, { id: { type: 'string' }, data: { type: 'string' } })
  const id = readId(required(options.id, '--id', 'ID, the device’s name'), '--id')
  const credentials = openCredentials(required(options.data, '--data', 'DIR, the hub’s data folder'))
  try {
    if (!credentials.revokeDevice(id)) throw new HubStartError(`There is no device ${id} that could be revoked.`, 2)
  } finally {
    credentials.close()
  }
  process.stdout.write(`Device ${id} revoked.\n`)
}

function openCredentialsOr(dataDir: string, undo: () => void) {
  try {
    return openCredentials(dataDir)
  } catch (error) {
    undo()
    throw error
  }
}
