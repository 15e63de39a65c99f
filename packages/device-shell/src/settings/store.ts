import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { z } from 'zod'

/** The settings could not be written: the disk is full or read-only. What was in force stays in force. */
export class SettingsWriteError extends Error {
  override name = 'SettingsWriteError'
}

export interface SettingsStore<T> {
  /** What is in force. */
  readonly current: T
  /** The file could not be read and was put aside here; null when all is well. */
  readonly brokenFile: string | null
  /** Writes and puts in force. Throws `SettingsWriteError`, or the schema's error for values it refuses. */
  save(change: Partial<T>): void
}

/**
 * Opens a settings file. One that is broken is kept aside as `FILE.broken-N`, and the device starts with defaults and
 * says so: a kiosk must come up whatever happened to its disk.
 * @param schema gives every default: it must accept `{}`
 */
export function openSettings<T extends object>(file: string, schema: z.ZodType<T>): SettingsStore<T> {
  let brokenFile: string | null = null
  let current = schema.parse({})
  if (existsSync(file)) {
    const read = readJson(file)
    const parsed = read === undefined ? null : schema.safeParse(read)
    if (parsed?.success === true) current = parsed.data
    else brokenFile = putAside(file)
  }
  return {
    get current() {
      return current
    },
    get brokenFile() {
      return brokenFile
    },
    save(change) {
      const next = schema.parse({ ...current, ...change })
      writeWhole(file, `${JSON.stringify(next, null, 2)}\n`)
      current = next
    },
  }
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function putAside(file: string): string {
  let number = 1
  while (existsSync(`${file}.broken-${number}`)) number += 1
  const aside = `${file}.broken-${number}`
  try {
    renameSync(file, aside)
  } catch {
    // a disk that cannot be written to: the device starts all the same, and the file is still where it was
    return file
  }
  return aside
}

/** Replaces a file whole: after a power cut there is the old one or the new one. Readable by this user only. */
export function writeWhole(file: string, text: string): void {
  const fresh = `${file}.new`
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const handle = openSync(fresh, 'w', 0o600)
    try {
      // `writeSync` may stop in the middle on a disk that fills up, and says so by a number only
      writeFileSync(handle, text)
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
    renameSync(fresh, file)
  } catch (cause) {
    try {
      rmSync(fresh, { force: true })
    } catch {
      // where it could not be written it can hardly be removed
    }
    throw new SettingsWriteError(`${file} cannot be written; free space on the disk`, { cause })
  }
}
