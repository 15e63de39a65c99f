import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { asUpdateError, UpdateError } from './update-error.ts'

/** A static folder with version files and packages: of a web server, the queue server, or a mounted drive. */
export interface UpdateFolder {
  /** A small text file. @param limit bytes; more is refused */
  text(name: string, limit: number): Promise<string>
  /** A file piece by piece. It may end early or go on too long: whoever reads it counts. */
  bytes(name: string): AsyncIterable<Uint8Array>
}

/** Silence after which a server counts as gone. */
const silenceMs = 30_000

/**
 * Opens a folder by its address, `https://…/`, `http://…/` or `file:///…/`. What comes from it is believed only after
 * its signature was verified, so plain HTTP in the office's network will do.
 */
export function openUpdateFolder(address: string, silence = silenceMs): UpdateFolder {
  const base = new URL(address.endsWith('/') ? address : `${address}/`)
  switch (base.protocol) {
    case 'file:':
      return fileFolder(base)
    case 'http:':
    case 'https:':
      return webFolder(base, silence)
    default:
      throw new RangeError(`Updates come from https:, http: or file:, not from ${base.protocol}`)
  }
}

function webFolder(base: URL, silence: number): UpdateFolder {
  async function* get(name: string): AsyncGenerator<Uint8Array> {
    const stop = new AbortController()
    let timer = setTimeout(() => stop.abort(), silence)
    try {
      const answer = await fetch(new URL(name, base), { redirect: 'error', cache: 'no-store', signal: stop.signal })
      if (answer.status === 404) throw new UpdateError('not-there', `${name} is not in the folder of updates.`)
      if (!answer.ok || answer.body === null) {
        throw new UpdateError('unreachable', `The folder of updates answered ${answer.status}.`)
      }
      for await (const piece of answer.body) {
        clearTimeout(timer)
        timer = setTimeout(() => stop.abort(), silence)
        yield piece
      }
    } catch (error) {
      // a connection that broke in the middle of a body is told apart by whoever counts the bytes
      throw asUpdateError(error, 'unreachable')
    } finally {
      clearTimeout(timer)
      stop.abort()
    }
  }
  return {
    bytes: get,
    async text(name, limit) {
      const pieces: Uint8Array[] = []
      let size = 0
      for await (const piece of get(name)) {
        size += piece.length
        if (size > limit) throw new UpdateError('too-large', `${name} is larger than a version file can be.`)
        pieces.push(piece)
      }
      return Buffer.concat(pieces).toString('utf8')
    },
  }
}

function fileFolder(base: URL): UpdateFolder {
  const pathOf = (name: string): string => fileURLToPath(new URL(name, base))
  const gone = (error: unknown): UpdateError =>
    asUpdateError(
      error,
      error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'not-there' : 'unreachable',
    )
  return {
    async *bytes(name) {
      try {
        yield* createReadStream(pathOf(name))
      } catch (error) {
        throw gone(error)
      }
    },
    async text(name, limit) {
      try {
        await using file = await open(pathOf(name))
        const buffer = Buffer.alloc(limit + 1)
        const { bytesRead } = await file.read(buffer, 0, limit + 1, 0)
        if (bytesRead > limit) throw new UpdateError('too-large', `${name} is larger than a version file can be.`)
        return buffer.subarray(0, bytesRead).toString('utf8')
      } catch (error) {
        throw gone(error)
      }
    },
  }
}
