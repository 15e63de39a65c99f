import type { AdminBooking, BookingHealth } from '@cherha/shared/protocol'
import { instant } from '../instants.ts'
import type { Measured } from '../metrics.ts'
import type { BookingHttp } from './parts.ts'

/** The same, for the figures. */
export function measuredBooking({ gateway, networks, figures }: BookingHttp): NonNullable<Measured['booking']> {
  return { figures, gateway, networks: () => networks?.state.state ?? 'off' }
}

/** What anybody may know of online booking: numbers, and no file's name. */
export async function bookingHealth({ gateway, networks, figures }: BookingHttp): Promise<BookingHealth> {
  const inUse = networks?.state ?? null
  return {
    gateway: gateway(),
    ...(await figures()),
    networks:
      inUse === null
        ? { state: 'off', networks: 0, readAt: null }
        : { state: inUse.state, networks: inUse.networks, readAt: instant(inUse.readAt) },
  }
}

/** What whoever keeps the server going may know: also which file, why, and what to do. */
export async function adminBooking(http: BookingHttp): Promise<NonNullable<AdminBooking['booking']>> {
  const health = await bookingHealth(http)
  return { ...health, networks: { ...health.networks, error: http.networks?.state.error ?? null } }
}
