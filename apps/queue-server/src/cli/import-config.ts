import type { OfficeConfig } from '@cherha/shared/protocol'
import { jsonChanges } from '../http/json-changes.ts'
import { RunningOffices } from '../server/running-offices.ts'
import { ServerStartError } from '../server/server-error.ts'
import { systemClock } from '../server/system-clock.ts'
import { DatabaseError } from '../store/errors.ts'
import type { DatabaseStores } from '../store/stores.ts'
import { readOptions, readPlace } from './arguments.ts'
import { readConfigFile } from './read-config.ts'
import { withStores } from './with-stores.ts'

/** `import-config FILE`: a new office, or a new version of one. Days that are published stay as they are. */
export async function importConfig(args: readonly string[]): Promise<void> {
  const { values, word: file } = readOptions(args, { data: { type: 'string' } }, 'FILE, an office’s configuration')
  const config = readConfigFile(file)
  try {
    const said = await withStores(readPlace(values.data), 'server', (stores) => put(stores, config))
    process.stdout.write(`Office ${config.code} (${config.name.en}): ${said}.\n`)
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code !== 'in-use') throw error
    throw new ServerStartError(
      'The server is running on this data folder: stop it first, or change the office on its page for administrators.',
      2,
      { cause: error },
    )
  }
}

async function put(stores: DatabaseStores, config: OfficeConfig): Promise<string> {
  const clock = systemClock()
  const offices = await RunningOffices.open(stores, clock, (message, cause) => {
    throw new ServerStartError(`${message}.`, 1, { cause })
  })
  const note = (action: string, detail: Readonly<Record<string, unknown>>) =>
    stores.journal.append({ at: clock.now(), who: 'cli', office: config.code, action, detail })
  try {
    const known = offices.get(config.code)
    if (known === null || known.version === 0) {
      await note('office-created', { name: config.name.uk })
      if ((await offices.create(config)) === null) throw new ServerStartError('The office cannot be created.', 1)
      return 'created'
    }
    const changed = jsonChanges(known.config, config)
    if (changed.length === 0) return `nothing is new, version ${known.version} stays`
    await note('config-imported', { version: known.version + 1, changed })
    const answer = await known.configure(config, { version: known.version })
    if (!answer.ok) throw new ServerStartError(`The change is refused: ${answer.refusal.code}.`, 1)
    await known.publishMissing()
    return `version ${answer.version}`
  } finally {
    await offices.close()
  }
}
