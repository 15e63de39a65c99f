import { readCard } from '@cherha/shared/workflow'
import { CardShelf } from '../cases/store/card-shelf.ts'
import { ServerStartError } from '../server/server-error.ts'
import { openStores } from '../store/stores.ts'
import { readOptions, readPlace } from './arguments.ts'
import { readCheckedFile } from './read-config.ts'
import { withDatabase } from './with-stores.ts'

/**
 * `import-card FILE`: a technology card, or a new version of one, for services to name. A server that runs has it within
 * the hour, a hub with its next connection. A version that is there never changes: cases run by it.
 */
export async function importCard(args: readonly string[]): Promise<void> {
  const { values, word: file } = readOptions(args, { data: { type: 'string' } }, 'FILE, a technology card')
  const card = readCheckedFile(file, 'technology card', (data) => {
    const read = readCard(data)
    return read.ok ? { ok: true, config: read.card } : read
  })
  const { id, version } = card
  const said = await withDatabase(readPlace(values.data), 'tool', async (database) => {
    const at = Date.now()
    const added = await new CardShelf(database.db).add(card, 'cli', at)
    if (added === 'taken') {
      throw new ServerStartError(
        `There is another card ${id} of version ${version}, and cases may run by it; give yours a higher version.`,
        2,
      )
    }
    if (added === 'known') return 'is there already, nothing is new'
    const { journal } = openStores(database)
    await journal.append({ at, who: 'cli', office: null, action: 'card-imported', detail: { card: id, version } })
    return 'imported'
  })
  process.stdout.write(`Card ${id}, version ${version}: ${said}.\n`)
}
