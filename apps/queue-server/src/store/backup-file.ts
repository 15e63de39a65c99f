import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { z } from 'zod'
import { codeOf } from './errors.ts'

/** The backup cannot be made or put back; one sentence. Nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

/**
 * A backup is a gzip file of JSON lines: a header; for each table a line that names it and its rows, one a line; at last
 * the number of lines before and their SHA-256. A file without that last line, or with another sum, is damaged.
 */
export const BackupHeader = z.strictObject({
  cherha: z.literal('queue server backup'),
  format: z.literal(1),
  /** The newest migration of the tables. */
  schema: z.string(),
  at: z.number(),
  keys: z.boolean(),
})
export type BackupHeader = z.infer<typeof BackupHeader>

const End = z.strictObject({ lines: z.int().min(1), sha256: z.string().regex(/^[0-9a-f]{64}$/) })

/** No row is as long by far, and a small file could otherwise unfold to one that fills the memory. */
const longestLineBytes = 128 * 1024 * 1024

/** One line of a backup: the header, the beginning of a table, a row, or the end. */
export type BackupLine = { readonly table: string } | { readonly row: unknown; readonly text: string }

/**
 * Writes a backup under its name when it is whole and on the disk, readable by its owner only.
 * @param lines JSON texts of everything after the header
 * @throws BackupError when the file is there already or cannot be written
 */
export async function writeBackupFile(file: string, header: BackupHeader, lines: AsyncIterable<string>): Promise<void> {
  if (existsSync(file)) throw new BackupError(`The file ${file} is there already: name another one for the backup.`)
  const draft = `${file}.${randomBytes(4).toString('hex')}.part`
  try {
    await pipeline(
      summed(JSON.stringify(header), lines),
      createGzip(),
      createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }),
    )
    await rename(draft, file)
    await syncFolder(dirname(file))
  } catch (error) {
    await rm(draft, { force: true })
    if (!['EACCES', 'ENOENT', 'ENOSPC', 'EROFS', 'ENOTDIR', 'EPERM'].includes(codeOf(error))) throw error
    throw new BackupError(`The backup ${file} cannot be written (${codeOf(error)}): check folder, rights and space.`)
  }
}

async function* summed(header: string, lines: AsyncIterable<string>): AsyncGenerator<string> {
  const sum = createHash('sha256')
  let count = 0
  let chunk = ''
  const take = (line: string) => {
    sum.update(`${line}\n`)
    count += 1
    chunk += `${line}\n`
  }
  take(header)
  for await (const line of lines) {
    take(line)
    if (chunk.length < 64 * 1024) continue
    yield chunk
    chunk = ''
  }
  yield `${chunk}${JSON.stringify({ lines: count, sha256: sum.digest('hex') })}\n`
}

/** Reads a backup through and proves that it is whole. @throws BackupError */
export async function checkBackupFile(file: string): Promise<BackupHeader> {
  const sum = createHash('sha256')
  let header: string | undefined
  let last: string | undefined
  let count = 0
  for await (const line of linesOf(file)) {
    if (last !== undefined) {
      sum.update(`${last}\n`)
      count += 1
    }
    header ??= line
    last = line
  }
  const read = parse(BackupHeader, header)
  if (read === null) throw new BackupError(`${file} is no backup of a queue server that this program can read.`)
  const end = parse(End, last)
  if (end === null) throw new BackupError(`The backup ${file} is cut off: use another copy. Nothing was changed.`)
  if (end.lines !== count || end.sha256 !== sum.digest('hex')) throw damaged(file)
  return read
}

/** The lines of a backup after its header. Read it through with `checkBackupFile` first. */
export async function* readBackupFile(file: string): AsyncGenerator<BackupLine> {
  let first = true
  for await (const text of linesOf(file)) {
    if (!first && !text.startsWith('{"lines":')) {
      if (text.startsWith('{"table":')) yield z.strictObject({ table: z.string() }).parse(JSON.parse(text))
      else yield { row: JSON.parse(text.slice(1)), text: text.slice(1) }
    }
    first = false
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const raw = createReadStream(file)
  try {
    await once(raw, 'open')
  } catch (error) {
    throw new BackupError(`The backup ${file} cannot be read (${codeOf(error)}): check the path and its rights.`)
  }
  const unzipped = limitedLines(file)
  const done = pipeline(raw, createGunzip(), unzipped)
  // Told apart below: a damaged stream ends the lines early and shows itself here.
  done.catch(() => {})
  try {
    yield* createInterface({ input: unzipped, crlfDelay: Number.POSITIVE_INFINITY })
    await done
  } catch (error) {
    if (codeOf(error).startsWith('Z_') || codeOf(error) === 'ERR_STREAM_PREMATURE_CLOSE') throw damaged(file)
    throw error
  }
}

/** Passes everything on until a line is too long. */
function limitedLines(file: string): Transform {
  let length = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const end = chunk.lastIndexOf(10)
      length = end < 0 ? length + chunk.length : chunk.length - end - 1
      done(length > longestLineBytes ? damaged(file) : null, chunk)
    },
  })
}

function damaged(file: string): BackupError {
  return new BackupError(`The backup ${file} is damaged: use another copy. Nothing was changed.`)
}

function parse<T>(schema: z.ZodType<T>, line: string | undefined): T | null {
  try {
    return schema.safeParse(JSON.parse(line ?? '')).data ?? null
  } catch {
    return null
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
