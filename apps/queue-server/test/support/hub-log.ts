import { asEvent, createMemoryLog, eventAs, type EventLog, type LogRecord } from '@cherha/event-log'
import { readInboxItem } from '@cherha/shared/protocol'
import { decide, evolve, initialState, type QueueCommand, type QueueEvent, type QueueState } from '@cherha/shared/queue'
import type { OfficeNode } from '../../src/offices/office-node.ts'

/** The log of a hub and the rules that write it, without anything else of a hub. */
export class HubLog {
  readonly log: EventLog = createMemoryLog()
  readonly state: QueueState = initialState()
  at: number
  readonly #listeners: (() => void)[] = []

  constructor(at: number) {
    this.at = at
  }

  onGrown(listener: () => void): void {
    this.#listeners.push(listener)
  }

  /** A command that must be accepted. */
  tell(command: QueueCommand): readonly QueueEvent[] {
    const now = { at: this.at, mono: this.at }
    const decision = decide(this.state, { ...command, now })
    if (!decision.ok) throw new Error(`refused: ${decision.refusal.code}`)
    this.write(decision.events)
    return decision.events
  }

  /** Events as they are, whatever the rules think of them. */
  write(events: readonly QueueEvent[]): void {
    const now = { at: this.at, mono: this.at }
    const stored = this.log.append(events.map((event) => ({ ...now, event: asEvent(event) })))
    this.#fold(stored)
  }

  /** Records of the server's copy. */
  adopt(records: readonly LogRecord[]): void {
    this.log.appendCopy(records)
    this.#fold(records)
  }

  learn(records: readonly LogRecord[]): void {
    for (const { seq, hash, event } of records) {
      const item = readInboxItem(event)
      if (!item.success) throw item.error
      this.tell({ type: 'learn', inbox: { seq, hash }, item: item.data, digits: null })
    }
  }

  /** As if there were no network between them: everything said and heard at once. */
  async exchange(node: OfficeNode): Promise<void> {
    this.learn(await node.readInbox(this.state.inbox.seq, 10_000))
    for (;;) {
      const batch = this.log.read(node.copyHead.seq, 500)
      if (batch.length === 0) return
      const taken = await node.takeCopy(travelled(batch))
      if (taken.is !== 'advance') throw new Error(`the batch was not taken: ${JSON.stringify(taken)}`)
    }
  }

  #fold(records: readonly LogRecord[]): void {
    for (const { seq, at, mono, event } of records) {
      evolve(this.state, { seq, time: { at, mono }, event: eventAs<QueueEvent>(event) })
    }
    for (const listener of this.#listeners) listener()
  }
}

/** What arrives at the other end of a network. */
export function travelled<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
