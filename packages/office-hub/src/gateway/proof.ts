import type { CommandOf } from '@cherha/shared/protocol'
import { findTicket, type Proof, type QueueState } from '@cherha/shared/queue'
import type { Credentials } from '../credentials/credentials.ts'
import type { Vault } from '../secrets/vault.ts'

/** Where wrong tries are counted. */
export type CodeTries = Pick<Credentials, 'codeLocked' | 'countWrongCode' | 'forgetWrongCodes'>

type Proving = CommandOf<'check-in' | 'withdraw' | 'reprint'>
type Given = Pick<Proving, 'ticket' | 'date'> & {
  readonly code?: string | undefined
  readonly time?: string | undefined
  readonly documentDigits?: string | undefined
}

/**
 * Compares what a visitor gives with the ticket: the check-in code, or the printed time and the last four document
 * digits. Wrong tries are counted per ticket; five lock it (S rules).
 */
export class ProofReader {
  readonly #credentials: CodeTries
  readonly #vault: Vault

  constructor(credentials: CodeTries, vault: Vault) {
    this.#credentials = credentials
    this.#vault = vault
  }

  /** @param at hub time, ms: a command without a date means today */
  prove(state: QueueState, at: number, given: Given): Proof {
    const found = findTicket(state, at, given.ticket, given.date)
    // the rules refuse a ticket that does not exist before they look at the proof
    if (found === null || state.config === null) return 'wrong'
    const { day, ticket } = found
    const tried = { date: day.date, number: ticket.number, sold: ticket.sold }
    if (this.#credentials.codeLocked(tried)) return 'locked'
    const proof =
      given.code === undefined
        ? this.#byDigits(day.date, ticket, given)
        : this.#vault.codeMatches({ office: state.config.code, ...tried }, given.code)
          ? 'code'
          : 'wrong'
    if (proof === 'wrong') this.#credentials.countWrongCode(tried)
    else if (proof !== 'code-required') this.#credentials.forgetWrongCodes(tried)
    return proof
  }

  #byDigits(date: string, ticket: Parameters<Vault['person']>[1], given: Given): Proof {
    const sealed = this.#vault.open(date, ticket.sealed)
    const guardian = sealed?.guardian
    const digits =
      sealed?.documentDigits ?? (guardian && 'documentDigits' in guardian ? guardian.documentDigits : undefined)
    // a registration at the terminal asks for no document (document 000 II.9)
    if (digits === undefined) return 'code-required'
    return given.time === ticket.time && given.documentDigits === digits ? 'digits' : 'wrong'
  }
}
