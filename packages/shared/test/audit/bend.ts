import { createHash } from 'node:crypto'
import { type AuditedEvent, createAuditor, type Violation } from '../../src/audit/index.ts'
import type { QueueEvent, QueueEventType, RecordedEvent } from '../../src/queue/index.ts'
import type { Scenario } from '../queue/scenario.ts'

export type Log = readonly RecordedEvent[]
type Of<T extends QueueEventType> = Extract<QueueEvent, { type: T }>

/** The log of a scenario as a hub would have stored it: what the scenario calls sealed really looks like it. */
export function logOf({ log }: Scenario): Log {
  return log.map((recorded) => {
    const { event } = recorded
    return 'sealed' in event ? { ...recorded, event: { ...event, sealed: sealed(event.sealed) } } : recorded
  })
}

export function sealed({ fingerprint }: { readonly fingerprint: string }): Of<'registered'>['sealed'] {
  const noise = createHash('sha512').update(fingerprint).digest()
  return { box: noise.toString('base64'), fingerprint: noise.toString('hex').slice(0, 64) }
}

/** Everything the auditor finds in a log. */
export function audit(log: readonly AuditedEvent[]): Violation[] {
  const auditor = createAuditor()
  return [...log.flatMap((recorded) => auditor.see(recorded)), ...auditor.finish()]
}

/** The first violation as `rule seq`, with the sentence; `clean` when there is none. */
export function verdict(log: readonly AuditedEvent[]): string {
  const [first] = audit(log)
  return first === undefined ? 'clean' : `${first.rule} at ${first.seq}: ${first.sentence}`
}

/** The rules broken, each once, in the order they were found. */
export function brokenRules(log: Log): string[] {
  return [...new Set(audit(log).map(({ rule }) => rule))]
}

function indexOf(log: Log, type: QueueEventType, nth: number): number {
  const indices = log.flatMap(({ event }, index) => (event.type === type ? [index] : []))
  const index = indices.at(nth)
  if (index === undefined) throw new Error(`the log has no ${type} ${nth}`)
  return index
}

/** Seq of the nth event of a type; -1: the last. */
export function seqOf(log: Log, type: QueueEventType, nth = -1): number {
  return log[indexOf(log, type, nth)]?.seq ?? 0
}

export function renumbered<R extends AuditedEvent>(log: readonly R[]): readonly R[] {
  return log.map((recorded, index) => ({ ...recorded, seq: index + 1 }))
}

/** Another content for the nth event of a type (the last one when left out). */
export function changed<T extends QueueEventType>(log: Log, type: T, edit: Partial<Of<T>>, nth = -1): Log {
  return log.with(indexOf(log, type, nth), edited(log, type, nth, edit))
}

function edited(log: Log, type: QueueEventType, nth: number, edit: object): RecordedEvent {
  const recorded = log[indexOf(log, type, nth)]
  if (recorded === undefined) throw new Error('unreachable')
  return { ...recorded, event: { ...recorded.event, ...edit } }
}

/** The nth event of a type left out, the ones after it renumbered. */
export function without(log: Log, type: QueueEventType, nth = -1): Log {
  return renumbered(log.toSpliced(indexOf(log, type, nth), 1))
}

/** An event more, right before or right after the nth one of a type and at its moment. */
export function withEvent(log: Log, where: 'before' | 'after', type: QueueEventType, event: QueueEvent, nth = -1): Log {
  const index = indexOf(log, type, nth)
  const time = log[index]?.time ?? { at: 0, mono: 0 }
  return renumbered(log.toSpliced(where === 'before' ? index : index + 1, 0, { seq: 0, time, event }))
}

/** The nth event of a type and all after it happen earlier or later; by the boot clock likewise, or as told. */
export function moved(log: Log, type: QueueEventType, ms: number, nth = -1, monoMs = ms): Log {
  const from = indexOf(log, type, nth)
  return log.map((recorded, index) => {
    const { at, mono } = recorded.time
    return index < from ? recorded : { ...recorded, time: { at: at + ms, mono: mono + monoMs } }
  })
}
