/** A record as far as joining two copies of a log is concerned. */
export interface ChainedRecord {
  readonly seq: number
  readonly prev: string
  readonly hash: string
}

export interface ChainHead {
  readonly seq: number
  readonly hash: string
}

/** What a batch of records means to whoever has the log up to `head`. */
export type Merge<R extends ChainedRecord> =
  /** The records to append, oldest first; none when all of them are known already. */
  | { readonly is: 'advance'; readonly records: readonly R[] }
  /** Records are missing or stand in a wrong order: nothing is taken, ask again after the head. */
  | { readonly is: 'rebase'; readonly after: number }
  /** The sender's log is another one, or the record is damaged: nothing is taken, nothing more is exchanged. */
  | { readonly is: 'reject'; readonly seq: number; readonly reason: RejectReason }

export type RejectReason =
  /** The record has a seq we have with another hash. */
  | 'other-history'
  /** It does not follow the record before it. */
  | 'broken-chain'
  /** Its content is not what its hash says. */
  | 'damaged'

/**
 * Joins a batch of the other side's log to one's own copy (R rules). Whatever the network has done to the batch,
 * duplicated, cut off, reordered, it holds that:
 *
 * - all of the batch's news are taken or none of them;
 * - what is taken follows `head` without a gap, and each record's hash has been computed anew;
 * - a record that is known already is never taken again;
 * - a log that is not the continuation of ours is rejected, whichever of its records is shown first.
 *
 * @param head the newest record we have; `{seq: 0, hash: 64 zeros}` for none
 * @param records as the other side sent them
 * @param hashOf computes the hash a record must have; the rules have no hash function of their own
 */
export function merge<R extends ChainedRecord>(
  head: ChainHead,
  records: readonly R[],
  hashOf: (record: R) => string,
): Merge<R> {
  let before: ChainHead | null = null
  for (const record of records) {
    if (record.hash !== hashOf(record)) return reject(record, 'damaged')
    if (record.seq === head.seq && record.hash !== head.hash) return reject(record, 'other-history')
    if (record.seq === head.seq + 1 && record.prev !== head.hash) return reject(record, 'other-history')
    if (before !== null && record.seq === before.seq + 1 && record.prev !== before.hash)
      return reject(record, 'broken-chain')
    before = record
  }
  return inOrder(head, records)
}

/** Every record is sound by itself; here it is about what is there and what is not. */
function inOrder<R extends ChainedRecord>(head: ChainHead, records: readonly R[]): Merge<R> {
  const taken: R[] = []
  const known = new Map<number, string>()
  let last = head
  for (const record of records) {
    const twin = known.get(record.seq)
    if (twin !== undefined && twin !== record.hash) return reject(record, 'other-history')
    known.set(record.seq, record.hash)
    if (record.seq <= last.seq) continue
    if (record.seq !== last.seq + 1) return { is: 'rebase', after: head.seq }
    if (record.prev !== last.hash) return reject(record, 'broken-chain')
    taken.push(record)
    last = record
  }
  return { is: 'advance', records: taken }
}

function reject(record: ChainedRecord, reason: RejectReason): { is: 'reject'; seq: number; reason: RejectReason } {
  return { is: 'reject', seq: record.seq, reason }
}
