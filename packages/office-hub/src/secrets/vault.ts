import type { Opened, QueueState, Sealed, Ticket } from '@cherha/shared/queue'
import { documentFingerprintText, fingerprintText } from '@cherha/shared/text'
import type { CodedTicket } from './check-in-code.ts'
import { checkInCode, codeMatches } from './check-in-code.ts'
import type { KeyFile } from './key-file.ts'
import { fingerprint, seal, sealText, unseal, unsealText, type PrivateData } from './sealing.ts'

/** Everything that is done with the hub's keys. */
export class Vault {
  readonly #keys: KeyFile
  readonly #random: ((bytes: number) => Buffer) | undefined

  /** @param random left out: the computer's */
  constructor(keys: KeyFile, random?: (bytes: number) => Buffer) {
    this.#keys = keys
    this.#random = random
  }

  /**
   * Seals a registration for its visit day. A day that is not published has no key, and the rules refuse the
   * registration anyway: it gets a box nobody can open.
   */
  seal(state: QueueState, date: string | null, service: string, person: PrivateData): Sealed {
    if (date === null || state.days[date] === undefined) return { box: '', fingerprint: '' }
    const key = this.#keys.ensureDay(date)
    const text =
      'surname' in person
        ? fingerprintText({ ...person, patronymic: person.patronymic ?? undefined }, service, date)
        : documentFingerprintText(person.documentDigits, service, date)
    return { box: seal(key, person, this.#random), fingerprint: fingerprint(key, text) }
  }

  /** The sealed data of a ticket; null when the key has been erased or the box does not fit. */
  open(date: string, sealed: Sealed): PrivateData | null {
    const key = this.#keys.day(date)
    return key === null ? null : unseal(key, sealed.box)
  }

  /** Seals a comment with the key of the open day; without one nothing is kept, and the rules refuse it anyway. */
  sealComment(state: QueueState, comment: string): string | null {
    return state.today === null ? null : sealText(this.#keys.ensureDay(state.today), comment, this.#random)
  }

  /** null: the key of the day has been erased, or the box is none of that day. */
  openComment(date: string, box: string): string | null {
    const key = this.#keys.day(date)
    return key === null ? null : unsealText(key, box)
  }

  /** As a desk shows a person, or the document of one who gave no name. */
  person(date: string, ticket: Ticket): Opened | null {
    const data = this.open(date, ticket.sealed)
    if (data === null) return null
    const guardian = data.guardian === undefined ? null : Object.values(data.guardian).join(' ')
    if (!('surname' in data)) return { digits: data.documentDigits, guardian }
    const { surname, givenName, patronymic, documentDigits } = data
    // the server seals a booking, which asks for no name, with empty ones (000 II.6)
    if (surname === '' && documentDigits !== undefined) return { digits: documentDigits, guardian }
    return { surname, givenName, patronymic, guardian }
  }

  code(ticket: CodedTicket): string {
    return checkInCode(this.#keys.office, ticket)
  }

  codeMatches(ticket: CodedTicket, typed: string): boolean {
    return codeMatches(this.#keys.office, ticket, typed)
  }
}
