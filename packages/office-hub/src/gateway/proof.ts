import type { CommandOf } from '@cherha/shared/protocol'
import {
  type CheckInExtras,
  findTicket,
  isClaimable,
  type Proof,
  type QueueState,
  type Ticket,
  unknownTicket,
} from '@cherha/shared/queue'
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

/** What came of comparing. `ticket`: the one that was proved, where it is another than the one named (Q27). */
export interface Proved extends CheckInExtras {
  readonly proof: Proof
  readonly ticket?: string
}

/**
 * Compares what a visitor gives with the ticket: the check-in code, or the printed time and the last four document
 * digits. Wrong tries are counted per ticket; five lock it (S rules), also one the hub does not know yet.
 */
export class ProofReader {
  readonly #credentials: CodeTries
  readonly #vault: Vault

  constructor(credentials: CodeTries, vault: Vault) {
    this.#credentials = credentials
    this.#vault = vault
  }

  /** @param at hub time, ms: a command without a date means today */
  prove(state: QueueState, at: number, given: Given): Proved {
    const { config } = state
    const found = findTicket(state, at, given.ticket, given.date)
    // the rules refuse what does not exist before they look at the proof
    if (config === null) return { proof: 'wrong' }
    if (found === null) return this.#ofUnknown(state, config.code, given)
    const { day, ticket } = found
    const tried = { date: day.date, number: ticket.number, sold: ticket.sold }
    return this.#counted(tried, () => {
      const instead = day.tickets[day.displaced[ticket.number] ?? '']
      if (instead !== undefined) {
        // whose booking it was has another number now; the visitor only knows the one that was booked
        const proof = this.#compare(config.code, day.date, { ...instead, number: ticket.number }, given)
        if (proof === 'code' || proof === 'digits') return { proof, ticket: instead.number, booked: ticket.number }
      }
      return { proof: this.#compare(config.code, day.date, ticket, given) }
    })
  }

  /** Q26, Q28: a ticket the hub does not know, of a place that may have been sold without it. */
  #ofUnknown(state: QueueState, office: string, given: Given): Proved {
    const found = unknownTicket(state, given.ticket, given.date)
    if (found === null) return { proof: 'wrong' }
    const { day, place, number, sold } = found
    const { date } = day
    const next = { date, number, sold }
    return this.#counted(next, (): Proved => {
      const { code, time, documentDigits } = given
      if (code !== undefined) {
        const right = this.#vault.codeMatches({ office, ...next }, code)
        return right ? { proof: 'code', readmit: { sold: next.sold } } : { proof: 'wrong' }
      }
      if (time === undefined || documentDigits === undefined || place === null || !isClaimable(day, place)) {
        return { proof: 'code-required' }
      }
      if (time !== place.time) return { proof: 'wrong' }
      return {
        proof: 'digits',
        claim: { time, sealed: this.#vault.seal(state, date, place.service, { documentDigits }) },
      }
    })
  }

  #counted(tried: Parameters<CodeTries['codeLocked']>[0], compare: () => Proved): Proved {
    if (this.#credentials.codeLocked(tried)) return { proof: 'locked' }
    const proved = compare()
    const { proof } = proved
    if (proof === 'wrong') this.#credentials.countWrongCode(tried)
    else if (proof !== 'code-required') this.#credentials.forgetWrongCodes(tried)
    return proved
  }

  #compare(office: string, date: string, ticket: Ticket, given: Given): Proof {
    if (given.code === undefined) return this.#byDigits(date, ticket, given)
    const { number, sold } = ticket
    return this.#vault.codeMatches({ office, date, number, sold }, given.code) ? 'code' : 'wrong'
  }

  #byDigits(date: string, ticket: Ticket, given: Given): Proof {
    const sealed = this.#vault.open(date, ticket.sealed)
    const guardian = sealed?.guardian
    // with a child the parent or guardian comes, with one document or the other (document 000 III.1)
    const digits = [
      sealed?.documentDigits,
      guardian && 'documentDigits' in guardian ? guardian.documentDigits : undefined,
    ].filter((one) => one !== undefined)
    // a registration at the terminal asks for no document (document 000 II.9)
    if (digits.length === 0) return 'code-required'
    const isRight = given.documentDigits !== undefined && digits.includes(given.documentDigits)
    return given.time === ticket.time && isRight ? 'digits' : 'wrong'
  }
}
