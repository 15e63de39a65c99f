import { extname } from 'node:path'
import { pageHeadersFor } from './page-headers.ts'
import type { AppName } from './surface.ts'
import type { VoicePacks } from './voice/voice-packs.ts'

/** A request as Electron's protocol handler gets it. */
export interface AppRequest {
  readonly method: string
  readonly url: string
}

/** Everything an app serves. A file that is not on the list does not exist. */
export interface AppPages {
  readonly app: AppName
  /** Files of the built renderer, relative, with forward slashes. */
  readonly files: ReadonlySet<string>
  /** Pages made at the start, by name: their whole text. */
  readonly made: ReadonlyMap<string, string>
  /** Origins of the hub connection, see `contentSecurityPolicy`. */
  readonly connect: readonly string[]
  /** Voice packs of this device, before the built-in ones; left out: there are none. */
  readonly packs?: VoicePacks
}

/** What to answer. A file is read by the caller; a text and bytes are sent as they are. */
export type AppAnswer =
  | { readonly status: 200; readonly headers: Readonly<Record<string, string>>; readonly file: string }
  | { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly text: string }
  | { readonly status: 200; readonly headers: Readonly<Record<string, string>>; readonly bytes: Buffer }

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * Answers one `app://` request: GET and HEAD of the app's own files, always whole (ranges are not honoured), with the
 * page's policy on every answer, refusals too.
 */
export function answerAppRequest(request: AppRequest, pages: AppPages): AppAnswer {
  const headers = { ...pageHeadersFor(pages.connect), 'accept-ranges': 'none', 'cache-control': 'no-cache' }
  const refuse = (status: number, text: string, more: Readonly<Record<string, string>> = {}): AppAnswer => ({
    status,
    headers: { ...headers, 'content-type': 'text/plain; charset=utf-8', ...more },
    text,
  })
  const isHead = request.method === 'HEAD'
  if (request.method !== 'GET' && !isHead) return refuse(405, 'method not allowed', { allow: 'GET, HEAD' })
  const { host, path } = partsOf(request.url)
  if (host !== pages.app) return refuse(403, 'another app')
  const name = nameOf(path)
  if (name === null) return refuse(400, 'bad path')
  const clip = pages.packs?.file(name) ?? null
  if (clip === 'absent') return refuse(404, 'not found')
  if (clip !== null) {
    const own = { ...headers, 'content-type': clip.type, 'cache-control': 'no-store' }
    return isHead ? { status: 200, headers: own, text: '' } : { status: 200, headers: own, bytes: clip.bytes }
  }
  const type = types[extname(name)]
  const made = pages.made.get(name)
  if (type === undefined || (made === undefined && !pages.files.has(name))) return refuse(404, 'not found')
  const found = {
    ...headers,
    'content-type': type,
    // names below assets/ carry a hash of the content
    ...(name.startsWith('assets/') ? { 'cache-control': 'max-age=31536000, immutable' } : {}),
  }
  if (made !== undefined) return { status: 200, headers: found, text: isHead ? '' : made }
  return isHead ? { status: 200, headers: found, text: '' } : { status: 200, headers: found, file: name }
}

/** Host and path as they were sent: `new URL` would tidy away what has to be refused. */
function partsOf(url: string): { host: string | null; path: string } {
  const [, host, path = '/'] = /^app:\/\/([^/?#\\]*)([^?#]*)(?:\?[^#]*)?(?:#.*)?$/.exec(url) ?? []
  return { host: host ?? null, path: path === '' ? '/' : path }
}

/** The file a path names, or null: climbing, encoded separators, double encoding and control characters are refused. */
function nameOf(path: string): string | null {
  if (!path.startsWith('/') || path.includes('\\') || path.includes('//')) return null
  if (/%(2f|5c|25|00)/i.test(path)) return null
  let plain: string
  try {
    plain = decodeURIComponent(path)
  } catch {
    return null
  }
  if ([...plain].some((character) => character < ' ' || character === '\u007f')) return null
  if (plain.split('/').some((part) => part === '.' || part === '..' || part.startsWith('.'))) return null
  return plain === '/' ? 'index.html' : plain.slice(1)
}
