import { Id } from '@cherha/shared/protocol'
import { newApiKey } from '../portals/api-key.ts'
import { openPortalStore } from '../portals/store.ts'
import { ServerStartError } from '../server/server-error.ts'
import { openStores } from '../store/stores.ts'
import { readOptions, readPlace } from './arguments.ts'
import { withDatabase } from './with-stores.ts'

const usualPerMinute = 120
const mostPerMinute = 6_000
const usualPerDay = 1_000
const mostPerDay = 100_000

/** `add-portal NAME`: a portal that books places of the online quota; shows its key once. */
export async function addPortal(args: readonly string[]): Promise<void> {
  const { values, word } = readOptions(
    args,
    {
      sandbox: { type: 'boolean', default: false },
      'per-minute': { type: 'string' },
      'per-day': { type: 'string' },
      data: { type: 'string' },
    },
    'NAME, what the portal is called here',
  )
  const name = readName(word)
  const kind = values.sandbox ? 'sandbox' : 'live'
  const perMinute = readQuota(values['per-minute'], '--per-minute', usualPerMinute, mostPerMinute)
  const perDay = readQuota(values['per-day'], '--per-day', usualPerDay, mostPerDay)
  const { key, hash } = newApiKey(kind)
  await withDatabase(readPlace(values.data), 'tool', async (database) => {
    const at = Date.now()
    const store = openPortalStore(database.db)
    const known = (await store.list()).find((portal) => portal.name === name)
    if (known !== undefined) {
      const was = known.revokedAt === null ? 'is' : 'was'
      throw new ServerStartError(`There ${was} a portal ${name} already; choose another name.`, 2)
    }
    const detail = { portal: name, kind, perMinute, perDay }
    await openStores(database).journal.append({ at, who: 'cli', office: null, action: 'portal-added', detail })
    if (await store.add({ name, kind, perMinute, perDay, createdAt: at, revokedAt: null, hash })) return
    throw new ServerStartError(`Another command has just added a portal ${name}; choose another name.`, 2)
  })
  process.stdout.write(
    `Portal ${name} (${kind}): ${perMinute} requests a minute, ${perDay} bookings a day.\n` +
      `Its key is shown once and kept nowhere: ${key}\n`,
  )
}

/** `list-portals`: a line for each. */
export async function listPortals(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, { data: { type: 'string' } })
  const portals = await withDatabase(readPlace(values.data), 'tool', ({ db }) => openPortalStore(db).list())
  const lines = portals.map(({ name, kind, perMinute, perDay, createdAt, revokedAt }) => {
    const state = revokedAt === null ? 'active' : `revoked ${new Date(revokedAt).toISOString()}`
    return `${name}  ${kind}  ${perMinute} a minute  ${perDay} a day  since ${new Date(createdAt).toISOString()}  ${state}`
  })
  process.stdout.write(lines.length === 0 ? 'There are no portals.\n' : `${lines.join('\n')}\n`)
}

/** `revoke-portal NAME`: its key is refused at once, by a server that runs too. Its bookings stand. */
export async function revokePortal(args: readonly string[]): Promise<void> {
  const { values, word } = readOptions(args, { data: { type: 'string' } }, 'NAME, what the portal is called here')
  const name = readName(word)
  await withDatabase(readPlace(values.data), 'tool', async (database) => {
    const at = Date.now()
    const store = openPortalStore(database.db)
    const known = (await store.list()).find((portal) => portal.name === name)
    if (known === undefined) throw new ServerStartError(`There is no portal ${name}; see list-portals.`, 2)
    if (known.revokedAt !== null) throw new ServerStartError(`Portal ${name} is revoked already.`, 2)
    const detail = { portal: name }
    await openStores(database).journal.append({ at, who: 'cli', office: null, action: 'portal-revoked', detail })
    await store.revoke(name, at)
  })
  process.stdout.write(`Portal ${name} is revoked: its key is refused from now on. Its bookings stand.\n`)
}

function readName(word: string): string {
  const name = Id.safeParse(word)
  if (name.success) return name.data
  throw new ServerStartError(`NAME: ${JSON.stringify(word)} may have small letters, digits and hyphens only.`, 2)
}

function readQuota(value: string | undefined, option: string, usual: number, most: number): number {
  if (value === undefined) return usual
  const number = Number(value)
  if (/^\d{1,6}$/.test(value) && number >= 1 && number <= most) return number
  throw new ServerStartError(`${option} must be a number from 1 to ${most}, not ${JSON.stringify(value)}.`, 2)
}
