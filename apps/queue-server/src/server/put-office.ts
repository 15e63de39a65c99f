import type { OfficeConfig } from '@cherha/shared/protocol'
import { jsonChanges } from '../http/json-changes.ts'
import type { Offices, Stores } from '../http/parts.ts'
import type { ServerClock } from '../offices/ports.ts'

/** What became of a configuration that was put in from a file. */
export interface PutOffice {
  readonly done: 'created' | 'changed' | 'same'
  readonly version: number
}

/**
 * Makes an office, or a new version of one, from a configuration somebody has put in at the console; journaled. Days
 * that are published stay as they are.
 * @returns null when somebody else changed the office meanwhile
 */
export async function putOffice(
  { stores, offices, clock }: { stores: Pick<Stores, 'journal'>; offices: Offices; clock: ServerClock },
  config: OfficeConfig,
): Promise<PutOffice | null> {
  const note = (action: string, detail: Readonly<Record<string, unknown>>) =>
    stores.journal.append({ at: clock.now(), who: 'cli', office: config.code, action, detail })
  const known = offices.get(config.code)
  if (known === null || known.version === 0) {
    await note('office-created', { name: config.name.uk })
    const made = await offices.create(config)
    return made === null ? null : { done: 'created', version: made.version }
  }
  const { version } = known
  const changed = jsonChanges(known.config, config)
  if (changed.length === 0) return { done: 'same', version }
  await note('config-imported', { version: version + 1, changed })
  const answer = await known.configure(config, { version })
  if (!answer.ok) return null
  await known.publishMissing()
  return { done: 'changed', version: answer.version }
}
