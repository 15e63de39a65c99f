import { randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import type { KeptPackage } from './update-state.ts'

/** A folder of updates as electron-updater's generic provider reads it, on this computer only. */
export interface LocalFeed {
  /** Ends with a slash. */
  readonly url: string
  close(): void
}

/**
 * Serves one verified package on a free port of 127.0.0.1, below a random path, so that electron-updater installs what
 * was verified here and never talks to the network itself.
 * @param channelFile what electron-updater asks for: `latest.yml` on Windows, `latest-linux.yml` on Linux
 */
export async function openLocalFeed(file: string, update: KeptPackage, channelFile: string): Promise<LocalFeed> {
  const base = `/${randomBytes(16).toString('base64url')}/`
  const { artefact, version } = update
  const channel = [
    `version: ${version}`,
    'files:',
    `  - url: ${artefact.file}`,
    `    sha512: ${artefact.sha512}`,
    `    size: ${artefact.size}`,
    `path: ${artefact.file}`,
    `sha512: ${artefact.sha512}`,
    '',
  ].join('\n')
  const server = createServer((request, response) => {
    // electron-updater adds a query against caches
    const path = (request.url ?? '').split('?', 1)[0]
    if (request.method !== 'GET') response.writeHead(405).end()
    else if (path === `${base}${channelFile}`) response.writeHead(200, { 'content-type': 'text/yaml' }).end(channel)
    else if (path === `${base}${artefact.file}`) {
      response.writeHead(200, { 'content-length': artefact.size })
      createReadStream(file)
        .on('error', (error) => response.destroy(error))
        .pipe(response)
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}${base}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}
