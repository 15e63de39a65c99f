import { DeviceRole } from '@cherha/shared/protocol'
import { openCredentials } from '../credentials/credentials.ts'
import { HubStartError } from '../errors.ts'
import { pairingMs } from '../pairing/pairing-store.ts'
import { readId, readOptions, readWindows, required } from './arguments.ts'

/** `pair`: a code for one new device, good once and for ten minutes. The hub may be running. */
export async function pair(args: readonly string[]): Promise<void> {
  const options = readOptions(args, {
    role: { type: 'string' },
    id: { type: 'string' },
    windows: { type: 'string' },
    data: { type: 'string' },
  })
  const role = DeviceRole.safeParse(required(options.role, '--role', `R: ${DeviceRole.options.join(', ')}`))
  if (!role.success) throw new HubStartError(`--role must be one of ${DeviceRole.options.join(', ')}.`, 2)
  const id = options.id === undefined ? null : readId(options.id, '--id')
  const windows = readWindows(options.windows, role.data)
  const credentials = openCredentials(required(options.data, '--data', 'DIR, the hub’s data folder'))
  try {
    const { code } = await credentials.openPairing({ role: role.data, id, windows }, Date.now())
    process.stdout.write(
      `Pairing code for one ${role.data}: ${code}\nGood once, for ${pairingMs / 60_000} minutes; five wrong tries void it.\n`,
    )
  } finally {
    credentials.close()
  }
}
