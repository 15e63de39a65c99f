import { createHash, createPrivateKey, X509Certificate } from 'node:crypto'
import { chmodSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { dataFiles, prepareDataDir } from '../data-dir.ts'
import { HubStartError } from '../errors.ts'
import { createOnce } from './create-once.ts'
import { selfSigned } from './self-signed.ts'

const dayMs = 86_400_000
const lifeYears = 10
/** Name in the certificate. Nobody compares it: devices pin the fingerprint. */
const name = 'cherha-hub'

const IdentityFile = z.strictObject({ version: z.literal(1), key: z.string(), certificate: z.string() })

/** Key and certificate by which the devices of the office's network know this hub. */
export interface TlsIdentity {
  /** PEM. */
  readonly key: string
  /** PEM, self-signed. */
  readonly certificate: string
  /** SHA-256 of the certificate, 64 small hex digits: what devices pin and people compare. */
  readonly fingerprint: string
}

/**
 * The hub's key and certificate (ECDSA P-256, ten years), made at the first call and kept in the data folder for
 * this user only. Throws `HubStartError` when the file cannot be made or is damaged: a new one would lock every
 * device out, so nothing is replaced silently.
 */
export async function openTlsIdentity(dataDir: string): Promise<TlsIdentity> {
  prepareDataDir(dataDir)
  const path = join(dataDir, dataFiles.tls)
  try {
    if (!existsSync(path)) createOnce(path, `${JSON.stringify(await newIdentity(), null, 2)}\n`)
    chmodSync(path, 0o600)
  } catch (cause) {
    throw new HubStartError(`The certificate file ${path} cannot be written; free the disk or its rights.`, 1, {
      cause,
    })
  }
  return read(path)
}

function read(path: string): TlsIdentity {
  try {
    const { key, certificate } = IdentityFile.parse(JSON.parse(readFileSync(path, 'utf8')))
    const parsed = new X509Certificate(certificate)
    if (!parsed.checkPrivateKey(createPrivateKey(key))) throw new Error('the key is not the one of the certificate')
    return { key, certificate, fingerprint: createHash('sha256').update(parsed.raw).digest('hex') }
  } catch (cause) {
    throw new HubStartError(
      `The certificate file ${path} is damaged; restore it from the backup, or remove it and pair every device again.`,
      1,
      { cause },
    )
  }
}

async function newIdentity(): Promise<z.infer<typeof IdentityFile>> {
  // a day back: a device whose clock is a little behind must not take the certificate for one of the future
  const notBefore = new Date(Date.now() - dayMs)
  const notAfter = new Date(notBefore)
  notAfter.setUTCFullYear(notAfter.getUTCFullYear() + lifeYears)
  return { version: 1, ...(await selfSigned(name, notBefore, notAfter)) }
}
