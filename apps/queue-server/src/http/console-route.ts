import { createHash, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { putOffice } from '../server/put-office.ts'
import type { App } from './app.ts'
import { configOf } from './config-check.ts'
import { Failure } from './failure.ts'
import { isAskedHere } from './loopback.ts'
import type { HttpParts } from './parts.ts'

const digest = (text: string) => createHash('sha256').update(text).digest()

/**
 * `POST /api/console/import`: for a command at this computer's console while the server runs, which alone may write.
 * @param token of the server's start, in a file that only its user can read
 */
export function consoleRoute(app: App, parts: HttpParts, token: string): void {
  app.post(
    '/api/console/import',
    { schema: { hide: true, body: z.strictObject({ config: z.unknown() }) } },
    async (request) => {
      const given = request.headers['x-console-token']
      const right = typeof given === 'string' && timingSafeEqual(digest(given), digest(token))
      if (!right || !isAskedHere(request)) throw new Failure('not-found', 'there is no POST at this address')
      const put = await putOffice(parts, configOf(request.body.config, parts.offices))
      if (put === null) throw new Failure('version-changed', 'somebody has changed the office meanwhile; try again')
      return put
    },
  )
}
