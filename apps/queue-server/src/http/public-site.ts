import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { z } from 'zod'
import type { App } from './app.ts'

const notBuilt = 'The page has not been built: npm run build\n'
/** Whatever else stands in the address is not ours: what links here may add to it. */
const Query = z.looseObject({ lang: z.unknown().optional() })

/**
 * The public pages, at `/` and one level below: a document for each page and language, as the build has written them
 * (`status.html`, `status.en.html`). A document is read anew for every request, so a new build is there at once.
 */
export async function publicSite(app: App, folder: string | null): Promise<void> {
  if (folder === null || !existsSync(join(folder, 'index.html'))) {
    app.get('/', { schema: { hide: true } }, async (_request, reply) =>
      reply.code(503).type('text/plain').send(notBuilt),
    )
    return
  }
  const names = readdirSync(folder).flatMap((file) => /^([a-z][a-z-]*)\.html$/.exec(file)?.[1] ?? [])
  for (const name of names) {
    const english = existsSync(join(folder, `${name}.en.html`))
    app.get(
      name === 'index' ? '/' : `/${name}`,
      { schema: { hide: true, querystring: Query } },
      async (request, reply) => {
        const file = english && request.query.lang === 'en' ? `${name}.en.html` : `${name}.html`
        return reply
          .header('cache-control', 'no-cache')
          .type('text/html; charset=utf-8')
          .send(await readFile(join(folder, file)))
      },
    )
  }
  app.lostPage = () => readFile(join(folder, '404.html'), 'utf8').catch(() => null)
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    redirect: false,
    // the administrator's page has the decorations
    decorateReply: false,
    setHeaders: (reply) => reply.header('cache-control', 'public, max-age=31536000, immutable'),
  })
}
