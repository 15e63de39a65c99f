import { createPrivateKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OfficeConfig } from '@cherha/shared/protocol'
import { z } from 'zod'
import { dataFiles } from '../data-dir.ts'
import { HubStartError } from '../errors.ts'
import { createOnce } from '../lan/create-once.ts'
import type { HubIdentity } from './ports.ts'

const ServerFile = z.strictObject({
  version: z.literal(1),
  /** Of the queue server, without a trailing slash. */
  url: z.string(),
  office: z.string(),
  hub: z.uuid(),
  /** Ed25519, PKCS #8, base64. */
  privateKey: z.base64(),
  /** As it was at enrolment: for a start before the inbox has come. */
  config: OfficeConfig,
})
export type ServerFile = z.infer<typeof ServerFile>

/** The queue server this data folder's hub belongs to; null: to none. Throws `HubStartError`. */
export function readServerFile(dataDir: string): ServerFile | null {
  const path = join(dataDir, dataFiles.server)
  if (!existsSync(path)) return null
  try {
    return ServerFile.parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new HubStartError(`${path} cannot be read; restore it from the backup, or enrol the hub anew.`, 1, { cause })
  }
}

/** @returns false when the folder has one already, which stays */
export function writeServerFile(dataDir: string, file: ServerFile): boolean {
  return createOnce(join(dataDir, dataFiles.server), `${JSON.stringify(ServerFile.parse(file), null, 2)}\n`)
}

export function identityOf({ office, hub, privateKey }: ServerFile): HubIdentity {
  const key = createPrivateKey({ key: Buffer.from(privateKey, 'base64'), format: 'der', type: 'pkcs8' })
  return { office, hub, sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64') }
}

/** A new key: the raw public half, and the private one as it is kept; both base64. */
export function newHubKey(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url')
  return {
    publicKey: raw.toString('base64'),
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64'),
  }
}
