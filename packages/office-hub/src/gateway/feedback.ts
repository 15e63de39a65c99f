import { eventAs, type EventLog } from '@cherha/event-log'
import type { FeedbackBody } from '@cherha/shared/protocol'
import type { QueueEvent } from '@cherha/shared/queue'
import type { Vault } from '../secrets/vault.ts'

const chunk = 1_000
/** The newest are what somebody wants to read. */
const mostKept = 500

/** What visitors said, newest first; a comment whose day's key was erased is gone (I21). */
export function feedbackOf(log: Pick<EventLog, 'read'>, vault: Pick<Vault, 'openComment'>): FeedbackBody['feedback'] {
  const given: FeedbackBody['feedback'] = []
  for (let after = 0; ; ) {
    const records = log.read(after, chunk)
    for (const record of records) {
      after = record.seq
      const event = eventAs<QueueEvent>(record.event)
      if (event.type !== 'feedback-given') continue
      const comment = event.comment === null ? null : vault.openComment(event.date, event.comment)
      given.push({ date: event.date, rating: event.rating, comment })
      if (given.length > mostKept) given.shift()
    }
    if (records.length < chunk) return given.reverse()
  }
}
