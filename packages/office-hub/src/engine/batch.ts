import { asEvent, type LogRecord, type NewRecord } from '@cherha/event-log'
import { decide, evolve, type Decision, type EventTime, type QueueEvent, type QueueState } from '@cherha/shared/queue'
import type { Outcome, Submission } from './command.ts'
import type { AcceptedCommand, CommandMemory } from './command-memory.ts'

type Result = AcceptedCommand['result']
type Refused = Extract<Outcome, { ok: false }>

/** What a command has come to, before its events are stored. */
type Decided =
  /** The command's records are `count` of the batch's, beginning with `first`. */
  | { readonly is: 'accepted'; readonly result: Result; readonly first: number; readonly count: number }
  /** The same command was accepted before, in this batch … */
  | { readonly is: 'twin'; readonly result: Result; readonly first: number }
  /** … or in an earlier one. */
  | { readonly is: 'known'; readonly command: AcceptedCommand }
  | { readonly is: 'refused'; readonly refusal: Refused['refusal'] }
  /** A bug, or keys and credentials that cannot be read or written; nothing has changed. */
  | { readonly is: 'failed'; readonly error: unknown }

const reused = { is: 'refused', refusal: { code: 'command-id-reused' } } as const

/**
 * Commands decided one after another against the live state, their events not yet in the log.
 * The state is ahead of the log until `records` are stored; if they cannot be, it must be folded anew.
 */
export class Batch {
  readonly records: NewRecord[] = []
  readonly #state: QueueState
  readonly #memory: CommandMemory
  readonly #accepted = new Map<
    string,
    { readonly hash: string; readonly decided: Extract<Decided, { is: 'accepted' }> }
  >()

  constructor(state: QueueState, memory: CommandMemory) {
    this.#state = state
    this.#memory = memory
  }

  /** Never throws before something has changed; what it throws afterwards spoils the whole batch. */
  decide({ client, build }: Submission, now: EventTime): Decided {
    let decision: Decision
    let hash = ''
    try {
      const earlier = client && this.#earlier(client)
      if (earlier) return earlier
      decision = decide(this.#state, { ...build(this.#state, now), now })
      // a refused command is decided afresh each time: only an accepted one is known by its hash
      if (decision.ok && client) hash = client.hash
    } catch (error) {
      return { is: 'failed', error }
    }
    if (!decision.ok) return { is: 'refused', refusal: decision.refusal }
    // what the rules answer with is plain data by their contract; the log refuses anything else
    const result = decision.result as Result
    const first = this.records.length
    decision.events.forEach((event, index) => {
      const command = index === 0 && client ? { command: { id: client.id, hash, result } } : {}
      this.records.push({ ...now, event: asEvent(event), ...command })
      this.#evolve(event, now)
    })
    const decided = { is: 'accepted', result, first, count: decision.events.length } as const
    if (client) this.#accepted.set(client.id, { hash, decided })
    return decided
  }

  /** The answer of a decided command once the batch's records are stored. */
  outcome(
    decided: Exclude<Decided, { is: 'failed' }>,
    stored: readonly LogRecord[],
    client: Submission['client'],
  ): Outcome {
    switch (decided.is) {
      case 'refused':
        return { ok: false, refusal: decided.refusal }
      case 'known':
        return { ok: true, seq: decided.command.seq, result: decided.command.result, repeated: true, records: [] }
      case 'twin':
        return {
          ok: true,
          seq: this.#seqOf(decided.first, stored),
          result: decided.result,
          repeated: true,
          records: [],
        }
      case 'accepted': {
        const { first, count, result } = decided
        const seq = this.#seqOf(first, stored)
        if (client) this.#memory.remember(client.id, { hash: client.hash, seq, result })
        return { ok: true, seq, result, repeated: false, records: stored.slice(first, first + count) }
      }
    }
  }

  /** A command that caused no event is answered with the newest seq. */
  #seqOf(first: number, stored: readonly LogRecord[]): number {
    return stored[first]?.seq ?? this.#state.seq
  }

  /** What the same command, or another one under its id, has come to before; null: nothing. */
  #earlier(client: NonNullable<Submission['client']>): Decided | null {
    const twin = this.#accepted.get(client.id)
    if (twin) return twin.hash === client.hash ? { ...twin.decided, is: 'twin' } : reused
    const known = this.#memory.find(client.id)
    if (known) return known.hash === client.hash ? { is: 'known', command: known } : reused
    return null
  }

  #evolve(event: QueueEvent, time: EventTime): void {
    evolve(this.#state, { seq: this.#state.seq + 1, time, event })
  }
}
