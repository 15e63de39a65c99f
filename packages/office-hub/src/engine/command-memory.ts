import type { EventLog, Json } from '@cherha/event-log'

/** What an accepted command was answered with, and the hash of its body. */
export interface AcceptedCommand {
  readonly hash: string
  /** Seq of the command's first event; of the newest event when it caused none. */
  readonly seq: number
  /** As it is in the log: without secrets. */
  readonly result: Readonly<Record<string, Json>>
}

const remembered = 2_000

/** Finds accepted commands by their id: the last ones in memory, all of them in the log. */
export class CommandMemory {
  readonly #log: EventLog
  readonly #recent = new Map<string, AcceptedCommand>()

  constructor(log: EventLog) {
    this.#log = log
  }

  find(id: string): AcceptedCommand | null {
    const recent = this.#recent.get(id)
    if (recent) return recent
    const record = this.#log.findCommand(id)
    if (!record?.command) return null
    return {
      hash: record.command.hash,
      seq: record.seq,
      result: record.command.result as Readonly<Record<string, Json>>,
    }
  }

  remember(id: string, command: AcceptedCommand): void {
    this.#recent.set(id, command)
    const oldest = this.#recent.keys().next()
    if (this.#recent.size > remembered && !oldest.done) this.#recent.delete(oldest.value)
  }
}
