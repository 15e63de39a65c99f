import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { getRawHeader } from '@electron/asar'

/** One file of an archive, with its bytes and what the archive's own header says about them. */
export interface PackedFile {
  /** Path in the archive, with forward slashes. */
  readonly path: string
  readonly unpacked: boolean
  /** SHA-256 (hex) the header states; undefined when it states none. */
  readonly statedHash: string | undefined
  /** Null when the file is missing: an unpacked one that is not there, or bytes beyond the archive's end. */
  readonly bytes: Buffer | null
}

export interface AsarContent {
  /** SHA-256 (hex) of the header, what Electron's integrity fuse compares. */
  readonly headerHash: string
  readonly files: readonly PackedFile[]
  readonly links: readonly string[]
}

type Header = ReturnType<typeof getRawHeader>['header']
type Entry = Header['files'][string] | { readonly link: string }

/** Reads a whole archive and the files beside it. Throws when it is no archive. */
export function readAsar(file: string): AsarContent {
  const { header, headerString, headerSize } = getRawHeader(file)
  const archive = readFileSync(file)
  const base = 8 + headerSize
  const files: PackedFile[] = []
  const links: string[] = []

  const walk = (entries: Readonly<Record<string, Entry>>, folder: string): void => {
    for (const [name, entry] of Object.entries(entries)) {
      const where = folder === '' ? name : `${folder}/${name}`
      if ('link' in entry) links.push(where)
      else if ('files' in entry) walk(entry.files, where)
      else {
        const start = base + Number(entry.offset)
        const inside = start + entry.size <= archive.length ? archive.subarray(start, start + entry.size) : null
        files.push({
          path: where,
          unpacked: entry.unpacked === true,
          statedHash: entry.integrity?.hash,
          bytes: entry.unpacked === true ? readOrNull(path.join(`${file}.unpacked`, where)) : inside,
        })
      }
    }
  }
  walk(header.files, '')
  return { headerHash: sha256(Buffer.from(headerString)), files, links }
}

/** SHA-256, hex. */
export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex')
}

function readOrNull(file: string): Buffer | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}
