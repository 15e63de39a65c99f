import { HubStartError } from '../errors.ts'

/** The server's address without a trailing slash: https, or http on this computer. Throws `HubStartError`. */
export function readServerUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.username !== '' || url.search !== '' || url.hash !== '') {
    throw new HubStartError('--server must be the queue server’s address, https://NAME.', 2)
  }
  const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new HubStartError('--server must begin with https:// unless the server is on this computer.', 2)
  }
  return url.href.replace(/\/+$/, '')
}
