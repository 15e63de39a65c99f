import swagger from '@fastify/swagger'
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { OfficeUnavailableError } from '../../offices/answers.ts'
import type { App } from '../app.ts'
import type { HttpParts } from '../parts.ts'
import { readable } from './document.ts'
import { guardPortalRoutes } from './guard.ts'
import type { PortalHttp } from './parts.ts'
import { PortalProblem } from './problem.ts'
import { portalRoutes } from './routes.ts'
import { schemaRegistry } from './schemas.ts'

declare module 'fastify' {
  interface FastifyInstance {
    /** The description of the portals' interface by itself. */
    portalDocument: () => object
  }
}

export const portalPrefix = '/api/portal/v1'

const description =
  'Portals sell places of the online quota by the rules of the public page. Every request carries the key of the ' +
  'portal. Times are those of the office’s time zone. See docs/portal-api.md for examples.'

/** The interface of other web sites that book places (document 000 II.3). */
export async function portalInterface(app: App, { clock }: Pick<HttpParts, 'clock'>, parts: PortalHttp): Promise<void> {
  await app.register(
    async (scope: App) => {
      scope.setErrorHandler(async (thrown, _request, reply) => {
        const error = thrown instanceof OfficeUnavailableError ? new PortalProblem('unavailable') : thrown
        // the server's own errors have the same form
        if (!(error instanceof PortalProblem)) throw error
        if (error.retryAfter !== undefined) reply.header('retry-after', String(error.retryAfter))
        return reply.code(error.status).send(error.body)
      })
      await scope.register(swagger, {
        decorator: 'portalDocument',
        openapi: {
          openapi: '3.1.0',
          info: { title: 'Cherha: booking for portals', version: '1', description },
          components: { securitySchemes: { portal: { type: 'http', scheme: 'bearer' } } },
          security: [{ portal: [] }],
        },
        transform: createJsonSchemaTransform({ schemaRegistry }),
        transformObject: createJsonSchemaTransformObject({ schemaRegistry }),
      })
      scope.get('/openapi.json', { schema: { hide: true } }, async () => readable(scope.portalDocument()))
      await scope.register(async (guarded: App) => {
        guardPortalRoutes(guarded, parts, clock)
        portalRoutes(guarded, parts, clock)
      })
    },
    { prefix: portalPrefix },
  )
}
