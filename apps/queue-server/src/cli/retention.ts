import { eraseBookings } from '../booking/index.ts'
import { ServerStartError } from '../server/server-error.ts'
import { retentionNow } from '../jobs/retention.ts'
import { RunningOffices } from '../server/running-offices.ts'
import { systemClock } from '../server/system-clock.ts'
import { readDays, readOptions, readPlace } from './arguments.ts'
import { openStores } from '../store/stores.ts'
import { withDatabase } from './with-stores.ts'

/** `retention`: erases the keys of old visit days now, while no server runs; a running one does it by itself. */
export async function eraseOldKeys(args: readonly string[]): Promise<void> {
  const { values } = readOptions(args, { days: { type: 'string' }, data: { type: 'string' } })
  const retentionDays = readDays(values.days, '--days') ?? 30
  const clock = systemClock()
  const erased = await withDatabase(readPlace(values.data), 'server', async ({ pool, db }) => {
    const stores = openStores({ pool, db })
    const offices = await RunningOffices.open(stores, clock, (message, cause) => {
      throw new ServerStartError(`${message}.`, 1, { cause })
    })
    try {
      return await retentionNow({ offices, stores, clock, retentionDays, booking: { erase: eraseBookings(pool) } })
    } finally {
      await offices.close()
    }
  })
  const lines = Object.entries(erased).map(([office, dates]) => `  ${office}: ${dates.join(', ')}\n`)
  process.stdout.write(
    lines.length === 0
      ? `No key is older than ${retentionDays} days.\n`
      : `Erased the keys of these visit days:\n${lines.join('')}`,
  )
}
