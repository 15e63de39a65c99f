import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Puts a file in its place whole: whoever looks sees the old one or the new one, also after a power cut, and when this
 * resolves it is on the disk.
 * @param incoming folder of unfinished files, on the same disk
 */
export async function putDurably(path: string, bytes: Buffer, incoming: string): Promise<void> {
  const unfinished = join(incoming, randomUUID())
  try {
    const file = await open(unfinished, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(unfinished, path)
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

/** Makes a folder that only its owner may open; its name in the folder above is on the disk too. */
export async function makeFolder(path: string): Promise<void> {
  const made = await mkdir(path, { recursive: true, mode: 0o700 })
  if (made !== undefined) await syncFolder(dirname(made))
}

/** What was renamed or removed in a folder is on the disk. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
