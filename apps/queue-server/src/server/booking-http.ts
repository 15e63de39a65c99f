import type { BookingSettings } from '@cherha/shared/protocol'
import type { Logger } from 'pino'
import type { OpenBooking } from '../booking/ports.ts'
import type { BookingHttp } from '../http/booking/parts.ts'
import { NetworksError } from '../http/booking/networks/network-list.ts'
import { Networks } from '../http/booking/networks/networks.ts'
import { TrustedProxies } from '../http/client-address.ts'
import type { ServerClock } from '../offices/ports.ts'
import type { SmsOutbox } from '../sms/port.ts'
import { ServerStartError } from './server-error.ts'

export interface BookingHttpParts {
  readonly booking: OpenBooking
  readonly settings: BookingSettings
  readonly sms: Pick<SmsOutbox, 'state' | 'counts'>
  readonly clock: ServerClock
  readonly logger: Pick<Logger, 'warn' | 'info'>
}

/**
 * What the HTTP interface of online booking needs, and what ends it.
 * @throws `ServerStartError`: a list of networks or a proxy of the settings cannot be used
 */
export function openBookingHttp(parts: BookingHttpParts): { readonly http: BookingHttp; readonly close: () => void } {
  const { booking, settings, sms } = parts
  checkProxies(settings.trustedProxies)
  const networks = openNetworks(parts)
  return {
    http: {
      booking,
      settings,
      gateway: () => sms.state,
      codesAreMany: () => booking.codesAreMany(),
      networks,
      figures: async () => {
        const { waiting, retrying } = await sms.counts()
        return { ...booking.counts(), messages: { waiting, retrying } }
      },
    },
    close: () => networks?.close(),
  }
}

function checkProxies(networks: readonly string[]): void {
  try {
    void new TrustedProxies(networks)
  } catch (cause) {
    if (!(cause instanceof RangeError)) throw cause
    const message = `trustedProxies of the settings of booking: “${cause.message}” is no network. Write a CIDR like 10.0.0.0/8 or fd00::/8.`
    throw new ServerStartError(message, 2, { cause })
  }
}

function openNetworks({ settings, clock, logger }: BookingHttpParts): Networks | null {
  if (settings.networks.length === 0) return null
  try {
    return Networks.open(settings.networks, { clock, logger })
  } catch (cause) {
    if (!(cause instanceof NetworksError)) throw cause
    throw new ServerStartError(cause.message, 2, { cause })
  }
}
