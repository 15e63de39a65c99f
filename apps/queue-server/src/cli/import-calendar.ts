import { checkedCalendar } from '../http/calendar-check.ts'
import { jsonChanges } from '../http/json-changes.ts'
import { ServerStartError } from '../server/server-error.ts'
import { readOptions, readPlace } from './arguments.ts'
import { readCheckedFile } from './read-config.ts'
import { withStores } from './with-stores.ts'

/** `import-calendar FILE`: a new version of the working-day calendar; the server may be running. */
export async function importCalendar(args: readonly string[]): Promise<void> {
  const { values, word: file } = readOptions(args, { data: { type: 'string' } }, 'FILE, a working-day calendar')
  const calendar = readCheckedFile(file, 'calendar', checkedCalendar)
  const said = await withStores(readPlace(values.data), 'tool', async (stores) => {
    const now = await stores.calendar.get()
    const changed = jsonChanges(now.calendar, calendar)
    if (changed.length === 0) return `nothing is new, version ${now.version} stays`
    const [at, who, version] = [Date.now(), 'cli', now.version + 1]
    await stores.journal.append({ at, who, office: null, action: 'calendar-changed', detail: { version, changed } })
    if (await stores.calendar.put({ calendar, version: now.version, who, at })) return `version ${version}`
    throw new ServerStartError('Somebody has changed the calendar meanwhile; nothing is imported.', 1)
  })
  process.stdout.write(`The working-day calendar: ${said}.\n`)
}
