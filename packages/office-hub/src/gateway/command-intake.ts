import type { Json } from '@cherha/event-log'
import {
  commandSchemas,
  commandSenders,
  refusalMessage,
  type Answer,
  type ClientCommand,
  type CommandOf,
  type CommandType,
  type RefusalCode,
} from '@cherha/shared/protocol'
import { localDate, type EventTime, type QueueCommand, type QueueState } from '@cherha/shared/queue'
import type { Engine } from '../engine/engine.ts'
import { HubStoppedError } from '../engine/engine.ts'
import type { PrivateData } from '../secrets/sealing.ts'
import type { Vault } from '../secrets/vault.ts'
import { bodyHash, ClientKey } from './body-hash.ts'
import { actorOf, roleOf, type Caller } from './caller.ts'
import { Failure } from './failure.ts'
import { parse } from './parse.ts'
import { readPerson } from './person.ts'
import type { ProofReader } from './proof.ts'

type Registering = CommandOf<'register-current' | 'register-advance'>
type Proving = CommandOf<'check-in' | 'withdraw' | 'reprint'>
type Build = (state: QueueState, now: EventTime) => QueueCommand

/** A ticket the hub has just issued or was asked to print again. */
export interface IssuedTicket {
  readonly date: string
  readonly number: string
  /** Seq of the registration's event. */
  readonly registeredSeq: number
  readonly code: string
  readonly sold: number
  /** The names as typed, where the command brought them. */
  readonly person: PrivateData | null
  readonly copy: boolean
}

export interface CommandIntakeParts {
  readonly engine: Engine
  readonly vault: Vault
  readonly proofs: ProofReader
  readonly officeKey: Buffer
  /** Called once per ticket, after its event is durable. */
  readonly onTicket: (ticket: IssuedTicket) => void
  /** What stands in a command's way outside the queue's rules, asked when it is decided. Left out: nothing does. */
  readonly gate?: (caller: Caller, command: ClientCommand, state: QueueState) => RefusalCode | null
}

/** A command that is not to reach the rules: thrown while it is made, so that one accepted before is still answered. */
class GateClosed extends Error {
  override name = 'GateClosed'
  readonly code: RefusalCode

  constructor(code: RefusalCode) {
    super(code)
    this.code = code
  }
}

/** Takes a client's command from its raw body to its answer: who may, what it says, private data, rules, result. */
export class CommandIntake {
  readonly #parts: CommandIntakeParts
  #stopping = false

  constructor(parts: CommandIntakeParts) {
    this.#parts = parts
  }

  /** The hub is about to stop: what has been taken is still answered. */
  stop(): void {
    this.#stopping = true
  }

  /** Resolves with the answer once it is durable. Throws `Failure` for what never reaches the rules. */
  async run(caller: Caller, body: unknown): Promise<Answer> {
    if (this.#stopping) throw stopping()
    const command = readCommand(caller, body)
    const { engine, officeKey } = this.#parts
    let person: PrivateData | null = null
    if (isRegistering(command)) {
      const read = readPerson(command.person, command.guardian)
      if (!read.ok) return refused(read.refusal)
      person = read.person
    }
    const client = new ClientKey(command.commandId, () => bodyHash(officeKey, caller, command))
    const build = this.#gated(caller, command, this.#builder(caller, command, person))
    const outcome = await engine.submit({ client, build }).catch(asOutcome)
    if (!outcome.ok) return refused(outcome.refusal)
    if (command.type === 'reprint-serving') {
      // printed with its code; the desk is told the number only
      const { ticket } = this.#ticketResult(outcome.result, outcome.repeated ? null : { person: null, copy: true })
      return { ok: true, seq: outcome.seq, result: { ticket } }
    }
    const result =
      isRegistering(command) || command.type === 'reprint' || typeof outcome.result['booked'] === 'string'
        ? this.#ticketResult(outcome.result, outcome.repeated ? null : { person, copy: command.type === 'reprint' })
        : outcome.result
    return { ok: true, seq: outcome.seq, result: { ...result } }
  }

  #gated(caller: Caller, command: ClientCommand, build: Build): Build {
    const { gate } = this.#parts
    if (gate === undefined) return build
    return (state, now) => {
      const closed = gate(caller, command, state)
      if (closed !== null) throw new GateClosed(closed)
      return build(state, now)
    }
  }

