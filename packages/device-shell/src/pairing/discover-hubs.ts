import { EventEmitter } from 'node:events'
import { isIP } from 'node:net'
import { Bonjour, type Service } from 'bonjour-service'
import { readHubAddress, urlOf } from './hub-address.ts'

/** A hub that says it is in the office's network. A hint: pairing proves which one it is. */
export interface FoundHub {
  /** For `pairWithHub`: `192.0.2.7:4743`. */
  readonly address: string
  /** Name of the office, as announced. */
  readonly name: string
  /** Its four digits, as announced. */
  readonly code: string
  /** The first 16 hex digits of its certificate's SHA-256, as announced; empty when it does not say. */
  readonly fingerprint: string
}

const mostHubs = 20

/**
 * Listens for hubs that announce themselves by mDNS. Never throws: where there is no network or no multicast it finds
 * nothing, and the address can be typed.
 * @param ms how long to listen
 */
export function discoverHubs(ms: number): Promise<FoundHub[]> {
  return new Promise((resolve) => {
    const found = new Map<string, FoundHub>()
    let bonjour: Bonjour | null = null
    const done = (): void => {
      try {
        bonjour?.destroy()
      } catch {
        // nothing more is asked of it
      }
      resolve([...found.values()])
    }
    try {
      bonjour = new Bonjour({}, () => undefined)
      hearErrors(bonjour)
      bonjour.find({ type: 'cherha' }, (service) => {
        const hub = hubOf(service)
        if (hub !== null && found.size < mostHubs) found.set(hub.address, hub)
      })
    } catch {
      // listened in vain
    }
    setTimeout(done, ms)
  })
}

/** The package gives no other way to hear that its socket could not be opened, and unheard that ends the program. */
function hearErrors(bonjour: Bonjour): void {
  const server: unknown = Reflect.get(bonjour, 'server')
  const socket: unknown = typeof server === 'object' && server !== null ? Reflect.get(server, 'mdns') : null
  if (socket instanceof EventEmitter) socket.on('error', () => undefined)
}

/** What a service says of itself, taken with care: anybody in the network may say anything. */
export function hubOf(service: Pick<Service, 'port' | 'addresses' | 'referer' | 'txt'>): FoundHub | null {
  const txt: unknown = service.txt
  const said = (key: string): string => {
    const value: unknown = typeof txt === 'object' && txt !== null ? Reflect.get(txt, key) : undefined
    return typeof value === 'string' ? value : ''
  }
  const host = [said('at'), service.referer?.address ?? '', ...(service.addresses ?? [])].find(isUsable)
  const { port } = service
  if (host === undefined || !Number.isInteger(port) || port < 1 || port > 65_535) return null
  const url = urlOf({ secure: true, host, port })
  const short = url.replace('https://', '')
  return {
    // a hub of this computer that speaks TLS: without the scheme it would be asked in the clear
    address: readHubAddress(short)?.secure === true ? short : url,
    name: plain(said('name'), 120),
    code: plain(said('code'), 20),
    fingerprint: /^[0-9a-f]{16}$/.test(said('fp')) ? said('fp') : '',
  }
}

/** An address that another computer can be reached at without naming a network card. */
function isUsable(address: string): boolean {
  return isIP(address) === 4 || (isIP(address) === 6 && !/^fe80:/i.test(address))
}

function plain(text: string, longest: number): string {
  return text
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, longest)
}
