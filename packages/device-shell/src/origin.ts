import type { IncomingHttpHeaders } from 'node:http'

/** Why a request is not the page's own, or null when it is. */
export type ForeignBecause = 'host' | 'origin' | null

/**
 * Tells the host's own page from everything else that can reach a loopback port: another site in the same browser
 * (Origin, Sec-Fetch-Site), and a name that was pointed at 127.0.0.1 to look like this origin (Host).
 * @param port the port the host listens on
 * @param mustNameOrigin requests that browsers always send with an Origin: writes and WebSockets
 */
export function foreignBecause(headers: IncomingHttpHeaders, port: number, mustNameOrigin: boolean): ForeignBecause {
  const { host, origin } = headers
  if (host !== `127.0.0.1:${port}` && host !== `localhost:${port}`) return 'host'
  if (origin === undefined) {
    if (mustNameOrigin) return 'origin'
  } else if (origin !== `http://${host}`) return 'origin'
  // a link or the address bar may open the page; what it opens cannot be read from outside
  if (headers['sec-fetch-mode'] === 'navigate') return null
  // another port of 127.0.0.1 is "same-site" and would carry the cookie
  const site = headers['sec-fetch-site']
  return site === undefined || site === 'same-origin' ? null : 'origin'
}
