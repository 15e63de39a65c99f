import { ServerStartError } from '../server/server-error.ts'
import { openKeyStore } from '../signatures/key-store.ts'
import { openStores } from '../store/stores.ts'
import { readOptions, readPlace } from './arguments.ts'
import { withDatabase } from './with-stores.ts'

/**
 * `signing-keys OFFICE`: public keys of its people, of now and before, as JSON, for whoever verifies what they signed.
 * `--revoke LOGIN`: that person's key signs no more; they make a new one.
 */
export async function signingKeys(args: readonly string[]): Promise<void> {
  const { values, word: office } = readOptions(
    args,
    { revoke: { type: 'string' }, data: { type: 'string' } },
    'OFFICE, the four digits of an office',
  )
  const { revoke: login } = values
  if (login === '') throw new ServerStartError('Give --revoke LOGIN, the name the person signs in with.', 2)
  const keys = await withDatabase(readPlace(values.data), 'tool', async (database) => {
    const stores = openStores(database)
    const offices = await stores.officeList.list()
    if (!offices.includes(office)) {
      const there = offices.length === 0 ? 'none yet' : offices.join(', ')
      throw new ServerStartError(`There is no office ${JSON.stringify(office)}; there is ${there}.`, 2)
    }
    const store = openKeyStore(database.db)
    if (login !== undefined) {
      const at = Date.now()
      if ((await store.find({ office, login })) === null)
        throw new ServerStartError(`${login} of office ${office} has no signing key; nothing was changed.`, 2)
      await stores.journal.append({ at, who: 'cli', office, action: 'signing-key-revoked', detail: { login } })
      await store.revoke({ office, login }, at)
    }
    return store.known(office)
  })
  process.stdout.write(`${JSON.stringify(keys, null, 2)}\n`)
}
