import type { SmsTimes } from '../../src/sms/outbox.ts'

/** The usual times, shortened: what is a minute of an outage is a moment here. */
export const fastTimes: SmsTimes = {
  answerMs: 500,
  keepAliveMs: 200,
  idleMs: 100,
  soonMs: 20,
  health: { firstMs: 20, longestMs: 100 },
  doubt: { tries: 5, ms: 300_000 },
  queue: { retrySeconds: 1, longestSeconds: 1, heartbeatSeconds: 10, watchSeconds: 1 },
}
