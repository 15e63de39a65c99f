import { eventAs, EMPTY_HEAD, type LogReader } from '@cherha/event-log'
import type { QueueEvent } from '@cherha/shared/queue'
import { checkChain } from './chain.ts'
import { recordsOf } from './records.ts'

/** A registration only the old log has: a paper ticket may be out there. */
export interface LostRegistration {
  readonly seq: number
  readonly at: number
  readonly date: string
  readonly number: string
  readonly sold: number
  readonly channel: string
  /**
   * `readmitted`: the new log has it too, by its paper code. `unknown`: it knows nothing of it. `given-twice`: it has
   * the same sale of the same number as somebody else's, which must never be.
   */
  readonly inNew: 'readmitted' | 'unknown' | 'given-twice'
}

/** One of the two logs, after the last event both have. */
export interface Branch {
  /** Up to here the chain holds. */
  readonly head: number
  readonly events: number
  /** Where its chain breaks; what is there and after it is not compared. */
  readonly brokenAt: number | null
  readonly epoch: number
  readonly firstAt: number | null
  readonly lastAt: number | null
}

export interface Comparison {
  readonly verdict: 'same' | 'old-is-beginning' | 'new-is-beginning' | 'parted'
  /** Of the old log, else of the new one. */
  readonly office: { readonly code: string; readonly timeZone: string } | null
  /** The last event both have; seq 0: none. */
  readonly common: { readonly seq: number; readonly hash: string; readonly at: number | null }
  readonly old: Branch
  readonly new: Branch
  readonly onlyInOld: readonly LostRegistration[]
}

type Sale = Extract<QueueEvent, { type: 'registered' | 'claimed' | 'readmitted' }>

/**
 * R20: where two logs of one office part, and which registrations only the old one has. Reads only. Hashes cover
 * everything before them, so the last event with the same hash is found by halving.
 */
export function compareLogs(old: LogReader, fresh: LogReader): Comparison {
  const chains = { old: checkChain(old), new: checkChain(fresh) }
  const common = lastCommon(old, fresh, Math.min(chains.old.sound.seq, chains.new.sound.seq))
  const branches = {
    old: branchOf(old, chains.old.sound.seq, common.seq, chains.old.broken?.seq ?? null),
    new: branchOf(fresh, chains.new.sound.seq, common.seq, chains.new.broken?.seq ?? null),
  }
  return {
    verdict: verdictOf(branches.old.events, branches.new.events),
    office: officeOf(old, chains.old.sound.seq) ?? officeOf(fresh, chains.new.sound.seq),
    common,
    ...branches,
    onlyInOld: lostRegistrations(
      [...salesOf(old, chains.old.sound.seq, common.seq)],
      [...salesOf(fresh, chains.new.sound.seq, common.seq)],
    ),
  }
}

function lastCommon(old: LogReader, fresh: LogReader, most: number): Comparison['common'] {
  let [same, other] = [0, most + 1]
  while (other - same > 1) {
    const middle = (same + other) >>> 1
    if (old.read(middle - 1, 1)[0]?.hash === fresh.read(middle - 1, 1)[0]?.hash) same = middle
    else other = middle
  }
  const { seq, hash, at } = (same > 0 ? old.read(same - 1, 1)[0] : undefined) ?? { ...EMPTY_HEAD, at: null }
  return { seq, hash, at }
}

function branchOf(log: LogReader, head: number, common: number, brokenAt: number | null): Branch {
  let epoch = 0
  for (const { event } of recordsOf(log, head)) {
    if (event.type === 'epoch-began' && 'epoch' in event) epoch = Number(event.epoch)
  }
  const timeOf = (seq: number) => (head > common ? (log.read(seq - 1, 1)[0]?.at ?? null) : null)
  return { head, events: head - common, brokenAt, epoch, firstAt: timeOf(common + 1), lastAt: timeOf(head) }
}

function verdictOf(old: number, fresh: number): Comparison['verdict'] {
  if (old === 0 && fresh === 0) return 'same'
  if (old === 0) return 'old-is-beginning'
  return fresh === 0 ? 'new-is-beginning' : 'parted'
}

function officeOf(log: LogReader, head: number): Comparison['office'] {
  for (const { event } of recordsOf(log, head)) {
    // the log holds JSON; the audit of one log is where its events are judged
    const { type, config } = eventAs<QueueEvent & { config?: { code: string; timeZone: string } }>(event)
    if (type === 'office-configured' && config) return { code: config.code, timeZone: config.timeZone }
  }
  return null
}

function* salesOf(log: LogReader, head: number, common: number): Generator<{ seq: number; at: number; sale: Sale }> {
  for (const { seq, at, event } of recordsOf(log, head, common)) {
    const sale = eventAs<QueueEvent>(event)
    if (sale.type === 'registered' || sale.type === 'claimed' || sale.type === 'readmitted') yield { seq, at, sale }
  }
}

type Sold = ReturnType<typeof salesOf> extends Generator<infer T> ? T : never

function lostRegistrations(old: readonly Sold[], fresh: readonly Sold[]): LostRegistration[] {
  return old.flatMap(({ seq, at, sale }): LostRegistration[] => {
    const twins = fresh
      .map((one) => one.sale)
      .filter(({ date, number }) => date === sale.date && number === sale.number)
    // the same booking, learnt from the server by both
    if (twins.some((twin) => sealedOf(twin) !== null && sealedOf(twin) === sealedOf(sale))) return []
    const { date, number } = sale
    const sold = soldOf(sale)
    const again = twins.find((twin) => soldOf(twin) === sold)
    const inNew = again === undefined ? 'unknown' : again.type === 'readmitted' ? 'readmitted' : 'given-twice'
    return [{ seq, at, date, number, sold, channel: channelOf(sale), inNew }]
  })
}

/** The first visitor of an online place is the first sale of it, booked or claimed. */
function soldOf(sale: Sale): number {
  return sale.type === 'claimed' ? 1 : sale.sold
}

function sealedOf(sale: Sale): string | null {
  return sale.type === 'readmitted' ? null : JSON.stringify(sale.sealed)
}

function channelOf(sale: Sale): string {
  return sale.type === 'registered' ? sale.channel : sale.type
}
