import { createHash } from 'node:crypto'
import { access, readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CaseNumber } from '@cherha/shared/protocol'
import { makeFolder, putDurably, syncFolder } from './durable-file.ts'
import { openBytes, sealBytes } from './sealing.ts'

const hashText = /^[0-9a-f]{64}$/
/** Never the name of a case. */
const incomingName = '.incoming'

/** What is asked for is no case number or no hash: it never becomes a path. */
export class VaultIdError extends Error {
  override readonly name = 'VaultIdError'
}

/** A file is there and cannot be read: another key, or it was changed on the disk. Restore it from a backup. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError'
}

/**
 * Files of cases, each under the SHA-256 of its bytes in the folder of its case, sealed with the key of the case. What
 * `put` has answered is on the disk. Every method rejects with `VaultIdError` for an id that is none.
 */
export class FileVault {
  readonly #dir: string
  readonly #incoming: string

  private constructor(dir: string, incoming: string) {
    this.#dir = dir
    this.#incoming = incoming
  }

  /** Opens the vault of a folder (made when it is not there); what a crash left unfinished is removed. */
  static async open(dir: string): Promise<FileVault> {
    const incoming = join(dir, incomingName)
    await rm(incoming, { recursive: true, force: true })
    await makeFolder(incoming)
    return new FileVault(dir, incoming)
  }

  /** @returns SHA-256 of the bytes, hex. The same bytes again change nothing. */
  async put(caseId: string, key: Buffer, bytes: Uint8Array): Promise<{ readonly hash: string }> {
    const plain = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const hash = hashOf(plain)
    const path = this.#path(caseId, hash)
    await makeFolder(this.#folder(caseId))
    await putDurably(path, sealBytes(key, aboutOf(caseId, hash), plain), this.#incoming)
    return { hash }
  }

  /** Null: there is no such file. @throws `DamagedFileError` when it cannot be opened or is not what it was */
  async get(caseId: string, key: Buffer, hash: string): Promise<Buffer | null> {
    const box = await orNull(readFile(this.#path(caseId, hash)))
    if (box === null) return null
    const bytes = openBytes(key, aboutOf(caseId, hash), box)
    if (bytes === null || hashOf(bytes) !== hash) {
      throw new DamagedFileError(`file ${hash} of case ${caseId} cannot be read: another key, or changed on the disk`)
    }
    return bytes
  }

  async has(caseId: string, hash: string): Promise<boolean> {
    return (await orNull(access(this.#path(caseId, hash)))) !== null
  }

  /** Hashes of a case's files, sorted; of an unknown case none. */
  async list(caseId: string): Promise<string[]> {
    const names = (await orNull(readdir(this.#folder(caseId)))) ?? []
    return names.filter((name) => hashText.test(name)).toSorted()
  }

  /** Numbers of the cases that have a folder, sorted. */
  async cases(): Promise<string[]> {
    return (await readdir(this.#dir)).filter((name) => CaseNumber.safeParse(name).success).toSorted()
  }

  /** Removes one file. Nothing happens when it is not there. */
  async removeFile(caseId: string, hash: string): Promise<void> {
    const removed = await orNull(rm(this.#path(caseId, hash)))
    if (removed !== null) await syncFolder(this.#folder(caseId))
  }

  /** Removes all files of a case. Nothing happens when there are none. */
  async remove(caseId: string): Promise<void> {
    await rm(this.#folder(caseId), { recursive: true, force: true })
    await syncFolder(this.#dir)
  }

  #folder(caseId: string): string {
    if (!CaseNumber.safeParse(caseId).success) throw new VaultIdError('this is no case number')
    return join(this.#dir, caseId)
  }

  #path(caseId: string, hash: string): string {
    if (!hashText.test(hash)) throw new VaultIdError('this is no SHA-256')
    return join(this.#folder(caseId), hash)
  }
}

/** A file sealed for one case and one hash opens as nothing else. */
function aboutOf(caseId: string, hash: string): string {
  return `${caseId} ${hash}`
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Null: there is no such file or folder. What resolves to nothing resolves to undefined here. */
async function orNull<T>(work: Promise<T>): Promise<T | null> {
  try {
    return await work
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}
