import { globSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import type { Protocol } from 'electron/main'
import { answerAppRequest, type AppPages } from '../app-protocol.ts'
import { documentScheme } from '../documents/document-pages.ts'

/**
 * Must be called before the app is ready, and once: Electron forgets what was registered before.
 * @param documents the app shows documents in windows of their own; only their session answers that scheme
 */
export function registerSchemes(protocol: Protocol, documents: boolean): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
    },
    // the PDF viewer reads from schemes with a host only
    ...(documents ? [{ scheme: documentScheme, privileges: { standard: true, secure: true } }] : []),
  ])
}

/** Names of all files of a built renderer: the closed list of what the app serves. */
export function rendererFiles(dir: string): ReadonlySet<string> {
  const entries = globSync('**/*', { cwd: dir, withFileTypes: true }).filter((entry) => entry.isFile())
  return new Set(entries.map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/')))
}

/**
 * Serves `app://` from the files of the built renderer.
 * @param pages asked at each request: phones on the "one moment" page change
 */
export function serveApp(protocol: Pick<Protocol, 'handle'>, dir: string, pages: () => AppPages): void {
  protocol.handle('app', async (request) => {
    const answer = answerAppRequest(request, pages())
    if ('bytes' in answer) return new Response(new Uint8Array(answer.bytes), { status: 200, headers: answer.headers })
    if (!('file' in answer)) return new Response(answer.text, { status: answer.status, headers: answer.headers })
    try {
      return new Response(await readFile(join(dir, answer.file)), { status: 200, headers: answer.headers })
    } catch {
      // the archive is damaged; recovery shows the calm page
      return new Response('', { status: 500, headers: answer.headers })
    }
  })
}
