import { join } from 'node:path'
import { dataFiles, prepareDataDir } from '../data-dir.ts'
import { HubStartError } from '../errors.ts'
import { pairingStore } from '../pairing/pairing-store.ts'
import { codeTryStore } from './code-tries.ts'
import { openCredentialsDatabase } from './database.ts'
import { deviceReportStore } from './device-reports.ts'
import { deviceStore } from './devices.ts'
import { sessionStore } from './sessions.ts'
import { staffPinStore } from './staff-pins.ts'

/** Who may do what: devices, pairing codes, staff PINs, sessions and wrong tries. Kept apart from the log. */
export type Credentials = ReturnType<typeof storesOf>

/**
 * Opens (or makes) the credentials of a data folder. The CLI may use them while the hub runs.
 * Throws `HubStartError` when the file cannot be used.
 */
export function openCredentials(dataDir: string): Credentials {
  prepareDataDir(dataDir)
  const path = join(dataDir, dataFiles.credentials)
  try {
    return storesOf(openCredentialsDatabase(path))
  } catch (cause) {
    throw new HubStartError(`The credentials file ${path} cannot be used; restore it from the backup.`, 1, { cause })
  }
}

function storesOf(database: ReturnType<typeof openCredentialsDatabase>) {
  const devices = deviceStore(database)
  return {
    ...devices,
    ...pairingStore(database, devices),
    ...deviceReportStore(database),
    ...staffPinStore(database),
    ...sessionStore(database),
    ...codeTryStore(database),
    close: () => {
      database.close()
    },
  }
}
