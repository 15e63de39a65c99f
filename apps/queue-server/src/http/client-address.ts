import { BlockList, isIP, SocketAddress } from 'node:net'

/** An address of a client in its one spelling; IPv6 that only carries IPv4 is written as IPv4. */
export interface Address {
  readonly text: string
  readonly family: 'ipv4' | 'ipv6'
}

const carried = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i

/** null: this is no address. A zone (`%eth0`) and, as some proxies write it, a port are left out. */
export function addressOf(written: string | undefined): Address | null {
  if (written === undefined) return null
  const text = withoutPort(written.trim()).replace(/%.*$/, '')
  switch (isIP(text)) {
    case 4:
      return { text, family: 'ipv4' }
    case 6: {
      // one spelling of each: `2001:DB8:0::1` is `2001:db8::1`
      const one = new SocketAddress({ address: text, family: 'ipv6' }).address
      const v4 = carried.exec(one)?.[1]
      return v4 === undefined ? { text: one, family: 'ipv6' } : { text: v4, family: 'ipv4' }
    }
    default:
      return null
  }
}

function withoutPort(text: string): string {
  return /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(text)?.[1] ?? text
}

/** Adds `network` (a CIDR, or one address) to a list. @returns false when it is neither */
export function addNetwork(list: BlockList, network: string): boolean {
  const [, base = '', length] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(network) ?? []
  const family = isIP(base)
  if (family === 0 || base.includes('%')) return false
  const bits = family === 4 ? 32 : 128
  const prefix = length === undefined ? bits : Number(length)
  if (prefix > bits) return false
  list.addSubnet(base, prefix, family === 4 ? 'ipv4' : 'ipv6')
  return true
}

export function isIn(list: BlockList, { text, family }: Address): boolean {
  return list.check(text, family)
}

/** Hops of a request that are looked at, from here on: a longer header is somebody's invention. */
const mostHops = 20

/** Whose word about a client's address counts (B18). */
export class TrustedProxies {
  readonly #list = new BlockList()

  /** @param networks CIDRs or addresses @throws RangeError with the one that is neither */
  constructor(networks: readonly string[]) {
    for (const network of networks) {
      if (!addNetwork(this.#list, network)) throw new RangeError(network)
    }
  }

  trusts(written: string): boolean {
    const address = addressOf(written)
    return address !== null && isIn(this.#list, address)
  }

  /**
   * Who asks: from the connection backwards, the first that is no trusted proxy. What stands further left in the header
   * was written by somebody nobody knows, and something that is no address is nobody's: then it is the hop that said so.
   */
  client(connection: string | undefined, forwardedFor: string | readonly string[] | undefined): string {
    let client = addressOf(connection)
    if (client === null) return connection ?? ''
    if (forwardedFor === undefined || !isIn(this.#list, client)) return client.text
    const said = typeof forwardedFor === 'string' ? forwardedFor : forwardedFor.join(',')
    for (const written of said
      .slice(-mostHops * 50)
      .split(',')
      .slice(-mostHops)
      .reverse()) {
      if (!isIn(this.#list, client)) break
      const hop = addressOf(written)
      if (hop === null) break
      client = hop
    }
    return client.text
  }
}

/** Until somebody says otherwise: a proxy on this computer. */
export const usualProxies: readonly string[] = ['127.0.0.0/8', '::1/128']