  #builder(caller: Caller, command: ClientCommand, data: PrivateData | null): Build {
    const actor = actorOf(caller)
    const { vault, proofs } = this.#parts
    if (isRegistering(command)) {
      const { commandId: _id, person: _person, guardian: _guardian, ...rest } = command
      return (state, now) => {
        const date = rest.type === 'register-advance' ? rest.date : (state.today ?? localDate(state, now.at))
        if (data === null) throw new Error('a registration without a person')
        return { ...rest, actor, sealed: vault.seal(state, date, rest.service, data) }
      }
    }
    if (isProving(command)) {
      return (state, now) => {
        const { proof, ticket = command.ticket, claim, readmit, booked } = proofs.prove(state, now.at, command)
        const which = { ticket, actor, proof, ...(command.date === undefined ? {} : { date: command.date }) }
        if (command.type !== 'check-in') return { type: command.type, ...which }
        const { priority, language, session, service } = command
        return {
          type: 'check-in',
          ...which,
          ...(priority === undefined ? {} : { priority }),
          ...(language === undefined ? {} : { language }),
          ...(session === undefined ? {} : { session }),
          ...(claim === undefined ? {} : { claim }),
          ...(service === undefined ? {} : { service }),
          ...(readmit === undefined ? {} : { readmit }),
          ...(booked === undefined ? {} : { booked }),
        }
      }
    }
    if (command.type === 'give-feedback') {
      const { rating, comment } = command
      return (state) => ({
        type: 'give-feedback',
        actor,
        rating,
        comment: comment === undefined ? null : vault.sealComment(state, comment),
      })
    }
    const { commandId: _id, ...rest } = command
    return () => ({ ...rest, actor })
  }

  /** The code is made anew for each answer: it is neither in the log nor anywhere else. */
  #ticketResult(
    result: Readonly<Record<string, Json>>,
    fresh: { person: PrivateData | null; copy: boolean } | null,
  ): Record<string, Json> {
    const { sold, ...rest } = result
    const { ticket: number, date, printedSeq } = rest
    const office = this.#parts.engine.state.config?.code
    if (
      typeof number !== 'string' ||
      typeof date !== 'string' ||
      typeof sold !== 'number' ||
      typeof printedSeq !== 'number' ||
      office === undefined
    ) {
      throw new Error('the rules answered a registration without its ticket')
    }
    const code = this.#parts.vault.code({ office, date, number, sold })
    if (fresh) this.#parts.onTicket({ date, number, registeredSeq: printedSeq, code, sold, ...fresh })
    return { ...rest, code }
  }
}

/** Role first, so that nobody learns the shape of a command they may not send; then every field. */
function readCommand(caller: Caller, body: unknown): ClientCommand {
  const type = typeof body === 'object' && body !== null && 'type' in body ? body.type : undefined
  if (!isCommandType(type)) throw new Failure('malformed', 'type: no such command', { field: 'type' })
  const senders: readonly string[] = commandSenders[type]
  if (!senders.includes(roleOf(caller))) {
    throw new Failure('forbidden', `${type} may be sent by: ${senders.join(', ')}`)
  }
  return parse<ClientCommand>(commandSchemas[type], body)
}

function isCommandType(type: unknown): type is CommandType {
  return typeof type === 'string' && Object.hasOwn(commandSchemas, type)
}

/** Whether it gives a place away at the terminal. */
export function isRegistering(command: ClientCommand): command is Registering {
  return command.type === 'register-current' || command.type === 'register-advance'
}

function isProving(command: ClientCommand): command is Proving {
  return command.type === 'check-in' || command.type === 'withdraw' || command.type === 'reprint'
}

function refused({ code, field }: { readonly code: RefusalCode; readonly field?: string }): Answer {
  return { ok: false, refusal: { code, message: refusalMessage(code), ...(field === undefined ? {} : { field }) } }
}

function asOutcome(error: unknown): { readonly ok: false; readonly refusal: { readonly code: RefusalCode } } {
  if (error instanceof GateClosed) return { ok: false, refusal: { code: error.code } }
  if (error instanceof HubStoppedError) throw stopping()
  throw error
}

function stopping(): Failure {
  return new Failure('stopping', 'the hub is stopping', { retryAfter: 1 })
}
