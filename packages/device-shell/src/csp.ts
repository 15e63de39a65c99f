/**
 * Content-Security-Policy of a page. It begins with nothing and adds what the pages need: their own files, and the
 * addresses of the hub connection.
 * @param connect origins besides the page's own that it may talk to, for example `http://127.0.0.1:4711`
 */
export function contentSecurityPolicy(connect: readonly string[] = []): string {
  for (const origin of connect) {
    if (!/^(https?|wss?):\/\/[^\s;,'"*/]+$/.test(origin)) throw new RangeError(`not an origin: ${origin}`)
  }
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data:",
    "media-src 'self' data: blob:",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
