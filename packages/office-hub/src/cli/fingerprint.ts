import { openTlsIdentity } from '../lan/tls-identity.ts'
import { readOptions, required } from './arguments.ts'

/** `fingerprint`: SHA-256 of the hub's certificate, to compare with what a device shows. Makes it when missing. */
export async function fingerprint(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { data: { type: 'string' } })
  const identity = await openTlsIdentity(required(options.data, '--data', 'DIR, the hub’s data folder'))
  process.stdout.write(`${identity.fingerprint}\n`)
}
