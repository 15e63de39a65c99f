import { join } from 'node:path'
import { eventAs, type EventLog, hashJson, type LogHead, openSqliteLog } from '@cherha/event-log'
import { evolve, initialState, type QueueEvent, type QueueState } from '@cherha/shared/queue'

const page = 500

/** A hub's log that a test may also look at. */
export interface WatchedLog {
  /** For `startHub`. */
  readonly open: (dataDir: string) => EventLog
  /** The whole log folded from its first record, and its head: equal on both sides when they have the same. */
  readonly state: () => { readonly head: LogHead; readonly epoch: number; readonly stateHash: string }
}

/** The hub's own log in its data folder, folded apart from the hub: what its engine has made of it does not count. */
export function watchedLog(): WatchedLog {
  let log: EventLog | null = null
  let state: QueueState = initialState()
  return {
    open(dataDir) {
      log = openSqliteLog(join(dataDir, 'office.db'))
      return log
    },
    state() {
      for (
        let records = log?.read(state.seq, page) ?? [];
        records.length > 0;
        records = log?.read(state.seq, page) ?? []
      ) {
        for (const { seq, at, mono, event } of records) {
          // the hub has written it, and checks it at its own start
          state = evolve(state, { seq, time: { at, mono }, event: eventAs<QueueEvent>(event) })
        }
      }
      return { head: log?.head() ?? { seq: 0, hash: '' }, epoch: state.epoch, stateHash: hashJson(state) }
    },
  }
}
