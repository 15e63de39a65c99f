import { spawnSync } from 'node:child_process'

/** An address of the documentation range (RFC 5737): no real network has it. */
export const networkAddress = '198.51.100.10'

const ip = (...args: readonly string[]) => spawnSync('ip', args, { encoding: 'utf8' })

/**
 * Gives this computer an address that is not a loopback one, on `lo`, so that a test can serve a network without
 * touching one.
 * @returns how to take it away, or why it cannot be had
 */
export function addNetworkAddress(): { readonly remove: () => void } | { readonly because: string } {
  const added = ip('addr', 'add', `${networkAddress}/32`, 'dev', 'lo')
  if (added.error !== undefined) return { because: 'there is no program ip on this computer' }
  // left over from a run that was killed
  if (added.status !== 0 && !/File exists|already assigned/i.test(added.stderr)) {
    return { because: `an address can be added by root only (${added.stderr.trim()})` }
  }
  return { remove: () => void ip('addr', 'del', `${networkAddress}/32`, 'dev', 'lo') }
}
