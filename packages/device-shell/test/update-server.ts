import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { signVersionFile, type UpdateTarget, type VersionFile, versionFileName } from '../src/updates/version-file.ts'

const { privateKey, publicKey } = generateKeyPairSync('ed25519')
/** The key the devices of these tests were built with. */
export const builtInKey = publicKey.export({ format: 'der', type: 'spki' }).toString('base64')
const stranger = generateKeyPairSync('ed25519').privateKey

export const display: UpdateTarget = { app: 'display', platform: 'linux', arch: 'x64', kind: 'AppImage' }

/** A static web server on a free loopback port, with whatever a test puts on it. */
export class UpdateServer {
  readonly files = new Map<string, Buffer | ((request: IncomingMessage, response: ServerResponse) => void)>()
  readonly asked: string[] = []
  readonly #server = createServer((request, response) => {
    const name = (request.url ?? '').replace('/updates/', '')
    this.asked.push(name)
    const file = this.files.get(name)
    if (file === undefined) response.writeHead(404).end()
    else if (typeof file === 'function') file(request, response)
    else response.writeHead(200, { 'content-length': file.length }).end(file)
  })

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  get url(): string {
    const address = this.#server.address()
    return `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}/updates`
  }

  /** Puts a version on the server, as the newest and under its own name. */
  publish(
    version: string,
    { target = display, signedBy = privateKey, content = randomBytes(300_000) } = {},
  ): VersionFile {
    const artefact = {
      file: `cherha-${target.app}-${version}.${target.kind}`,
      size: content.length,
      sha512: createHash('sha512').update(content).digest('base64'),
    }
    const file: VersionFile = { format: 1, ...target, version, releasedAt: '2026-11-20T10:00:00Z', artefact }
    const text = Buffer.from(signVersionFile(file, [signedBy]))
    this.files.set(versionFileName(target), text)
    this.files.set(versionFileName(target, version), text)
    this.files.set(artefact.file, content)
    return file
  }

  publishByStranger(version: string): void {
    this.publish(version, { signedBy: stranger })
  }

  close(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}
