import { type Card, findCard, readCard } from '@cherha/shared/workflow'
import { CardShelf } from '../cases/store/card-shelf.ts'
import { oddText, oddTextMessage } from '@cherha/shared/text'
import { ServerStartError } from '../server/server-error.ts'
import { openStores } from '../store/stores.ts'
import { readOptions, readPlace } from './arguments.ts'
import { readCheckedFile } from './read-config.ts'
import { withDatabase } from './with-stores.ts'

/**
 * `import-card FILE`: a technology card, or a new version of one; the server may be running. Cases that run keep the
 * version they began with.
 */
export async function importCard(args: readonly string[]): Promise<void> {
  const { values, word: file } = readOptions(args, { data: { type: 'string' } }, 'FILE, a technology card')
  const card = readCheckedFile(file, 'card', checkedCard)
  const { id, version } = card
  const said = await withDatabase(readPlace(values.data), 'tool', async (database) => {
    const shelf = new CardShelf(database.db)
    const newest = findCard(await shelf.all(), id)
    if (newest !== undefined && newest.version > version) {
      throw new ServerStartError(
        `${file}: version: there is version ${newest.version} of card ${id} already; give a higher one.`,
        2,
      )
    }
    const at = Date.now()
    switch (await shelf.add(card, 'cli', at)) {
      case 'known':
        return 'nothing is new'
      case 'taken':
        throw new ServerStartError(
          `${file}: version: version ${version} of card ${id} says something else, and cases may run by it; give version ${version + 1}.`,
          2,
        )
      case 'added':
        await openStores(database).journal.append({
          at,
          who: 'cli',
          office: null,
          action: 'card-imported',
          detail: { card: id, version },
        })
        return 'imported; new cases begin with it'
    }
  })
  process.stdout.write(`Card ${id}, version ${version}: ${said}.\n`)
}

function checkedCard(data: unknown) {
  const odd = oddText(data)
  if (odd !== null) return { ok: false as const, problems: [{ path: odd, message: oddTextMessage }] }
  const checked = readCard(data)
  return checked.ok ? { ok: true as const, config: checked.card satisfies Card } : checked
}
