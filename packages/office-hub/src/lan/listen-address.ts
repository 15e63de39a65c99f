import { isIP } from 'node:net'
import { HubStartError } from '../errors.ts'

/** An address of this computer on which the hub serves the office's network, always over TLS. */
export interface ListenAddress {
  /** IPv4 or IPv6 without brackets. */
  readonly host: string
  /** 0: any free one. */
  readonly port: number
}

/**
 * Reads `--listen ADDRESS:PORT`: `192.0.2.7:4743`, `[2001:db8::7]:4743`, `0.0.0.0:4743`. There is no way to ask for
 * anything but TLS. Throws `HubStartError`.
 */
export function readListenAddress(text: string): ListenAddress {
  const found = /^(?:\[([0-9a-fA-F:.]+)\]|([0-9.]+)):(\d{1,5})$/.exec(text)
  const host = found?.[1] ?? found?.[2] ?? ''
  const port = Number(found?.[3])
  if (found === null || isIP(host) === 0 || port > 65_535) {
    const plain = /^http:/i.test(text) ? ' Without TLS the hub is served on 127.0.0.1 only.' : ''
    throw new HubStartError(
      `--listen must be an address of this computer and a port, like 192.0.2.7:4743, not ${JSON.stringify(text)}.${plain}`,
      2,
    )
  }
  return { host, port }
}

/** `https://ADDRESS:PORT`. */
export function lanUrl({ host, port }: ListenAddress): string {
  return `https://${isIP(host) === 6 ? `[${host}]` : host}:${port}`
}

/** True for addresses that no other computer reaches. */
export function isLoopback(host: string): boolean {
  return host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** True for the addresses that stand for all addresses of the computer. */
export function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::'
}
