import { asEvent, createMemoryLog, type LogRecord } from '@cherha/event-log'
import { readInboxItem } from '@cherha/shared/protocol'
import { decide, evolve, initialState, type QueueCommand, type QueueEvent } from '@cherha/shared/queue'
import type { OfficeNode } from '../../offices/office-node.ts'

const batch = 500

/** The hub of the sandbox office: the rules of a live queue over a log in memory. Nobody comes, and nobody is called. */
export class SandboxHub {
  readonly #log = createMemoryLog()
  readonly #state = initialState()
  readonly #office: OfficeNode
  readonly #now: () => number

  constructor(office: OfficeNode, now: () => number) {
    this.#office = office
    this.#now = now
  }

  /** Learns what is new in the inbox, does what is due, and sends its log. */
  async exchange(): Promise<void> {
    const at = Math.max(this.#now(), this.#state.lastAt)
    for (;;) {
      const records = await this.#office.readInbox(this.#state.inbox.seq, batch)
      for (const record of records) this.#learn(record, at)
      if (records.length < batch) break
    }
    this.#tell({ type: 'tick' }, at)
    for (;;) {
      const records = this.#log.read(this.#office.copyHead.seq, batch)
      if (records.length === 0) return
      const taken = await this.#office.takeCopy(structuredClone(records))
      if (taken.is !== 'advance') throw new Error(`the log of the sandbox office was not taken (${taken.is})`)
    }
  }

  #learn({ seq, hash, event }: LogRecord, at: number): void {
    const read = readInboxItem(event)
    if (!read.success) throw read.error
    this.#tell({ type: 'learn', inbox: { seq, hash }, item: read.data, digits: null }, at)
  }

  #tell(command: QueueCommand, at: number): void {
    const time = { at, mono: at }
    const decision = decide(this.#state, { ...command, now: time })
    if (!decision.ok) return
    const records = this.#log.append(decision.events.map((event: QueueEvent) => ({ ...time, event: asEvent(event) })))
    for (const [index, { seq }] of records.entries()) {
      const event = decision.events[index]
      if (event !== undefined) evolve(this.#state, { seq, time, event })
    }
  }
}
