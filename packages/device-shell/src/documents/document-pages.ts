import type { AppRequest } from '../app-protocol.ts'
import type { DocumentToShow } from './document-channels.ts'

/** Scheme of the windows that show documents; only their session answers it. */
export const documentScheme = 'document'

/** A document in memory, and the address that only its window knows. */
export interface HeldDocument {
  readonly name: string
  readonly type: DocumentToShow['type']
  readonly bytes: Uint8Array<ArrayBuffer>
}

export interface DocumentAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array<ArrayBuffer>
}

/** @param id 32 hexadecimal digits, drawn for this window */
export const documentUrl = (id: string): string => `${documentScheme}://${id}/`

/** Which document an address belongs to, and what of it; null: none. */
export function partOfDocument(url: string): { readonly id: string; readonly path: string } | null {
  const [, id, path] = /^document:\/\/([0-9a-f]{32})(\/[a-z.]*)(?:#.*)?$/.exec(url) ?? []
  return id === undefined || path === undefined ? null : { id, path }
}

const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
}
// a page around a picture: nothing but the picture and its style
const picturePolicy =
  "default-src 'none'; img-src 'self'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** Answers one request of a window: its PDF, or the page around its picture. Anything else does not exist. */
export function answerDocumentRequest(
  request: AppRequest,
  held: (id: string) => HeldDocument | undefined,
): DocumentAnswer {
  const part = request.method === 'GET' ? partOfDocument(request.url) : null
  const document = part === null ? undefined : held(part.id)
  if (part === null || document === undefined) return nothing
  const { name, type, bytes } = document
  // no policy of content here: Chromium would hold it against its own viewer, and show nothing
  if (type === 'application/pdf') {
    if (part.path !== '/') return nothing
    return {
      status: 200,
      headers: {
        ...always,
        'content-type': type,
        'content-length': String(bytes.byteLength),
        'content-disposition': `inline; filename*=UTF-8''${headerText(name)}`,
      },
      body: bytes,
    }
  }
  if (part.path === '/scan') return { status: 200, headers: { ...always, 'content-type': type }, body: bytes }
  const text = part.path === '/' ? picturePage(name) : part.path === '/style.css' ? pictureStyle : null
  if (text === null) return nothing
  const kind = part.path === '/' ? 'text/html' : 'text/css'
  return {
    status: 200,
    headers: { ...always, 'content-type': `${kind}; charset=utf-8`, 'content-security-policy': picturePolicy },
    body: text,
  }
}

const nothing: DocumentAnswer = {
  status: 404,
  headers: { ...always, 'content-type': 'text/plain; charset=utf-8' },
  body: 'not found',
}

/** A scan whole in its window, in its own size after a press, and on one sheet when printed. It has no script. */
function picturePage(name: string): string {
  const plain = escaped(name)
  return `<!doctype html>
<html lang="uk">
<head><meta charset="utf-8"><title>${plain}</title><link rel="stylesheet" href="style.css"></head>
<body><label><input type="checkbox" aria-label="${plain}"><img src="scan" alt="${plain}"></label></body>
</html>
`
}

const pictureStyle = `html, body { margin: 0; background: #0a1f44; }
input { position: absolute; opacity: 0; }
img { display: block; margin: 0 auto; max-width: 100%; max-height: 100vh; cursor: zoom-in; }
input:checked + img { max-width: none; max-height: none; cursor: zoom-out; }
input:focus-visible + img { outline: 3px solid #fff; outline-offset: -3px; }
@page { margin: 10mm; }
@media print {
  html, body { background: none; }
  img, input:checked + img { max-width: 100%; max-height: 100vh; outline: none; }
}
`

/** A name as the value of a header; `encodeURIComponent` leaves four characters that it may not have. */
const headerText = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
