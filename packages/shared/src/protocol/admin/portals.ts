import { z } from 'zod'
import { Id, Instant } from '../values.ts'

/** `GET /api/admin/portals`: other web sites that book places (B37, B38). Keys are never told. */
export const AdminPortals = z.strictObject({
  portals: z.array(
    z.strictObject({
      name: Id,
      kind: z.enum(['live', 'sandbox']),
      /** Requests; `now`: of the minute that runs. */
      minute: z.strictObject({ most: z.int(), now: z.int() }),
      /** Bookings of today (Kyiv), cancelled ones among them. */
      day: z.strictObject({ most: z.int(), now: z.int() }),
      createdAt: Instant,
      revokedAt: Instant.nullable(),
    }),
  ),
})
export type AdminPortals = z.infer<typeof AdminPortals>
