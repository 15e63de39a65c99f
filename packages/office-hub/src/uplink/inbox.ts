import { asRecord, hashRecord } from '@cherha/event-log'
import {
  type BatchLimit,
  type HubLinkEnd,
  readInboxItem,
  type InboxItem,
  type RecordData,
} from '@cherha/shared/protocol'
import { merge } from '@cherha/shared/replication'
import { ask } from './ask.ts'
import { claimDigits } from './claim-digits.ts'
import type { Ending } from './ending.ts'
import type { UplinkPorts } from './ports.ts'

/** Items that share a commit: enough to be quick, few enough that a clerk's command never waits for long. */
const itemsPerCommit = 50
/** Batches in a row that bring nothing although the server has more. */
const emptyBatches = 3

type Diverged = Extract<Ending, { is: 'diverged' }>

/** The inbox does not come whole, or what it says cannot be learnt; the connection is opened anew. */
export class InboxError extends Error {
  override name = 'InboxError'
}

/** As the log hashes records; a record that has travelled is JSON by its schema. */
export const hashOf = (record: RecordData): string => hashRecord(asRecord(record))

/** What the server tells the office: pulled in batches, joined to what is known, learnt in order. */
export class Inbox {
  readonly #ports: UplinkPorts
  readonly #batches: BatchLimit
  /** One learning at a time, whatever became of the connection it came by. */
  #learning: Promise<unknown> = Promise.resolve()

  constructor(ports: UplinkPorts, batches: BatchLimit) {
    this.#ports = ports
    this.#batches = batches
  }

  /**
   * Pulls and learns until the inbox is known whole. The keys a plan needs come before the plan: secrets first.
   * @param over whether the connection has ended; nothing more is asked then
   * @returns null, or why the two sides cannot go on
   */
  async pull(link: HubLinkEnd, over: () => boolean): Promise<Diverged | null> {
    await this.#learning.catch(() => undefined)
    let fruitless = 0
    while (!over()) {
      const { seq, hash } = this.#ports.engine.state.inbox
      const { records, head, secrets } = await this.#batches.ask(
        () => this.#ports.clock.now().mono,
        (limit) => ask(link, 'pull-inbox', { after: seq, limit }),
      )
      if (secrets > this.#ports.keys.secrets) await this.#pullSecrets(link)
      if (head.seq < seq || (head.seq === seq && head.hash !== hash)) {
        return { is: 'diverged', message: 'the server’s inbox is not the one this office has learnt', seq: head.seq }
      }
      const merged = merge({ seq, hash }, records, hashOf)
      if (merged.is === 'reject') {
        return { is: 'diverged', message: `a record of the inbox does not fit (${merged.reason})`, seq: merged.seq }
      }
      if (head.seq === seq) return null
      const news = merged.is === 'advance' ? merged.records : []
      fruitless = news.length === 0 ? fruitless + 1 : 0
      if (fruitless >= emptyBatches) throw new InboxError('the server’s batches do not follow what is known')
      await (this.#learning = this.#learn(news))
    }
    return null
  }

  async #pullSecrets(link: HubLinkEnd): Promise<void> {
    const { version, office, days, staff, devices, voucherKey } = await ask(link, 'pull-secrets', {})
    const { credentials, keys } = this.#ports
    credentials.adoptStaff(staff)
    credentials.adoptDevices(devices)
    // the version with the keys, last: a hub that is killed before this pulls all of it again
    keys.adopt({ version, office, days, voucherKey })
  }

  async #learn(records: readonly RecordData[]): Promise<void> {
    for (let from = 0; from < records.length; from += itemsPerCommit) {
      const { items, unread } = readItems(records.slice(from, from + itemsPerCommit))
      await Promise.all(items.map((item) => this.#tell(item)))
      const known = this.#ports.engine.state.inbox.seq
      const last = items.at(-1)
      if (last !== undefined && known < last.seq) throw new InboxError(`item ${known + 1} of the inbox was not learnt`)
      if (unread !== null) throw unread
    }
  }

  #tell({ seq, hash, item }: ReadItem): Promise<void> {
    const { engine, keys } = this.#ports
    return engine.tell(() => ({
      type: 'learn',
      inbox: { seq, hash },
      item,
      digits: claimDigits(engine.state, item, (date) => keys.day(date)),
    }))
  }
}

interface ReadItem {
  readonly seq: number
  readonly hash: string
  readonly item: InboxItem
}

/** The items up to the first that cannot be read: a newer server may send what this hub does not know. */
function readItems(records: readonly RecordData[]): { items: ReadItem[]; unread: InboxError | null } {
  const items: ReadItem[] = []
  for (const { seq, hash, event } of records) {
    const item = readInboxItem(event)
    if (!item.success) {
      const what = `item ${seq} of the inbox (${event.type}) cannot be read; this hub may be too old`
      return { items, unread: new InboxError(what, { cause: item.error }) }
    }
    items.push({ seq, hash, item: item.data })
  }
  return { items, unread: null }
}
