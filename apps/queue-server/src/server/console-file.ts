import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const ConsoleFile = z.strictObject({ url: z.string(), token: z.string() })
/** How a command at the console reaches the server that runs on the same data folder. */
export type ConsoleFile = z.infer<typeof ConsoleFile>

const fileOf = (dataDir: string) => join(dataDir, 'console.json')

/** Written at the server's start, for its own user only; the token is another at every start. */
export function writeConsoleFile(dataDir: string, content: ConsoleFile): void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  removeConsoleFile(dataDir)
  writeFileSync(fileOf(dataDir), JSON.stringify(content), { mode: 0o600, flag: 'wx' })
}

export function removeConsoleFile(dataDir: string): void {
  rmSync(fileOf(dataDir), { force: true })
}

/** null: no server runs on this folder, or it has been killed and the file is of no use. */
export function readConsoleFile(dataDir: string): ConsoleFile | null {
  try {
    return ConsoleFile.parse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')))
  } catch {
    return null
  }
}
