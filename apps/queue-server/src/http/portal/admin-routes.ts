import { AdminPortals, Done, Id } from '@cherha/shared/protocol'
import { z } from 'zod'
import { dateAt } from '../../offices/day-clock.ts'
import { quotaZone } from '../../portals/once.ts'
import type { App } from '../app.ts'
import { Failure } from '../failure.ts'
import { instant, instantOrNull } from '../instants.ts'
import { journaled } from '../journal.ts'
import type { HttpParts } from '../parts.ts'

const Params = z.strictObject({ name: Id })

/** Portals in the console: what they use, and the end of a key. Keys are made at the server's own console only. */
export function adminPortalRoutes(app: App, parts: HttpParts): void {
  const { portals, clock } = parts

  app.get('/api/admin/portals', { schema: { response: { 200: AdminPortals } } }, async () => {
    if (portals === undefined) return { portals: [] }
    const now = clock.now()
    const [all, booked] = await Promise.all([portals.store.list(), portals.store.booked(dateAt(now, quotaZone))])
    return {
      portals: all.map(({ name, kind, perMinute, perDay, createdAt, revokedAt }) => ({
        name,
        kind,
        minute: { most: perMinute, now: portals.minutes.used(name, now) },
        day: { most: perDay, now: booked.get(name) ?? 0 },
        createdAt: instant(createdAt),
        revokedAt: instantOrNull(revokedAt),
      })),
    }
  })

  app.post(
    '/api/admin/portals/:name/revoke',
    { schema: { params: Params, response: { 200: Done } } },
    async (request) => {
      const { name } = request.params
      const known = (await portals?.store.list())?.find((portal) => portal.name === name)
      if (portals === undefined || known === undefined) throw new Failure('unknown-portal', 'there is no such portal')
      if (known.revokedAt !== null) return { ok: true as const }
      const entry = { action: 'portal-revoked', office: null, detail: { portal: name } }
      await journaled(parts, request, entry, () => portals.store.revoke(name, clock.now()))
      return { ok: true as const }
    },
  )
}
