import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How often a running hub renews the stamp, in seconds: the error of "how long was it down". */
export const aliveEverySeconds = 10

/**
 * A file beside the log with the last moment the hub is known to have lived. Not synced: after a power cut it
 * may be some seconds old or gone, then the log's last event stands in for it.
 */
export function aliveStamp(dataDir: string) {
  const path = join(dataDir, 'alive')
  return {
    write(at: number): void {
      writeFileSync(`${path}.new`, `${at}\n`, { mode: 0o600 })
      renameSync(`${path}.new`, path)
    },
    /** Hub time in ms, or null when there is no usable stamp. */
    read(): number | null {
      try {
        const at = Number(readFileSync(path, 'utf8'))
        return Number.isSafeInteger(at) && at > 0 ? at : null
      } catch {
        return null
      }
    },
  }
}
export type AliveStamp = ReturnType<typeof aliveStamp>
