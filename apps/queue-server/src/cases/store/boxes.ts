import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { openBytes, sealBytes } from '@cherha/case-vault'

/** What is stored of a case does not open: another key, or it was changed. Restore it from a backup. */
export class DamagedCaseError extends Error {
  override readonly name = 'DamagedCaseError'
  constructor(what: string) {
    super(`${what} cannot be read: another key, or it was changed in the database`)
  }
}

/** Making memory ready takes longer than packing: no more of it than the text has use for. */
const packings = {
  record: { level: 1, windowBits: 10, memLevel: 3, chunkSize: 1_024 },
  folder: { level: 1, windowBits: 13, memLevel: 6, chunkSize: 4_096 },
}

/** JSON, packed (a folder is one tenth of its text) and sealed. @param about opens with the same words only */
export function sealJson(key: Buffer, about: string, value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value), 'utf8')
  return sealBytes(key, about, deflateRawSync(text, text.length <= 1_024 ? packings.record : packings.folder))
}

/**
 * The value that was sealed: what this program has put in, so its shape is not checked again.
 * @throws DamagedCaseError
 */
export function openJson<T>(key: Buffer, about: string, box: Buffer): T {
  const bytes = openBytes(key, about, box)
  if (bytes === null) throw new DamagedCaseError(about)
  return JSON.parse(inflateRawSync(bytes).toString('utf8')) as T
}
