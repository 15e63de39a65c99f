import { evolveFolder, type FolderEvent, initialFolder, jobsFor } from '@cherha/shared/workflow'
import type { Pool } from 'pg'
import { isStillNeeded } from '../connectors/needed.ts'
import type { OutsideJob } from '../connectors/ports.ts'
import { openJson } from './store/boxes.ts'
import type { CardShelf } from './store/card-shelf.ts'
import { keptKey } from './store/case-keys.ts'
import { recordOf } from './store/case-store.ts'
import { isSealed, readRecords } from './verifying.ts'

/** Cases that ended this long before the newest change may still owe a letter. */
const recentMs = 30 * 24 * 3_600_000

/**
 * The outside work that cases still wait for, case by case, worked out from their records: the same jobs under the same
 * keys as when it was caused. For queues that were lost.
 */
export async function* outsideJobs(pool: Pool, cards: CardShelf): AsyncGenerator<readonly OutsideJob[]> {
  for await (const { id, card, version } of unsettled(pool)) {
    const [key, found] = [await keptKey(pool, id), await cards.get(card, version)]
    if (key === null || found === null) continue
    let folder = initialFolder
    const jobs: OutsideJob[] = []
    for (let after = 0; ; ) {
      const records = await readRecords(pool, id, after)
      const last = records.at(-1)
      if (last === undefined) break
      after = last.seq
      for (const { seq, event } of records) {
        if (!isSealed(event)) continue
        const box = Buffer.from(event.box, 'base64')
        const { events } = openJson<{ events: readonly FolderEvent[] }>(key, recordOf(id, seq), box)
        jobs.push(...jobsFor(found, folder, events))
        folder = events.reduce(evolveFolder, folder)
      }
    }
    yield jobs.filter((job) => isStillNeeded(job, folder, found))
  }
}

interface Unsettled {
  readonly id: string
  readonly card: string
  readonly version: number
}

const page = 500

async function* unsettled(pool: Pool): AsyncGenerator<Unsettled> {
  for (let after = ''; ; ) {
    const { rows } = await pool.query<Unsettled>(
      `SELECT id, card, card_version AS version FROM case_now
       WHERE id > $1 AND (status = 'open' OR updated_at > (SELECT max(updated_at) FROM case_now) - $2::float8)
       ORDER BY id LIMIT $3`,
      [after, recentMs, page],
    )
    yield* rows
    const last = rows.at(-1)
    if (last === undefined) return
    after = last.id
  }
}
