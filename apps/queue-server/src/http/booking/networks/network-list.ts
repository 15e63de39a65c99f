import { BlockList } from 'node:net'
import { readFileSync } from 'node:fs'
import { type CountryResponse, Reader } from 'maxmind'
import { type Address, addNetwork, isIn } from '../../client-address.ts'

/** What a file says about an address, and how many networks it lists; a file of countries lists none. */
export interface NetworkList {
  readonly networks: number
  has(address: Address): boolean
}

/** A file that cannot be used. The message says which, why, and what to do. */
export class NetworksError extends Error {
  override name = 'NetworksError'
}

const country = 'UA'

/** Reads a file: an `.mmdb` of countries, or a CIDR a line with comments after `#`. @throws NetworksError */
export function readNetworkList(path: string): NetworkList {
  const content = contentOf(path)
  return path.toLowerCase().endsWith('.mmdb') ? countries(path, content) : lines(path, content)
}

function contentOf(path: string): Buffer {
  try {
    return readFileSync(path)
  } catch (cause) {
    const why =
      cause instanceof Error && 'code' in cause && cause.code === 'ENOENT' ? 'there is none' : 'it is not readable'
    throw new NetworksError(
      `The list of networks ${path} cannot be read: ${why}. Put it there, or take it out of networks in the settings of booking.`,
      { cause },
    )
  }
}

function lines(path: string, content: Buffer): NetworkList {
  const list = new BlockList()
  let networks = 0
  for (const [index, line] of content.toString('utf8').split(/\r?\n/).entries()) {
    const network = line.replace(/#.*/, '').trim()
    if (network === '') continue
    if (!addNetwork(list, network)) {
      throw new NetworksError(
        `The list of networks ${path} is broken: line ${index + 1} is no network. Write one a line, like 192.0.2.0/24 or 2001:db8::/32.`,
      )
    }
    networks += 1
  }
  if (networks === 0) {
    throw new NetworksError(
      `The list of networks ${path} is empty: nobody could book. Fill it, or take it out of networks in the settings of booking.`,
    )
  }
  return { networks, has: (address) => isIn(list, address) }
}

/** Of whoever makes such files: `country` as an object with `iso_code`, or as a text. */
type CountryRecord = CountryResponse & { readonly country?: unknown; readonly country_code?: unknown }

function countries(path: string, content: Buffer): NetworkList {
  const broken = (cause?: unknown) =>
    new NetworksError(
      `The file of countries ${path} is broken or of another kind: it must be an unpacked .mmdb of countries. Fetch it again.`,
      { cause },
    )
  const reader = readerOf(content, broken)
  const has = ({ text }: Address): boolean => {
    const found: CountryRecord | null = reader.get(text)
    return found !== null && countryOf(found) === country
  }
  // a file cut short is found out when it is asked, not when it is opened
  try {
    for (const text of ['1.1.1.1', '91.198.1.1', '255.255.255.255']) has({ text, family: 'ipv4' })
  } catch (cause) {
    throw broken(cause)
  }
  return {
    networks: 0,
    has: (address) => {
      try {
        return has(address)
      } catch {
        // IPv6 asked of a file that has only IPv4
        return false
      }
    },
  }
}

function readerOf(content: Buffer, broken: (cause?: unknown) => NetworksError): Reader<CountryRecord> {
  try {
    return new Reader<CountryRecord>(content)
  } catch (cause) {
    throw broken(cause)
  }
}

function countryOf({ country: of, country_code: code }: CountryRecord): unknown {
  if (typeof of === 'object' && of !== null && 'iso_code' in of) return of.iso_code
  return typeof code === 'string' ? code : of
}
