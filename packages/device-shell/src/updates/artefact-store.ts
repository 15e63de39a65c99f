import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat, statfs } from 'node:fs/promises'
import path from 'node:path'
import { asUpdateError, UpdateError } from './update-error.ts'
import type { VersionFile } from './version-file.ts'

type Artefact = VersionFile['artefact']

/** Left free beside a package, so that logs and settings can still be written. */
const spareBytes = 200_000_000

/** Free bytes where a folder is. */
export async function freeBytes(dir: string): Promise<number> {
  const { bavail, bsize } = await statfs(dir)
  return bavail * bsize
}

/**
 * Packages on this device: the one that waits to be installed, and that of the running version, to return to. A file
 * under its name is complete and was compared with its hash; what is being fetched has another name.
 */
export class ArtefactStore {
  readonly #dir: string
  readonly #free: (dir: string) => Promise<number>

  /** @param dir made when it is needed @param free for tests: free bytes of a folder */
  constructor(dir: string, free: (dir: string) => Promise<number> = freeBytes) {
    this.#dir = dir
    this.#free = free
  }

  pathOf(artefact: Artefact): string {
    return path.join(this.#dir, artefact.file)
  }

  /** True when the package is there, whole and unchanged. */
  async holds(artefact: Artefact): Promise<boolean> {
    try {
      const file = this.pathOf(artefact)
      return (await stat(file)).size === artefact.size && (await sha512Of(file)) === artefact.sha512
    } catch {
      return false
    }
  }

  /**
   * Puts a package in, unless it is there. On a failure nothing of it stays.
   * @throws UpdateError `no-space`, `truncated`, `too-large`, `wrong-hash`, and what the source throws
   */
  async put(artefact: Artefact, source: () => AsyncIterable<Uint8Array>): Promise<void> {
    if (await this.holds(artefact)) return
    await mkdir(this.#dir, { recursive: true, mode: 0o700 })
    const needed = artefact.size + spareBytes
    const free = await this.#free(this.#dir)
    if (free < needed) {
      throw new UpdateError(
        'no-space',
        `${megabytes(needed)} MB are needed for the update, ${megabytes(free)} MB are free.`,
      )
    }
    const part = `${this.pathOf(artefact)}.part`
    try {
      await write(part, artefact, source())
      await rename(part, this.pathOf(artefact))
    } catch (error) {
      throw asUpdateError(error, 'unreachable')
    } finally {
      await rm(part, { force: true })
    }
  }

  /** Deletes every package but these, and what an interrupted fetch left. */
  async keepOnly(artefacts: readonly Artefact[]): Promise<void> {
    const kept = new Set(artefacts.map(({ file }) => file))
    for (const name of await readdir(this.#dir).catch(() => [])) {
      if (!kept.has(name)) await rm(path.join(this.#dir, name), { force: true })
    }
  }
}

async function write(part: string, artefact: Artefact, source: AsyncIterable<Uint8Array>): Promise<void> {
  const hash = createHash('sha512')
  let size = 0
  await using file = await open(part, 'w', 0o600)
  try {
    for await (const piece of source) {
      size += piece.length
      if (size > artefact.size)
        throw new UpdateError('too-large', `${artefact.file} is larger than its version file says.`)
      hash.update(piece)
      await file.writeFile(piece)
    }
  } catch (error) {
    // a server that breaks off in the middle ends the stream with an error, not quietly
    const refused = asUpdateError(error, 'unreachable')
    throw refused.code === 'unreachable' && size > 0 ? truncated(artefact, size, error) : refused
  }
  if (size < artefact.size) throw truncated(artefact, size)
  if (hash.digest('base64') !== artefact.sha512) {
    throw new UpdateError('wrong-hash', `${artefact.file} is not the file its version file describes.`)
  }
  await file.sync()
}

function truncated(artefact: Artefact, size: number, cause?: unknown): UpdateError {
  return new UpdateError('truncated', `${artefact.file} ended after ${size} of ${artefact.size} bytes.`, { cause })
}

/** SHA-512 of a file, base64. */
export async function sha512Of(file: string): Promise<string> {
  const hash = createHash('sha512')
  for await (const piece of createReadStream(file)) hash.update(piece)
  return hash.digest('base64')
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6)
