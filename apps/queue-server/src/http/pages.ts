import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { App } from './app.ts'

/** The administrator's page as vite built it, at `/admin/`. Its parts have their hash in the name; the page has not. */
export async function pages(app: App, folder: string | null): Promise<void> {
  if (folder === null || !existsSync(join(folder, 'index.html'))) {
    app.get('/admin/', { schema: { hide: true } }, async (_request, reply) =>
      reply.code(503).type('text/plain').send('The page has not been built: npm run build\n'),
    )
    return
  }
  await app.register(fastifyStatic, {
    root: folder,
    prefix: '/admin/',
    redirect: false,
    setHeaders: (reply, path) => {
      const hashed = /[/\\]assets[/\\]/.test(path)
      reply.header('cache-control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  app.get('/admin', { schema: { hide: true } }, async (_request, reply) => reply.redirect('/admin/'))
}
