import { asJson, eventAs, jsonAs, type EventLog, type LogRecord } from '@cherha/event-log'
import {
  evolve,
  initialState,
  type QueueEvent,
  type QueueState,
  type RecordedEvent,
  stateVersion,
} from '@cherha/shared/queue'

const chunk = 1_000

/** The log's record as the rules read it. The log holds only events that `decide` made. */
export function recordedEvent(record: LogRecord): RecordedEvent {
  return {
    seq: record.seq,
    time: { at: record.at, mono: record.mono },
    event: eventAs<QueueEvent>(record.event),
  }
}

/** The live queue as the log has it: the newest snapshot and everything after it. */
export function foldLog(log: EventLog): { state: QueueState; sinceSnapshot: number } {
  const snapshot = log.loadSnapshot(stateVersion)
  let state = snapshot === null ? initialState() : jsonAs<QueueState>(snapshot.state)
  let after = snapshot?.seq ?? 0
  for (;;) {
    const records = log.read(after, chunk)
    for (const record of records) state = evolve(state, recordedEvent(record))
    after = records.at(-1)?.seq ?? after
    if (records.length < chunk) return { state, sinceSnapshot: after - (snapshot?.seq ?? 0) }
  }
}

/** Keeps the state as a snapshot: plain JSON data by its type. */
export function saveSnapshot(log: EventLog, state: QueueState): void {
  const { seq, hash } = log.head()
  log.saveSnapshot({ version: stateVersion, seq, hash, state: asJson(state) })
}
