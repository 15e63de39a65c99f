import type { Session } from '../connectors/queues.ts'

export type SmsKind = 'code' | 'booked' | 'reminder' | 'cancelled' | 'unserved' | 'alert'

/** A message to be sent. */
export interface NewSms {
  /** Made by whoever writes it: the same id twice is one message. */
  readonly id: string
  readonly kind: SmsKind
  /** `+380XXXXXXXXX`. */
  readonly phone: string
  readonly text: string
  /** Not sent after this moment (server time, ms; B28). */
  readonly until: number
}

/** What will be written together, later: it answers nothing. */
export interface Collected {
  add(statement: { readonly text: string; readonly values: unknown[] }): void
}

/** Where whoever has messages writes: in a transaction, or among what is collected for one. */
export type SmsSession = Session | Collected

/** What has become of the way to send messages. */
export type GatewayState = 'none' | 'up' | 'away'

/**
 * The outbox (B29): messages are in the database before anybody is told of them, and go to the gateway from there.
 * Phones and texts are sealed in it.
 */
export interface SmsOutbox {
  /** In the caller's transaction; when it is collected, resolves as soon as it is. `null`: in one of its own. */
  enqueue(session: SmsSession | null, messages: readonly NewSms[]): Promise<void>
  /** Messages nobody needs any more are dropped, if they have not been sent. In the caller's transaction. */
  drop(session: SmsSession | null, ids: readonly string[]): Promise<void>
  readonly state: GatewayState
  /** Those of them that the gateway has taken. Messages nobody knows are not among them. */
  sentOf(ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Each message that was handed over or given up, by its id. Returns what ends it. */
  onSettled(
    listener: (settled: { readonly id: string; readonly kind: SmsKind; readonly sent: boolean }) => void,
  ): () => void
  /** Messages that wait, of which tried in vain; for /health and /metrics. */
  counts(): Promise<{ readonly waiting: number; readonly retrying: number }>
  /** Erases what was settled more than 7 days ago. */
  tidy(): Promise<void>
  close(): Promise<void>
}
