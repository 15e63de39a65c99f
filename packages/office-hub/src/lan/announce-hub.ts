import { EventEmitter } from 'node:events'
import { Bonjour } from 'bonjour-service'
import type { OfficeConfig } from '@cherha/shared/protocol'
import { isWildcard, type ListenAddress } from './listen-address.ts'

/** Type of the service in the office's network: `_cherha._tcp`. */
export const serviceType = 'cherha'
/** A string of a TXT record has at most 255 bytes, with its key. */
const longestName = 200
const goodbyeMs = 500

export interface Announcement {
  readonly config: Pick<OfficeConfig, 'code' | 'name'>
  readonly fingerprint: string
  readonly address: ListenAddress
  /** Nothing here stops a hub: the address can be typed in. */
  readonly report: (message: string, error: unknown) => void
}

export interface Announced {
  /** Null: it could not even be tried. */
  readonly bonjour: Bonjour | null
  /** Takes the announcement back. */
  stop(): Promise<void>
}

/**
 * Tells the office's network by mDNS where the hub is. The label is ASCII and short, because longer ones are not
 * found; the office's name travels in the TXT record. What is announced is a hint and proves nothing: devices trust
 * what pairing has proved.
 */
export function announceHub({ config, fingerprint, address, report }: Announcement): Announced {
  const failed = (error: unknown) => report('the hub could not be announced by mDNS', error)
  const label = serviceLabel(config.code, fingerprint)
  try {
    // options of the socket below; the package's types know only those of a service
    const socket: object = isWildcard(address.host) ? {} : { interface: address.host }
    const bonjour = new Bonjour(socket, failed)
    socketOf(bonjour)?.on('error', failed)
    bonjour.publish({
      name: label,
      type: serviceType,
      port: address.port,
      // not the computer's name: it may have letters that DNS does not take
      host: `${label}.local`,
      // the label holds part of the fingerprint, so no other hub has it
      probe: false,
      txt: {
        name: shortened(config.name.uk, longestName),
        code: config.code,
        fp: fingerprint.slice(0, 16),
        v: '1',
        ...(isWildcard(address.host) ? {} : { at: address.host }),
      },
    })
    return { bonjour, stop: () => sayGoodbye(bonjour) }
  } catch (error) {
    failed(error)
    return { bonjour: null, stop: async () => {} }
  }
}

/** `cherha-4801-ab12`: ASCII, at most 63 bytes. */
export function serviceLabel(officeCode: string, fingerprint: string): string {
  const code = officeCode.replace(/[^A-Za-z0-9]/g, '').slice(0, 40)
  return `cherha-${code}-${fingerprint.slice(0, 4)}`
}

/** The text cut to so many bytes, never inside a letter. */
export function shortened(text: string, bytes: number): string {
  let kept = ''
  for (const letter of text) {
    if (Buffer.byteLength(kept) + Buffer.byteLength(letter) > bytes) break
    kept += letter
  }
  return kept
}

/**
 * The socket below: the package gives no other way to hear that it could not be opened, and an error nobody hears would
 * end the hub.
 */
export function socketOf(bonjour: Bonjour): EventEmitter | null {
  const server: unknown = Reflect.get(bonjour, 'server')
  const socket: unknown = typeof server === 'object' && server !== null ? Reflect.get(server, 'mdns') : null
  return socket instanceof EventEmitter ? socket : null
}

function sayGoodbye(bonjour: Bonjour): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      resolve()
    }
    const destroy = () => bonjour.destroy(done)
    // a network that is gone does not hold up the hub
    const timer = setTimeout(done, goodbyeMs)
    try {
      bonjour.unpublishAll(destroy)
    } catch {
      done()
    }
  })
}
