import { asRecord } from '@cherha/event-log'
import type { BatchLimit, HubLinkEnd } from '@cherha/shared/protocol'
import { merge } from '@cherha/shared/replication'
import { ask } from './ask.ts'
import type { Ending } from './ending.ts'
import { hashOf, InboxError } from './inbox.ts'
import type { UplinkPorts } from './ports.ts'

/**
 * Takes the rest of the office's own log from the server's copy, record for record. The hub must not have written
 * anything of its own since it was told that its log is behind.
 * @returns null, or why the copy is not the continuation of the log
 */
export async function catchUp(
  link: HubLinkEnd,
  { engine, clock }: Pick<UplinkPorts, 'engine' | 'clock'>,
  batches: BatchLimit,
): Promise<Extract<Ending, { is: 'diverged' }> | null> {
  let fruitless = 0
  for (;;) {
    const known = engine.head()
    const { records, head } = await batches.ask(
      () => clock.now().mono,
      (limit) => ask(link, 'pull-copy', { after: known.seq, limit }),
    )
    const merged = merge(known, records, hashOf)
    if (merged.is === 'reject') {
      return { is: 'diverged', message: `a record of the copy does not fit (${merged.reason})`, seq: merged.seq }
    }
    if (head.seq === known.seq && head.hash === known.hash) return null
    if (head.seq <= known.seq) {
      return { is: 'diverged', message: 'the server’s copy is not the continuation of this log', seq: head.seq }
    }
    const news = merged.is === 'advance' ? merged.records : []
    fruitless = news.length === 0 ? fruitless + 1 : 0
    if (fruitless >= 3) throw new InboxError('the server’s batches do not follow this log')
    engine.adopt(news.map(asRecord))
  }
}
