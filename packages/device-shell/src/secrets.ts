import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { writeWhole } from './settings/store.ts'

/** What the system offers to keep secrets with; Electron's safeStorage, or a test's. */
export interface SecretBox {
  /** False: there is no key store, or one that everybody can read. */
  available(): boolean
  seal(plain: string): Buffer
  open(sealed: Buffer): string
}

/** The system has no secret store, and no administrator has decided to go on without one. */
export class NoSecretStoreError extends Error {
  override name = 'NoSecretStoreError'
}

export interface SecretStore {
  /** `sealed`: by the system; `plain`: in a file, by an administrator's decision; `none`: refused until one decides. */
  readonly protection: 'sealed' | 'plain' | 'none'
  /** Null when there is none, or it cannot be opened any more (another user, another computer). */
  read(name: string): string | null
  /** Throws `NoSecretStoreError`, or `SettingsWriteError` when the disk is full. */
  keep(name: string, secret: string): void
  forget(name: string): void
}

const File = z.record(
  z.string(),
  z.union([z.strictObject({ sealed: z.string() }), z.strictObject({ plain: z.string() })]),
)
type Entries = z.infer<typeof File>

/**
 * Secrets of this device (its token at the hub). A secret that was sealed is never written in the clear afterwards.
 * @param plainAccepted asked at each use: an administrator may decide while the app runs
 */
export function openSecretStore(file: string, box: SecretBox, plainAccepted: () => boolean): SecretStore {
  const read = (): Entries => {
    if (!existsSync(file)) return {}
    try {
      return File.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      // without its token the device pairs anew
      return {}
    }
  }
  const write = (entries: Entries): void => writeWhole(file, `${JSON.stringify(entries, null, 2)}\n`)
  const protection = (): SecretStore['protection'] => (box.available() ? 'sealed' : plainAccepted() ? 'plain' : 'none')
  return {
    get protection() {
      return protection()
    },
    read(name) {
      const entry = read()[name]
      if (entry === undefined) return null
      if ('plain' in entry) return plainAccepted() ? entry.plain : null
      try {
        return box.available() ? box.open(Buffer.from(entry.sealed, 'base64')) : null
      } catch {
        return null
      }
    },
    keep(name, secret) {
      const how = protection()
      if (how === 'none') {
        throw new NoSecretStoreError('this system has no secret store; an administrator has to decide')
      }
      const entry = how === 'sealed' ? { sealed: box.seal(secret).toString('base64') } : { plain: secret }
      write({ ...read(), [name]: entry })
    },
    forget(name) {
      const { [name]: gone, ...rest } = read()
      if (gone !== undefined) write(rest)
    },
  }
}
