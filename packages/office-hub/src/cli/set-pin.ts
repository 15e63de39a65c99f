import { text } from 'node:stream/consumers'
import { Id, SessionRequest } from '@cherha/shared/protocol'
import { openCredentials } from '../credentials/credentials.ts'
import { HubStartError } from '../errors.ts'
import { readServerFile } from '../uplink/identity-file.ts'
import { readOptions, required } from './arguments.ts'

/** `set-pin`: reads a PIN from standard input, so that it is neither in a list of processes nor in a history. */
export async function setPin(args: readonly string[]): Promise<void> {
  const options = readOptions(args, { login: { type: 'string' }, data: { type: 'string' } })
  const login = Id.safeParse(required(options.login, '--login', 'L, a login of the configuration'))
  if (!login.success) throw new HubStartError('--login may have small letters, digits and hyphens only.', 2)
  const dataDir = required(options.data, '--data', 'DIR, the hub’s data folder')
  if (readServerFile(dataDir) !== null) {
    throw new HubStartError('This hub takes its staff from the queue server; set the PIN there.', 2)
  }
  if (process.stdin.isTTY) process.stderr.write('PIN (4 to 12 digits), then Enter and Ctrl+D: ')
  const pin = SessionRequest.shape.pin.safeParse((await text(process.stdin)).trim())
  if (!pin.success) throw new HubStartError('A PIN has 4 to 12 digits; give it on standard input.', 2)
  const credentials = openCredentials(dataDir)
  try {
    await credentials.setPin(login.data, pin.data)
  } finally {
    credentials.close()
  }
  process.stdout.write(`PIN of ${login.data} set.\n`)
}
