import type { Json, LogRecord, NewRecord } from './log.ts'

/*
 * A log keeps JSON and does not know what its owner means by it. Here, and nowhere else, the owner's types are taken off
 * and put on again. Nothing is checked: an owner reads back only what it has written itself, under a chain whose hashes
 * it has checked, or what a schema has accepted before.
 */

/** The owner's event as the log keeps it: plain data by the owner's type; the log refuses what is no JSON. */
export function asEvent<E extends { readonly type: string }>(event: E): NewRecord['event'] {
  return event
}

/** An event of a log as its owner wrote it. */
export function eventAs<E extends { readonly type: string }>(event: Json | object): E {
  return event as E
}

/** Plain data of the owner as JSON: a state, a command's result. */
export function asJson(data: object): Json {
  return data as Json
}

/** JSON of a log (a snapshot's state, a command's result) as its owner wrote it. */
export function jsonAs<T extends object>(json: Json): T {
  return json as T
}

/** A record that has travelled and was found to be one: its event and result are JSON by having been parsed. */
export function asRecord(record: TravelledRecord): LogRecord {
  return record as LogRecord
}

/** A record as a wire's schema sees it. */
export type TravelledRecord = Omit<LogRecord, 'event' | 'command'> & {
  readonly event: { readonly type: string }
  readonly command?: { readonly id: string; readonly hash: string; readonly result?: unknown } | undefined
}
