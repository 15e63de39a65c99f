import { isIP } from 'node:net'
import { isLoopback } from '../http/loopback.ts'

/** Whether a host of a configuration is this computer: an address of it, or `localhost`, and no name that begins so. */
export function isThisComputer(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '')
  return bare === 'localhost' || (isIP(bare) !== 0 && isLoopback(bare))
}
