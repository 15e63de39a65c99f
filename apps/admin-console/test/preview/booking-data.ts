import type { AdminBooking, AdminPortals } from '@cherha/shared/protocol'
import { at } from './office-data.ts'

type Booking = NonNullable<AdminBooking['booking']>
type Portal = AdminPortals['portals'][number]

/** Online booking on a good day. */
export const booking: Booking = {
  gateway: 'up',
  holds: 17,
  booked: 1_204,
  messages: { waiting: 3, retrying: 0 },
  codes: { hour: 41, refused: 0 },
  networks: { state: 'ok', networks: 2_931, readAt: at(50), error: null },
}

/** Online booking on the worst day, with the longest numbers and sentences. */
export const broken: Booking = {
  gateway: 'away',
  holds: 1_048_576,
  booked: 12_345_678,
  messages: { waiting: 104_729, retrying: 104_728 },
  codes: { hour: 12_000, refused: 1_048_576 },
  networks: {
    state: 'old',
    networks: 128_304,
    readAt: at(60 * 24 * 3),
    error:
      '/etc/cherha/networks/ukrainian-providers-of-the-administration-2026-03.txt, line 128305: “203.0.113.0/33” is no ' +
      'network; write an address and the length of its prefix, 203.0.113.0/24. What was read before goes on.',
  },
}

function portal(name: string, now: number, more: Partial<Portal> = {}): Portal {
  return {
    name,
    kind: 'live',
    minute: { most: 120, now: Math.min(now, 120) },
    day: { most: 1_000, now },
    createdAt: at(60 * 24 * 90),
    revokedAt: null,
    ...more,
  }
}

export const portals: Portal[] = [
  portal('city', 318),
  portal('trial', 4, { kind: 'sandbox' }),
  portal('former', 0, { revokedAt: at(60 * 24 * 12) }),
]

/** The longest name there may be, and the largest quotas. */
export const longPortals: Portal[] = [
  portal('w'.repeat(40), 100_000, { minute: { most: 6_000, now: 6_000 }, day: { most: 100_000, now: 100_000 } }),
  portal('unified-portal-of-administrative-service', 99_999, {
    kind: 'sandbox',
    day: { most: 100_000, now: 99_999 },
    revokedAt: at(60 * 24 * 12),
  }),
  ...portals,
]
