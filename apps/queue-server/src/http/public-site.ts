import { existsSync, readdirSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { z } from 'zod'
import type { App } from './app.ts'

const notBuilt = 'The page has not been built: npm run build\n'
/** Whatever else stands in the address is not ours: what links here may add to it. */
const Query = z.looseObject({
  lang: z.unknown().optional(),
  service: z.unknown().optional(),
  step: z.unknown().optional(),
})

/** How the build has compressed what it wrote, the smallest first. */
const codings = [
  { name: 'br', ending: '.br' },
  { name: 'gzip', ending: '.gz' },
] as const

/**
 * The public pages, at `/` and one level below: a document for each page and language, as the build has written them
 * (`status.html`, `status.en.html`), compressed where it has done that and the browser understands it. A page whose
 * address holds choices may have a document for that (`booking.chosen.html`). A document is read anew for every request, so a new build is there at once.
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
    const url = name === 'index' ? '/' : `/${name}`
    app.get(url, { schema: { hide: true, querystring: Query } }, async (request, reply) => {
      const { lang, service, step } = request.query
      const file = fileOf(folder, name, service !== undefined || step !== undefined, lang === 'en')
      const coding = codingOf(join(folder, file), request.headers['accept-encoding'])
      if (coding !== null) void reply.header('content-encoding', coding.name)
      return reply
        .header('cache-control', 'no-cache')
        .header('vary', 'accept-encoding')
        .type('text/html; charset=utf-8')
        .send(await readFile(join(folder, `${file}${coding?.ending ?? ''}`)))
    })
  }
  app.lostPage = () => readFile(join(folder, '404.html'), 'utf8').catch(() => null)
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    redirect: false,
    preCompressed: true,
    // the administrator's page has the decorations
    decorateReply: false,
    setHeaders: (reply) => reply.header('cache-control', 'public, max-age=31536000, immutable'),
  })
}

/** The document for what is asked, or the nearest that there is. */
function fileOf(folder: string, name: string, isChosen: boolean, isEnglish: boolean): string {
  const kinds = isChosen ? [`${name}.chosen`, name] : [name]
  const files = kinds.flatMap((kind) => (isEnglish ? [`${kind}.en.html`, `${kind}.html`] : [`${kind}.html`]))
  return files.find((file) => existsSync(join(folder, file))) ?? `${name}.html`
}

/** The smallest form of a file that the browser says it understands; null: as it is. */
function codingOf(file: string, accepted: string | string[] | undefined): (typeof codings)[number] | null {
  const said = String(accepted ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => !/;\s*q=0(\.0*)?$/.test(one))
    .map((one) => one.replace(/;.*$/, ''))
  return codings.find(({ name, ending }) => said.includes(name) && existsSync(`${file}${ending}`)) ?? null
}
