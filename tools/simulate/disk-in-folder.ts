import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openSqliteLog } from '@cherha/event-log'
import type { SeedOptions } from '@cherha/simulator'

/** Where the log of a run is: left out, it is in memory; else a real file in a folder that is gone after the run. */
export function diskFor(log: 'memory' | 'sqlite'): Pick<SeedOptions, 'openDisk'> {
  return log === 'memory' ? {} : { openDisk: diskInFolder }
}

function diskInFolder(): ReturnType<NonNullable<SeedOptions['openDisk']>> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cherha-simulate-'))
  return {
    openLog: () => openSqliteLog(path.join(folder, 'office.log')),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}
