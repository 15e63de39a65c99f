import { existsSync } from 'node:fs'
import { backUp, restoreBackup } from '../store/backup.ts'
import { ServerStartError } from '../server/server-error.ts'
import { readOptions, readPlace } from './arguments.ts'
import { withDatabase } from './with-stores.ts'

/** `backup FILE`: everything the server keeps, as of one moment; it may be running. */
export async function backup(args: readonly string[]): Promise<void> {
  const { values, word: file } = readOptions(
    args,
    { 'with-keys': { type: 'boolean', default: false }, data: { type: 'string' } },
    'FILE, where the backup goes',
  )
  const keys = values['with-keys']
  const report = await withDatabase(readPlace(values.data), 'tool', (database) =>
    backUp(database, file, { withKeys: keys, at: Date.now() }),
  )
  const held = keys
    ? 'It holds the keys: whoever has it can read names. Keep it locked away.'
    : 'It holds no keys, no accounts and no name that can be read.'
  process.stdout.write(`Backup of ${report.rows} rows in ${file}. ${held}\n`)
}

/** `restore FILE`: into an empty data folder, or an empty database. */
export async function restore(args: readonly string[]): Promise<void> {
  const { values, word: file } = readOptions(args, { data: { type: 'string' } }, 'FILE, a backup')
  const place = readPlace(values.data)
  if (!existsSync(file)) throw new ServerStartError(`There is no file ${file}.`, 2)
  const report = await withDatabase(place, 'server', (database) => restoreBackup(database, file))
  const next = report.keys ? '' : ' It had no keys: make an administrator with add-admin.'
  process.stdout.write(`Restored ${report.rows} rows of ${new Date(report.at).toISOString()}.${next}\n`)
}
