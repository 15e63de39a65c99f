import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { z } from 'zod'
import { UpdateError } from './update-error.ts'
import { isVersion } from './version.ts'

/** Kinds of package an app can replace by itself. */
export const packageKinds = ['AppImage', 'nsis'] as const
export type PackageKind = (typeof packageKinds)[number]

/** What an update is for; a device takes only what is for itself. */
export const UpdateTarget = z.strictObject({
  app: z.enum(['terminal', 'display', 'operator-desk']),
  platform: z.enum(['linux', 'win32']),
  arch: z.enum(['x64', 'arm64']),
  kind: z.enum(packageKinds),
})
export type UpdateTarget = z.infer<typeof UpdateTarget>

/** One published version of one app: what to fetch and how to know that it is the right thing. */
export const VersionFile = z.strictObject({
  format: z.literal(1),
  ...UpdateTarget.shape,
  version: z.string().max(40).refine(isVersion),
  releasedAt: z.iso.datetime(),
  artefact: z.strictObject({
    /** Name in the same folder, never a path. */
    file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._+-]{0,150}$/),
    size: z.int().min(1).max(2_000_000_000),
    /** SHA-512, base64, as electron-updater has it. */
    sha512: z.string().regex(/^[A-Za-z0-9+/]{86}==$/),
  }),
})
export type VersionFile = z.infer<typeof VersionFile>

/** The file on the server: the text that was signed, and its Ed25519 signatures (base64), one for each key in use. */
const Signed = z.strictObject({
  payload: z.string().max(20_000),
  signatures: z.array(z.string().max(200)).min(1).max(4),
})

/** So that a signature made for something else never counts here. */
const signedBytes = (payload: string): Buffer => Buffer.from(`cherha-update-1\n${payload}`)

/** Name of the file about the newest version for a target, or of the one about a given version. */
export function versionFileName({ app, platform, arch, kind }: UpdateTarget, version?: string): string {
  return `${[app, platform, arch, kind, ...(version === undefined ? [] : [version])].join('-')}.json`
}

/** The text to publish. @param privateKeys Ed25519; two while a key is being replaced */
export function signVersionFile(file: VersionFile, privateKeys: readonly KeyObject[]): string {
  const payload = JSON.stringify(VersionFile.parse(file))
  const signatures = privateKeys.map((key) => sign(null, signedBytes(payload), key).toString('base64'))
  return `${JSON.stringify({ payload, signatures }, null, 2)}\n`
}

/**
 * Reads a published version file. Nothing in it is looked at before a signature has been verified.
 * @param keys public Ed25519 keys built into the app, base64 of their SPKI form; any of them may have signed
 * @throws UpdateError `unreadable`, `bad-signature`, `other-app`
 */
export function openVersionFile(text: string, keys: readonly string[], target: UpdateTarget): VersionFile {
  const signed = Signed.safeParse(parseJson(text))
  if (!signed.success) throw new UpdateError('unreadable', 'The version file cannot be read.')
  const { payload, signatures } = signed.data
  const bytes = signedBytes(payload)
  const right = keys.some((key) => signatures.some((signature) => isSignedBy(key, bytes, signature)))
  if (!right) throw new UpdateError('bad-signature', 'The version file is not signed with a key of this app.')
  const file = VersionFile.safeParse(parseJson(payload))
  if (!file.success) throw new UpdateError('unreadable', 'The version file has another form than this version knows.')
  const { app, platform, arch, kind } = file.data
  if (app !== target.app || platform !== target.platform || arch !== target.arch || kind !== target.kind) {
    throw new UpdateError('other-app', `The version file is for ${app}, ${platform}-${arch}, ${kind}.`)
  }
  return file.data
}

function isSignedBy(key: string, bytes: Buffer, signature: string): boolean {
  const publicKey = createPublicKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' })
  return publicKey.asymmetricKeyType === 'ed25519' && verify(null, bytes, publicKey, Buffer.from(signature, 'base64'))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
