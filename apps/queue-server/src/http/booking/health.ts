import type { BookingHealth } from '@cherha/shared/protocol'
import { instant } from '../instants.ts'
import type { BookingHttp } from './parts.ts'

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
