import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Writes a file for this user only, whole or not at all, unless it exists. The hub and its CLI may try at the same
 * time: one of them makes the file, the other finds it.
 * @returns false when there was one already
 */
export function createOnce(path: string, text: string): boolean {
  const fresh = `${path}.${randomBytes(6).toString('hex')}.new`
  try {
    const file = openSync(fresh, 'wx', 0o600)
    try {
      // not `writeSync`: that may stop in the middle without an error
      writeFileSync(file, text)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    // a rename would replace what another process has just made
    linkSync(fresh, path)
    syncFolder(dirname(path))
    return true
  } catch (error) {
    if (isExists(error)) return false
    throw error
  } finally {
    rmSync(fresh, { force: true })
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}

function isExists(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EEXIST'
}
