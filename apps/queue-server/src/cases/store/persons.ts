import { createHmac, createSecretKey, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import {
  type Applicant,
  applicantKeyTexts,
  type ApplicantKeys,
  type EarlierDecision,
  lastDigits,
  refusalKinds,
} from '@cherha/shared/workflow'
import type { Pool } from 'pg'

/** A name is looked for by its first letters: so many of them. */
const longestPrefix = 6

/**
 * What tells applicants apart, as hashes with a key of the installation: equal hashes are equal values, and without the
 * key nothing can be read from them. Hashes and key are in the schema `secret`: how often a first letter occurs would
 * tell something even so.
 */
export class Persons {
  readonly #pool: Pool
  /** Prepared once: as bytes it would be prepared for each hash, which takes longer than the hash. */
  readonly #key: KeyObject

  private constructor(pool: Pool, key: Buffer) {
    this.#pool = pool
    this.#key = createSecretKey(key)
  }

  static async open(pool: Pool): Promise<Persons> {
    const kept = async () =>
      (await pool.query<{ key: Buffer }>('SELECT key FROM secret.case_hash_key WHERE id = 1')).rows[0]?.key
    if ((await kept()) === undefined) {
      await pool.query('INSERT INTO secret.case_hash_key VALUES (1, $1) ON CONFLICT (id) DO NOTHING', [randomBytes(32)])
    }
    const key = await kept()
    if (key === undefined) throw new Error('the key of the hashes was stored and is not there')
    return new Persons(pool, key)
  }

  /** What is kept of who applies in a case. */
  rowOf(id: string, applicant: Applicant): PersonRow {
    const { document, name, birth } = this.#hashes(applicant)
    const digits = lastDigits(applicant.document)
    return {
      document,
      name,
      birth,
      digits: digits === null ? null : this.#digits(id, digits),
      prefixes: prefixesOf(applicant.surname).map((prefix) => this.#hash('prefix', prefix)),
    }
  }

  /** Refusals and cancellations in other cases of the same person under the same card. */
  async earlier(id: string, card: string, applicant: Applicant): Promise<readonly EarlierDecision[]> {
    const { document, name, birth } = this.#hashes(applicant)
    const { rows } = await this.#pool.query<EarlierRow>(
      `SELECT r.kind, r.refused_on, r.annulled, p.document, p.name, p.birth
       FROM secret.case_person p JOIN case_refusal r ON r.case_id = p.case_id
       WHERE p.card = $1 AND (p.document = $2 OR (p.name = $3 AND p.birth = $4)) AND p.case_id <> $5
       ORDER BY r.refused_on DESC LIMIT 200`,
      [card, document, name, birth, id],
    )
    return rows.flatMap((row) => {
      const kind = decisionKinds.find((one) => one === row.kind)
      return kind === undefined ? [] : [decisionOf(row, kind)]
    })
  }

  /** The same, as the rules compare them. */
  keysOf(applicant: Applicant): ApplicantKeys {
    const { document, name, birth } = this.#hashes(applicant)
    return keysOf({ document, name, birth })
  }

  /** What a surname beginning is found by; null: nothing to look for. */
  prefix(text: string): Buffer | null {
    const prefix = prefixesOf(text).at(-1)
    return prefix === undefined ? null : this.#hash('prefix', prefix)
  }

  /** Whether these are the last digits of the document of this case; takes as long for a case there is none of. */
  async digitsAre(id: string, digits: string): Promise<boolean> {
    const { rows } = await this.#pool.query<{ digits: Buffer | null }>(
      'SELECT digits FROM secret.case_person WHERE case_id = $1',
      [id],
    )
    const kept = rows[0]?.digits ?? null
    const given = this.#digits(id, digits)
    return timingSafeEqual(kept ?? randomBytes(given.length), given) && kept !== null
  }

  #hashes(applicant: Applicant): Hashes {
    const texts = applicantKeyTexts(applicant)
    return {
      document: this.#hash('document', texts['document-number']),
      name: this.#hash('name', texts.name),
      birth: this.#hash('birth', texts['birth-date']),
    }
  }

  #digits(id: string, digits: string): Buffer {
    return this.#hash('digits', `${id} ${digits}`)
  }

  #hash(what: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${what} ${value}`, 'utf8').digest()
  }
}

interface Hashes {
  readonly document: Buffer
  readonly name: Buffer
  readonly birth: Buffer
}

/** Who applies in a case, as hashes. */
export interface PersonRow extends Hashes {
  readonly digits: Buffer | null
  readonly prefixes: readonly Buffer[]
}

interface EarlierRow extends Hashes {
  readonly kind: string
  readonly refused_on: string
  readonly annulled: boolean
}

const decisionKinds = [...refusalKinds, 'cancellation'] as const

function decisionOf(row: EarlierRow, kind: EarlierDecision['kind']): EarlierDecision {
  return { kind, on: row.refused_on, applicant: keysOf(row), annulled: row.annulled }
}

function keysOf({ document, name, birth }: Hashes): ApplicantKeys {
  return {
    'document-number': document.toString('hex'),
    name: name.toString('hex'),
    'birth-date': birth.toString('hex'),
  }
}

/** The first letters of a surname: one, two, three … of them, whatever case, apostrophe and hyphen. */
function prefixesOf(surname: string): string[] {
  const letters = [...lettersOf(surname)].slice(0, longestPrefix)
  return letters.map((_, n) => letters.slice(0, n + 1).join(''))
}

/** A name as it is looked for: its letters alone. */
export function lettersOf(name: string): string {
  return normal(name).replaceAll(/[^\p{L}]/gu, '')
}

function normal(text: string): string {
  return text.normalize('NFKC').toLocaleUpperCase('uk')
}
