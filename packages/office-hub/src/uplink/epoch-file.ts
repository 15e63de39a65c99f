import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { dataFiles } from '../data-dir.ts'
import { HubStartError } from '../errors.ts'
import { writeWhole } from '../write-whole.ts'
import type { PendingEpoch } from './ports.ts'

const EpochDue = z.strictObject({ because: z.enum(['restored', 'behind-device', 'behind-server']) })

/** Remembers in the data folder that an epoch has to begin. Throws `HubStartError` for a file that is damaged. */
export function epochFile(dataDir: string): PendingEpoch {
  const path = join(dataDir, dataFiles.epochDue)
  return {
    get() {
      if (!existsSync(path)) return null
      try {
        return EpochDue.parse(JSON.parse(readFileSync(path, 'utf8'))).because
      } catch (cause) {
        throw new HubStartError(`${path} cannot be read; write {"because":"restored"} into it.`, 1, { cause })
      }
    },
    set(because) {
      if (because === null) rmSync(path, { force: true })
      else writeWhole(path, `${JSON.stringify({ because })}\n`)
    },
  }
}
