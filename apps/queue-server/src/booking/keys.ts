import { createHmac, createSecretKey, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { openBytes, sealBytes } from '@cherha/case-vault'
import type { Pool } from 'pg'

/** Who booked, as it lies in a box. */
export interface Person {
  /** `+380XXXXXXXXX`. */
  readonly phone: string
  readonly digits: string
  /** Of a parent's or guardian's document: the booking is a child's. */
  readonly guardian?: string
}

/**
 * Keys of online booking, derived from the one of the installation: for boxes, and for the hashes by which phone
 * numbers, people and codes are found again.
 */
export class BookingKeys {
  readonly #box: Buffer
  readonly #hash: KeyObject

  constructor(key: Buffer) {
    const derived = (use: string) => Buffer.from(hkdfSync('sha256', key, '', `cherha booking ${use}`, 32))
    this.#box = derived('boxes')
    this.#hash = createSecretKey(derived('hashes'))
  }

  /** The installation's key, made at the first start. */
  static async open(pool: Pool): Promise<BookingKeys> {
    await pool.query('INSERT INTO secret.booking_key VALUES (1, $1) ON CONFLICT (id) DO NOTHING', [randomBytes(32)])
    const { rows } = await pool.query<{ key: Buffer }>('SELECT key FROM secret.booking_key WHERE id = 1')
    const key = rows[0]?.key
    if (key === undefined) throw new Error('the key of online booking was stored and is not there')
    return new BookingKeys(key)
  }

  /** Hexadecimal: also a key of maps. */
  phone(phone: string): string {
    return this.#mac('phone', phone).toString('hex')
  }

  /** B16: the same for the same phone number, digits and service. */
  pair(phone: string, digits: string, service: string): string {
    return this.#mac('pair', phone, digits, service).toString('hex')
  }

  /** Of a command: tells a repetition from another command with the same id (B11). */
  body(parts: readonly string[]): string {
    return this.#mac('body', ...parts).toString('hex')
  }

  /**
   * Six digits, unforeseeable without the key, and other ones for each code of each id. The moment counts, because ids
   * are of the pages: one that is sent again, when the server has forgotten it, must not bring a known code back.
   * @param at ms since 1970
   */
  code(id: string, phone: string, nth: number, at: number): string {
    const mac = this.#mac('code', id, phone, String(nth), String(at))
    // 2^48 is far above a million: no code is noticeably more frequent
    return String(mac.readUIntBE(0, 6) % 1_000_000).padStart(6, '0')
  }

  codeHash(id: string, code: string): Buffer {
    return this.#mac('stored code', id, code)
  }

  isCode(hash: Buffer, id: string, code: string): boolean {
    const given = this.codeHash(id, code)
    return given.length === hash.length && timingSafeEqual(given, hash)
  }

  /** The id of a message, from what it is about: written a second time it is the same message. */
  messageId(id: string, what: string): string {
    const hex = this.#mac('message', id, what).toString('hex')
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
  }

  seal(id: string, person: Person): Buffer {
    return sealBytes(this.#box, `booking ${id}`, Buffer.from(JSON.stringify(person), 'utf8'))
  }

  /** null: erased, or not of this installation. */
  open(id: string, box: Buffer | null): Person | null {
    const bytes = box === null ? null : openBytes(this.#box, `booking ${id}`, box)
    // what this program has put in
    return bytes === null ? null : (JSON.parse(bytes.toString('utf8')) as Person)
  }

  #mac(...parts: readonly string[]): Buffer {
    return createHmac('sha256', this.#hash).update(JSON.stringify(parts), 'utf8').digest()
  }
}
