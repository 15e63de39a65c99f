import { isIP } from 'node:net'

/** Where a hub is reached. In the clear on this computer only. */
export interface HubAddress {
  readonly secure: boolean
  /** Name or address without brackets. */
  readonly host: string
  readonly port: number
}

/** The port a hub of the office's network is looked for at when none is typed. */
export const usualPort = 4743

/**
 * Reads an address as a person types it: `192.0.2.7`, `192.0.2.7:4743`, `hub.office`, `https://…`. Addresses of this
 * computer may be in the clear, others never (S34). Null: it cannot be an address.
 */
export function readHubAddress(typed: string): HubAddress | null {
  const text = typed.trim().replace(/\/+$/, '').toLowerCase()
  const found = /^(https?:\/\/)?(?:\[([0-9a-f:.]+)\]|([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?))(?::(\d{1,5}))?$/.exec(
    text,
  )
  if (found === null) return null
  const [, scheme, ipv6, name, portText] = found
  const host = ipv6 ?? name ?? ''
  const port = portText === undefined ? usualPort : Number(portText)
  if (port < 1 || port > 65_535) return null
  if (ipv6 !== undefined ? isIP(ipv6) !== 6 : /^[\d.]+$/.test(host) && isIP(host) !== 4) return null
  const here = host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
  if (scheme === 'http://' && !here) return null
  return { secure: scheme === 'https://' || !here, host, port }
}

/** `https://HOST:PORT`, or `http:` for this computer. */
export function urlOf({ secure, host, port }: HubAddress): string {
  return `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}
